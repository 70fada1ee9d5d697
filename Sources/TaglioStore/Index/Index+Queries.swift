package import TaglioFormat

/// A write of a register: which commit made it and what it said.
package struct RegisterWrite: Hashable, Sendable {
  package var commit: UInt32
  package var key: RegisterKey
  package var value: [UInt8]

  package init(commit: UInt32, key: RegisterKey, value: [UInt8]) {
    self.commit = commit
    self.key = key
    self.value = value
  }
}

/// Why a commit is not visible.
package enum PendingReason: UInt8, Sendable {
  /// An object or a parent is not here yet.
  case waits = 1
  /// It holds what a later version of taglio wrote.
  case newer = 2
  /// It breaks a rule and will never be visible.
  case invalid = 3
}

/// A commit that is here and not visible.
package struct PendingCommit: Hashable, Sendable {
  package var id: ObjectID
  /// One object that it waits for; the commit's own id where it waits for none.
  package var missing: ObjectID
  package var reason: PendingReason

  package init(id: ObjectID, missing: ObjectID, reason: PendingReason) {
    self.id = id
    self.missing = missing
    self.reason = reason
  }
}

/// What an object file that no visible commit lists was found to be.
package enum LooseKind: UInt8, Sendable {
  /// It did not read: cut, damaged, or still being copied. It is looked at again.
  case unreadable = 0
  case `case` = 1
  case experiment = 2
  case run = 3
  case blob = 4
  case changes = 5
  case commit = 6
  /// A type that this version does not know.
  case unknown = 7

  package init(_ type: ObjectType) {
    switch type {
    case .case: self = .case
    case .experiment: self = .experiment
    case .run: self = .run
    case .blob: self = .blob
    case .changes: self = .changes
    case .commit: self = .commit
    }
  }

  package var type: ObjectType? {
    switch self {
    case .unreadable, .unknown: nil
    case .case: .case
    case .experiment: .experiment
    case .run: .run
    case .blob: .blob
    case .changes: .changes
    case .commit: .commit
    }
  }
}

extension Index {
  package func number(of id: ObjectID) throws(FormatError) -> UInt32? {
    try find(.ids, IndexKey(id))?.uint32(at: 32)
  }

  package func object(_ number: UInt32) throws(FormatError) -> ObjectRow {
    let row = try first(.rows, IndexKey(number)) { (_, row) throws(FormatError) in
      try ObjectRow(row: row)
    }
    guard let row else { throw .index("no object \(number)") }
    return row
  }

  package func lineage(_ id: LineageID) throws(FormatError) -> UInt32? {
    try find(.lineages, IndexKey(id.id))?.uint32(at: 32)
  }

  package func commitNumber(of id: ObjectID) throws(FormatError) -> UInt32? {
    try find(.commitIDs, IndexKey(id))?.uint32(at: 32)
  }

  package func commit(_ number: UInt32) throws(FormatError) -> CommitRow {
    guard let found = try find(.commits, IndexKey(number)) else {
      throw .index("no commit \(number)")
    }
    return try CommitRow(row: found.row, parents: found.heap(.commits))
  }

  package func loose(_ id: ObjectID) throws(FormatError) -> LooseKind? {
    guard let found = try find(.loose, IndexKey(id)) else { return nil }
    return LooseKind(rawValue: found.row[32])
  }

  /// What is kept of the fields of an object.
  package func extract(_ number: UInt32) throws(FormatError) -> Extract? {
    guard let found = try find(.extracts, IndexKey(number)) else { return nil }
    return Extract(bytes: Array(try found.heap(.extracts)))
  }

  /// The bytes of what is kept of the fields of an object, lent as long as the index lives.
  package func extractBytes(_ number: UInt32) throws(FormatError) -> UnsafeRawBufferPointer? {
    try first(.extracts, IndexKey(number)) { (segment, row) throws(FormatError) in
      try segment.heapBytes(.extracts, row)
    }
  }

  /// What the index says of a place in the fields of an object; nil where it keeps nothing of it.
  package func value(
    at place: Extract.Place,
    of number: UInt32
  ) throws(FormatError) -> Extract.Answer? {
    guard let found = try find(.extracts, IndexKey(number)) else { return nil }
    return Extract.value(at: place, in: try found.heap(.extracts))
  }

  /// What was stored as the summary of an object.
  package func summary(_ number: UInt32) throws(FormatError) -> [UInt8]? {
    guard let found = try find(.summaries, IndexKey(number)) else { return nil }
    return Array(try found.heap(.summaries))
  }

  package func source(_ name: String) throws(FormatError) -> UInt32? {
    try find(.sourceNames, IndexKey(Index.sourceKey(name)))?.uint32(at: 16)
  }

  package static func sourceKey(_ name: String) -> [UInt8] {
    var bytes = Array("source\0".utf8)
    bytes += Array(name.utf8)
    return bytes.withUnsafeBytes { BLAKE2b.hash($0, digestLength: 16) }
  }

