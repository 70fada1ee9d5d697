public import TaglioFormat

/// What is to be erased besides what is named, and why.
public struct RedactRequest: Sendable {
  /// Why; not empty.
  ///
  /// It is kept for ever, so it must hold no personal data.
  public var reason: String
  /// Erase the named versions only, and not their whole lineages.
  public var onlyVersions = false
  /// Erase this label and nothing else.
  public var label: String?
  /// Erase also what was computed from erased cases.
  public var includesOutputs = false
  /// Erase; otherwise the report says what would be erased, and nothing happens.
  public var isConfirmed = false

  /// Takes the reason.
  public init(reason: String) {
    self.reason = reason
  }
}

/// What is erased, and what may hold the same and is not.
public struct RedactReport: Sendable {
  /// An object that is erased, or one that may hold the same data.
  public struct Item: Hashable, Sendable {
    /// The object.
    public var id: ObjectID
    /// `case`, `experiment`, `run` or `blob`.
    public var type: ObjectType
    /// What a person calls it: the key of a case, else the beginning of an id.
    public var name: String
    /// The place of a version in its chain, from 1; 0 for what has none.
    public var sequence: Int
    /// The length of its payload, 0 where the bytes are not here.
    public var bytes: Int
  }

  /// Labels that are erased.
  public struct Labels: Hashable, Sendable {
    /// The lineage, run or suite.
    public var target: Target
    /// What a person calls it.
    public var name: String
    /// The names of the labels, ascending.
    public var labels: [ExactString]
  }

  /// A blob that an erased version links and that stays, since others link it too.
  public struct Kept: Hashable, Sendable {
    /// The blob.
    public var blob: ObjectID
    /// A version that links it and is not erased.
    public var user: ObjectID
  }

  /// Versions, runs and blobs.
  public internal(set) var items: [Item] = []
  /// Labels of lineages, runs and suites.
  public internal(set) var labels: [Labels] = []
  /// Commits whose author and message are erased.
  public internal(set) var texts: [ObjectID] = []
  /// Commits and parts of commits that are replaced by what is left of them, `texts` included.
  public internal(set) var replaced: [ObjectID] = []
  /// Blobs that others link too.
  public internal(set) var kept: [Kept] = []
  /// What was computed from erased cases and is not erased.
  public internal(set) var outputs: [Item] = []
  /// Commits whose messages hold the key of an erased case.
  public internal(set) var mentions: [ObjectID] = []
  /// Erased versions whose text can be guessed from its digest, which stays.
  public internal(set) var guessable: [ObjectID] = []
  /// Of what was named: objects that were erased before.
  public internal(set) var already: [ObjectID] = []
  /// The commit; nil where there was nothing to erase or nothing was to be done.
  public internal(set) var commit: ObjectID?

  /// Whether there is nothing that was not erased before.
  public var isEmpty: Bool { items.isEmpty && replaced.isEmpty }
  /// The bytes of all items.
  public var bytes: Int { items.reduce(0) { $0 + $1.bytes } }
  /// All that counts as erased once the commit is made.
  public var objects: [ObjectID] { items.map(\.id) + replaced + already }
}
