/// What the index knows of an object without opening it.
///
/// Numbers stand for objects of the same index; `none` (all ones) for no object.
package struct ObjectRow: Hashable, Sendable {
  package static let none = UInt32.max
  package static let width = 100

  package var id: ObjectID
  /// BLAKE2b-256 of the immutable fields, or zeros where the type has none.
  package var content: ObjectID
  package var previous: UInt32 = none
  package var creator: UInt32 = none
  package var basis: UInt32 = none
  /// The number of the first version taken in of its lineage; its own where it begins one.
  package var lineage: UInt32 = none
  /// The place in its chain, from 1; 0 for types that have no versions.
  package var sequence: UInt32 = 0
  package var ordinal: UInt32 = 0
  /// For a run, the number of its experiment.
  package var experiment: UInt32 = none
  /// The first four bytes of BLAKE2b-256 of the ids of its sources; 0 where it has none.
  package var sources: UInt32 = 0
  package var kind: Kind
  package var flags: Flags = []

  package init(id: ObjectID, content: ObjectID, kind: Kind) {
    self.id = id
    self.content = content
    self.kind = kind
  }

  /// The type of an object, or that nothing is known of it.
  package enum Kind: UInt8, Sendable {
    case `case` = 1
    case experiment = 2
    case run = 3
    case blob = 4
    case changes = 5
    /// Listed by an accepted commit, but not here: damage.
    case missing = 6

    package init?(_ type: ObjectType) {
      switch type {
      case .case: self = .case
      case .experiment: self = .experiment
      case .run: self = .run
      case .blob: self = .blob
      case .changes: self = .changes
      case .commit: return nil
      }
    }

    package var type: ObjectType? {
      switch self {
      case .case: .case
      case .experiment: .experiment
      case .run: .run
      case .blob: .blob
      case .changes: .changes
      case .missing: nil
      }
    }
  }

  package struct Flags: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    /// Known from a tombstone, not from the object itself.
    package static let standIn = Flags(rawValue: 1)
    /// A run of the built-in import experiment.
    package static let importRun = Flags(rawValue: 2)
    /// Its lineage has a key.
    package static let keyed = Flags(rawValue: 4)
    /// Its fields hold a salt.
    package static let salted = Flags(rawValue: 8)
  }

  /// Whether the object itself is not known: it is missing, or a tombstone stands in for it.
  package var isGap: Bool { kind == .missing || flags.contains(.standIn) }

  package func append(to bytes: inout [UInt8]) {
    id.appendBytes(to: &bytes)
    content.appendBytes(to: &bytes)
    for number in [previous, creator, basis, lineage, sequence, ordinal, experiment, sources] {
      bytes.appendBigEndian(number)
    }
    bytes.append(kind.rawValue)
    bytes.append(flags.rawValue)
    bytes.append(0)
    bytes.append(0)
  }
}

/// What the index knows of a visible commit.
package struct CommitRow: Hashable, Sendable {
  package static let width = 60
  package static let parentsOffset = 48

  package var id: ObjectID
  package var time: CommitTime
  /// The length of the longest way to a commit without parents, from 1.
  package var generation: UInt32
  package var objectCount: UInt32
  package var parents: [UInt32]

  package init(
    id: ObjectID,
    time: CommitTime,
    generation: UInt32,
    objectCount: UInt32,
    parents: [UInt32]
  ) {
    self.id = id
    self.time = time
    self.generation = generation
    self.objectCount = objectCount
    self.parents = parents
  }
}

extension ObjectRow {
  /// Reads the row that follows a key of four bytes.
  package init(row: UnsafeRawBufferPointer) throws(FormatError) {
    guard row.count == 4 + ObjectRow.width, let kind = Kind(rawValue: row[100]),
      let id = ObjectID(bytes: UnsafeRawBufferPointer(rebasing: row[4..<36])),
      let content = ObjectID(bytes: UnsafeRawBufferPointer(rebasing: row[36..<68]))
    else { throw .index("a row of an unknown kind") }
    self.init(id: id, content: content, kind: kind)
    previous = row.bigEndian(at: 68, as: UInt32.self)
    creator = row.bigEndian(at: 72, as: UInt32.self)
    basis = row.bigEndian(at: 76, as: UInt32.self)
    lineage = row.bigEndian(at: 80, as: UInt32.self)
    sequence = row.bigEndian(at: 84, as: UInt32.self)
    ordinal = row.bigEndian(at: 88, as: UInt32.self)
    experiment = row.bigEndian(at: 92, as: UInt32.self)
    sources = row.bigEndian(at: 96, as: UInt32.self)
    flags = Flags(rawValue: row[101])
  }
}

extension CommitRow {
  /// Reads the row that follows a key of four bytes, with the bytes of its parents from the heap.
  package init(
    row: UnsafeRawBufferPointer,
    parents heap: UnsafeRawBufferPointer
  ) throws(FormatError) {
    guard row.count == 4 + CommitRow.width, heap.count % 4 == 0,
      let id = ObjectID(bytes: UnsafeRawBufferPointer(rebasing: row[4..<36])),
      let time = CommitTime(milliseconds: row.bigEndian(at: 36, as: Int64.self))
    else { throw .index("a commit's row does not read") }
    self.init(
      id: id,
      time: time,
      generation: row.bigEndian(at: 44, as: UInt32.self),
      objectCount: row.bigEndian(at: 48, as: UInt32.self),
      parents: stride(from: 0, to: heap.count, by: 4).map {
        heap.bigEndian(at: $0, as: UInt32.self)
      }
    )
  }

  /// The row without its key, with the place of its parents in the heap.
  package func append(parents: HeapReference, to bytes: inout [UInt8]) {
    id.appendBytes(to: &bytes)
    bytes.appendBigEndian(time.milliseconds)
    bytes.appendBigEndian(generation)
    bytes.appendBigEndian(objectCount)
    parents.append(to: &bytes)
  }
}
