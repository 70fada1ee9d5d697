public import TaglioFormat

/// Which field of a record holds its key.
public enum KeyRule: Hashable, Sendable {
  /// `uuid`, where a record has it; records without it have no key.
  case automatic
  /// This field, which every record must have.
  case field(String)
  /// Records have no keys: equal ones are the same case, an edited one is a new case.
  case none

  /// What the configuration of the import run says.
  var configured: String? {
    switch self {
    case .automatic: "uuid"
    case .field(let name): name
    case .none: nil
    }
  }
}

/// How records are taken in.
public struct AddOptions: Sendable {
  /// Where records have their keys.
  public var key: KeyRule = .automatic
  /// Top-level fields that become labels of the lineage and are not part of a version.
  public var mutable: [String] = AddOptions.defaultMutable
  /// The message of the commit; nil for one that names the inputs.
  public var message: String?
  /// Give new cases a salt, so that erased text cannot be guessed from its digest.
  ///
  /// Cases that have one keep it, whatever this says.
  public var salts = false
  /// Plan and count, and write nothing.
  public var isDryRun = false
  /// List the cases that the sources said before and do not say any more; with `isConfirmed`, remove
  /// them.
  public var prunes = false
  /// Files that records link, by the ids of their contents; those that are not here are stored.
  package var blobs: [ObjectID: AttachedFile] = [:]
  /// How much of a batch is held before it is written.
  package var sizes = BatchSizes()
  /// Go on where `add` would stop to ask, and remove what `prunes` finds.
  public var isConfirmed = false

  /// The defaults.
  public init() {}

  /// The mutable fields of the data model.
  public static let defaultMutable = [
    "author", "description", "keywords", "notes", "priority", "title",
  ]

  /// The field whose elements are written one by one, so that two people who add a keyword each both
  /// keep theirs.
  package static let listFields: Set<ExactString> = ["keywords"]

  /// The fields of an input's records that become labels, each once.
  func mutable(for input: some RecordInput) -> [String] {
    input.labelFields.reduce(into: mutable) { fields, field in
      if !fields.contains(where: { ExactString($0) == ExactString(field) }) { fields.append(field) }
    }
  }
}

/// How much of a batch is held before it is written: what comes out of it does not depend on these.
package struct BatchSizes: Sendable {
  /// Records that are planned and staged together.
  package var block = 2048
  /// Objects after which changes become a part of the commit.
  package var part = 1 << 16

  package init() {}
}

/// One input of an `add`: records that can be read more than once, in the same order.
package protocol RecordInput {
  /// What the input is called in messages.
  var name: String { get }
  /// Who says it: the name under which its records are remembered. Nil where every record has a
  /// UUID and nothing else names the source.
  var source: String? { get }
  /// Top-level fields that become labels besides those of the options, because the user said so of
  /// this input.
  var labelFields: [String] { get }
  /// Calls `body` for each record, a JSON object, in order. Called twice: to validate and to write.
  func forEachRecord(_ body: (JSONView, RecordPlace) throws -> Void) throws
}

extension RecordInput {
  package var labelFields: [String] { [] }
}

/// What an `add` did, by case.
public struct AddReport: Sendable {
  /// Cases that are new.
  public var added = 0
  /// Cases with a new version.
  public var changed = 0
  /// Cases of which only labels changed.
  public var relabelled = 0
  /// Cases that are as they were.
  public var unchanged = 0
  /// Cases that were edited here since their source last spoke and now have two heads.
  public var forked: [Forked] = []
  /// Cases that had been removed and are back.
  public var restored = 0
  /// Files that this copy had lost or that were damaged, written anew: of versions that records say
  /// unchanged, of the files attached to them, of the import run and its experiment.
  public var healed = 0
  /// Unchanged cases that had been removed and stay so: a file that says nothing new does not revert
  /// what a person decided.
  public var stillRemoved = 0
  /// Records that were left out, since what they say was erased for good.
  public var erased = 0
  /// Cases that their source said before and does not say any more, where that was asked for, in
  /// the order in which they came.
  public var gone: [Gone] = []
  /// How many of these are removed.
  public var removed = 0
  /// Fields that were taken as labels.
  public var labelFields: Set<ExactString> = []
  /// The commit, nil where nothing changed or nothing was to be written.
  public var commit: ObjectID?

  /// A case that has two heads now.
  public struct Forked: Sendable {
    /// The lineage.
    public var lineage: LineageID
    /// The key as a person reads it.
    public var key: String
    /// The version that was written.
    public var version: ObjectID
  }

  /// A case whose row is gone.
  public struct Gone: Sendable {
    /// The case as lists show it.
    public var item: LineageItem
    /// Who said it before.
    public var source: String
    /// Whether it stays all the same, because another source said it too.
    public var isKept: Bool
  }
}
