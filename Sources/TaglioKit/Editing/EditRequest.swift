public import TaglioFormat

/// What is to be changed of one case, experiment, run or suite.
public struct EditRequest: Sendable {
  /// Changes of the immutable fields, made in this order.
  public var fields: [JSONEdit] = []
  /// Changes of labels, made in this order.
  public var labels: [LabelEdit] = []
  /// The version that the changes were made for; where it is no head any more, they are refused.
  public var base: ObjectID?
  /// The message of the commit; nil for one that names what is changed.
  public var message: String?
  /// Plan and say, and write nothing.
  public var isDryRun = false

  /// Changes nothing.
  public init() {}
}

/// One change of a label.
public enum LabelEdit: Hashable, Sendable {
  /// Gives the label this value.
  case set(ExactString, CanonicalJSON)
  /// Takes the label away.
  case unset(ExactString)
  /// Adds an element to a label that is a list, or begins one.
  case add(ExactString, CanonicalJSON)
  /// Takes an element out of a label that is a list.
  case drop(ExactString, CanonicalJSON)

  /// The name of the label.
  public var name: ExactString {
    switch self {
    case .set(let name, _), .unset(let name), .add(let name, _), .drop(let name, _): name
    }
  }
}

/// What an edit did, or would do.
public struct EditReport: Sendable {
  /// `case`, `experiment`, `run` or `suite`.
  public var kind: String
  /// What was edited, as a person calls it.
  public var name: String
  /// What labels point at: the lineage, the run or the suite.
  public var target: Target
  /// The version that was written, nil where only labels changed.
  public var version: ObjectID?
  /// The place of that version in its chain.
  public var sequence: Int?
  /// The version it follows.
  public var previous: ObjectID?
  /// The fields that changed, as JSON Pointers.
  public var fields: [String] = []
  /// The labels that changed.
  public var labels: [ExactString] = []
  /// Whether what was edited is removed; it stays so.
  public var isRemoved: Bool
  /// The run that made the case, where it is sealed: as run, it keeps its first version.
  public var sealedRun: ObjectID?
  /// The commit, nil where nothing changed or nothing was to be written.
  public var commit: ObjectID?

  /// Whether there is nothing to change.
  public var isEmpty: Bool { version == nil && labels.isEmpty }
}