  /// All that sources said last about a lineage: source number, commit number, object number.
  package func said(
    of lineage: UInt32
  ) throws(FormatError) -> [(source: UInt32, commit: UInt32, object: UInt32)] {
    var found: [(source: UInt32, commit: UInt32, object: UInt32)] = []
    try forEach(.said, startingWith: IndexKey(lineage)) { (row) throws(FormatError) in
      found.append((row.uint32(at: 4), row.uint32(at: 8), row.uint32(at: 12)))
    }
    return found
  }

  /// The lineages that a source said, in no order.
  package func lineages(saidBy source: UInt32) throws(FormatError) -> Set<UInt32> {
    var found: Set<UInt32> = []
    try forEach(.said) { (row) throws(FormatError) in
      if row.uint32(at: 4) == source { found.insert(row.uint32(at: 0)) }
    }
    return found
  }

  /// The writes of one register, in no order.
  package func writes(_ key: RegisterKey) throws(FormatError) -> [RegisterWrite] {
    try registers(key.kind, startingWith: IndexKey(key.hash)) {
      $0 == key.target && $1 == key.detail
    }
  }

  /// The writes of all registers of a class with this target.
  ///
  /// - Parameter field: only those of this field, where the class is one of fields or their
  ///   elements.
  package func writes(
    _ kind: RegisterKey.Class,
    target: [UInt8],
    field: ExactString? = nil
  ) throws(FormatError) -> [RegisterWrite] {
    let prefix =
      ObjectID(bytes: target).map { IndexKey(kind, target: $0) }
      ?? IndexKey(RegisterKey(kind, target: target).prefix)
    let name = field.map { Array($0.string.utf8) }
    return try registers(kind, startingWith: prefix) { found, detail in
      guard found == target else { return false }
      return name.map { RegisterKey.isField($0, detail) } ?? true
    }
  }

  /// The writes of all registers of a class.
  package func writes(_ kind: RegisterKey.Class) throws(FormatError) -> [RegisterWrite] {
    try registers(kind, startingWith: IndexKey([kind.rawValue]))
  }

  /// The writes of the registers with this hash.
  package func writes(
    _ kind: RegisterKey.Class,
    hash: [UInt8]
  ) throws(FormatError) -> [RegisterWrite] {
    try registers(kind, startingWith: IndexKey(hash))
  }

  /// - Parameter isWanted: is asked with the bytes of target and detail.
  private func registers(
    _ kind: RegisterKey.Class,
    startingWith prefix: IndexKey,
    where isWanted: (RegisterKey.Bytes, RegisterKey.Bytes) -> Bool = { _, _ in true }
  ) throws(FormatError) -> [RegisterWrite] {
    var found: [RegisterWrite] = []
    try forEach(.registers, startingWith: prefix) { (row) throws(FormatError) in
      let stored = try RegisterKey.Stored(row.heap(.registers))
      guard isWanted(stored.target, stored.detail) else { return }
      found.append(
        RegisterWrite(
          commit: row.uint32(at: 33),
          key: try stored.key(kind),
          value: Array(stored.value)
        )
      )
    }
    return found
  }

  /// The ids of objects, commits and loose files that `prefix` matches, ascending, at most `limit`.
  package func matches(_ prefix: IDPrefix, limit: Int) throws(FormatError) -> [ObjectID] {
    var found: Set<ObjectID> = []
    for table in [IndexTable.ids, .commitIDs, .loose] {
      for segment in segments {
        var index = try segment.lowerBound(table, IndexKey(prefix.lowerBound))
        while index < segment.count(table), found.count < limit * 2 {
          let row = FoundRow(segment: segment, row: try segment.row(table, index))
          let id = try row.id(at: 0)
          guard prefix.matches(id) else { break }
          found.insert(id)
          index += 1
        }
      }
    }
    return Array(found.sorted().prefix(limit))
  }

  /// The commits that are here and not visible.
  package func pending() throws(FormatError) -> [PendingCommit] {
    var found: [ObjectID: PendingCommit] = [:]
    try forEach(.pending) { (row) throws(FormatError) in
      let id = try row.id(at: 0)
      guard found[id] == nil, try commitNumber(of: id) == nil,
        let reason = PendingReason(rawValue: row.row[64])
      else { return }
      found[id] = PendingCommit(id: id, missing: try row.id(at: 32), reason: reason)
    }
    return found.values.sorted { $0.id < $1.id }
  }

  /// The files that no visible commit lists, as they were last found.
  package func looseFiles() throws(FormatError) -> [ObjectID: LooseKind] {
    var found: [ObjectID: LooseKind] = [:]
    try forEach(.loose) { (row) throws(FormatError) in
      let id = try row.id(at: 0)
      guard found[id] == nil, let kind = LooseKind(rawValue: row.row[32]) else { return }
      guard try number(of: id) == nil, try commitNumber(of: id) == nil else { return }
      found[id] = kind
    }
    return found
  }

  /// The commits whose tombstones stand in for an object.
  package func tombstoneCommits(of id: ObjectID) throws(FormatError) -> [ObjectID] {
    var found: [ObjectID] = []
    try forEach(.tombstones, startingWith: IndexKey(id)) { (row) throws(FormatError) in
      found.append(try row.id(at: 32))
    }
    return found
  }
}
