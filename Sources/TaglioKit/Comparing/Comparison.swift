package import TaglioFormat
import TaglioStore

/// Two versions of cases or experiments, or two runs, and in what they differ.
public struct Comparison: Sendable {
  /// One of the two.
  public struct Side: Sendable {
    /// What it is called.
    public var mention: VersionMention
    package var contents: Contents
  }

  /// Nil where the new one is a first version.
  public var old: Side?
  /// What the old one became.
  public var new: Side
  /// How the fields differ, for runs how `config`, `experiment`, `metadata` and `suite` do.
  ///
  /// Nil where one of the two cannot be read and it is not known that they say the same.
  public var fields: [FieldDifference]?
  /// How the labels of two lineages or runs differ now; empty for two versions of one lineage.
  public var labels: [FieldDifference]

  /// Whether they differ, as far as can be known.
  public var isDifferent: Bool { fields?.isEmpty != true || !labels.isEmpty }

  /// Whether one of the two should be here and does not read.
  public var isDamaged: Bool { new.contents.isDamaged || old?.contents.isDamaged == true }
}

extension Repository {
  /// Compares two versions, of one lineage or of two.
  public func compare(_ old: Version, with new: Version) throws -> Comparison {
    try compare(old.number, with: new.number)
  }

  /// Compares two runs.
  ///
  /// - Throws: `notFound` where an id is not that of a run.
  package func compare(run old: ObjectID, with new: ObjectID) throws -> Comparison {
    let numbers = try [old, new].map { id in
      guard let number = try snapshot.index.number(of: id) else {
        throw TaglioError(.notFound, "there is no run \(id.short()) here")
      }
      return number
    }
    return try compare(numbers[0], with: numbers[1])
  }

  /// What a version says other than the one it was edited from; of a first version all of it.
  public func edit(_ version: Version) throws -> Comparison {
    let previous = version.row.previous
    return try compare(previous == ObjectRow.none ? nil : previous, with: version.number)
  }

  private func compare(_ old: UInt32?, with new: UInt32) throws -> Comparison {
    let (left, right) = (try old.map(side), try side(new))
    return Comparison(
      old: left,
      new: right,
      fields: try isSame(old, new) ? [] : differences(left, right),
      labels: try labelDifferences(left, right)
    )
  }

  private func side(_ number: UInt32) throws -> Comparison.Side {
    let mention = try snapshot.mention(of: number)
    return Comparison.Side(mention: mention, contents: try Contents(self, mention.id))
  }

  /// Whether the digests of the fields, which are known of objects that are gone too, are the same.
  private func isSame(_ old: UInt32?, _ new: UInt32) throws -> Bool {
    guard let old else { return false }
    let content = try snapshot.index.object(old).content
    return try old == new || content != .zero && content == snapshot.index.object(new).content
  }

  private func differences(
    _ old: Comparison.Side?,
    _ new: Comparison.Side
  ) throws -> [FieldDifference]? {
    guard let after = new.contents.fields?.unsalted else { return nil }
    guard let old else { return FieldDifference.between(.emptyObject, after) }
    return old.contents.fields.map { FieldDifference.between($0.unsalted, after) }
  }

  private func labelDifferences(
    _ old: Comparison.Side?,
    _ new: Comparison.Side
  ) throws -> [FieldDifference] {
    let target = new.mention.subject.target
    guard let other = old?.mention.subject.target, other != target else { return [] }
    return FieldDifference.between(try labelObject(of: other), try labelObject(of: target))
  }

  private func labelObject(of target: Target) throws -> CanonicalJSON {
    var object = PayloadWriter()
    object.begin()
    let labels = try snapshot.labels(of: target)
    for label in labels.sorted(by: { $0.name.string.precedes($1.name.string) }) {
      object.member(label.name.string, label.value)
    }
    object.end()
    return CanonicalJSON(unchecked: object.bytes)
  }
}

extension Snapshot {
  /// The version that another was edited from; nil for a first version.
  public func previous(of version: Version) throws -> Version? {
    guard version.row.previous != ObjectRow.none else { return nil }
    let previous = try self.version(version.row.previous)
    // An index that leads in a circle would never let a walk through a chain end.
    guard previous.sequence < version.sequence else {
      throw FormatError.index("a chain turns back")
    }
    return previous
  }
}
