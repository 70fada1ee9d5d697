public import TaglioFormat

/// Who gave the fields and labels of a version what they say.
public struct Blame: Sendable {
  /// The version.
  public var version: VersionMention
  /// The values that are reached through objects, in canonical order.
  public var fields: [BlamedField]
  /// The labels of the lineage as they are now, by name.
  public var labels: [BlamedLabel]
  /// The version in the chain that cannot be read, and at which the search ended.
  public var stop: Stop?

  /// A version that cannot be read.
  public struct Stop: Sendable {
    /// What it is called.
    public var version: VersionMention
    package var contents: Contents

    /// Whether it should be here and does not read; else it was erased or lost.
    public var isDamaged: Bool { contents.isDamaged }
  }
}

/// A field and the version that gave it its value.
public struct BlamedField: Sendable {
  /// Where it stands.
  public var path: JSONPointer
  /// What it says.
  public var value: CanonicalJSON
  /// The latest version in the chain in which the value changed.
  public var version: ObjectID
  /// That version's place in the chain, from 1.
  public var sequence: Int
  /// The first commit that lists that version.
  public var commit: CommitItem?
  /// The source that the commit took the version from.
  public var source: String?
  /// False where the version before it could not be read, so that the value may be older.
  public var isExact: Bool
}

/// A label and the commit that gave it its value.
public struct BlamedLabel: Sendable {
  /// The name of the field.
  public var name: ExactString
  /// What it says.
  public var value: CanonicalJSON
  /// The latest commit that wrote it, of a list any of its elements.
  public var commit: CommitItem
  /// The source that said it in this commit.
  public var source: String?
}
