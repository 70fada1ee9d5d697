import TaglioFormat
import TaglioKit
import TaglioStore

/// The rows of an index with ids and names in place of numbers, so that two indexes that say the
/// same have the same lines whatever the order in which they took commits in.
struct IndexText {
  private let index: Index
  private let snapshot: Snapshot
  private var objects: [ObjectRow] = []
  private var commits: [CommitRow] = []
  private var sources: [UInt32: [UInt8]] = [:]

  /// The tables that follow from visible commits alone.
  static let tables: [IndexTable] = [
    .ids, .rows, .lineages, .versions, .followers, .created, .computed, .joined, .listed,
    .commitIDs, .commits, .timeline, .runs, .registers, .contested, .said, .sourceNames,
    .summaries, .tombstones, .lineageIDs, .extracts,
  ]

  init(_ index: Index) throws(FormatError) {
    self.index = index
    snapshot = Snapshot(index: index)
    for number in 0..<index.objectCount { objects.append(try index.object(number)) }
    for number in 0..<index.commitCount { commits.append(try index.commit(number)) }
    var sources: [UInt32: [UInt8]] = [:]
    try index.forEach(.sourceNames) { (row) throws(FormatError) in
      sources[row.uint32(at: 16)] = Array(try row.heap(.sourceNames))
    }
    self.sources = sources
  }

  /// A digest of each line of a table.
  func lines(of table: IndexTable) throws(FormatError) -> Set<ObjectID> {
    var lines: Set<ObjectID> = []
    try index.forEach(table) { (row) throws(FormatError) in
      lines.insert(BLAKE2b.id(of: try line(table, row)))
    }
    return lines
  }

  private func line(_ table: IndexTable, _ row: FoundRow) throws(FormatError) -> [UInt8] {
    switch table {
    case .ids: try bytes(row.id(at: 0)) + object(row.uint32(at: 32))
    case .rows: try line(of: object(at: row.uint32(at: 0)))
    case .lineages: try bytes(row.id(at: 0)) + lineage(row.uint32(at: 32))
    case .lineageIDs: try bytes(row.id(at: 4))
    case .versions: try lineage(row.uint32(at: 0)) + object(row.uint32(at: 4))
    case .followers, .created, .computed, .joined:
      try object(row.uint32(at: 0)) + object(row.uint32(at: 4))
    case .listed: try object(row.uint32(at: 0)) + commit(row.uint32(at: 4))
    case .commitIDs: try bytes(row.id(at: 0)) + commit(row.uint32(at: 32))
    case .commits: try line(of: commit(at: row.uint32(at: 0)))
    case .timeline: try Array(row.row[..<8]) + commit(row.uint32(at: 8))
    case .runs: try Array(row.row[..<8]) + object(row.uint32(at: 8))
    case .registers: try line(ofRegister: row)
    case .said: try line(ofSaid: row)
    case .sourceNames: Array(try row.heap(.sourceNames))
    case .summaries, .extracts: try object(row.uint32(at: 0)) + Array(row.heap(table))
    case .contested, .tombstones, .loose, .pending, .directories: Array(row.row)
    }
  }

  private func line(of row: ObjectRow) throws(FormatError) -> [UInt8] {
    var line = bytes(row.id) + bytes(row.content)
    for number in [row.previous, row.creator, row.basis, row.experiment] {
      line += try object(number)
    }
    line += try lineage(row.lineage)
    for number in [row.sequence, row.ordinal, row.sources] { line += number.keyBytes }
    return line + [row.kind.rawValue, row.flags.rawValue]
  }

  private func line(of row: CommitRow) throws(FormatError) -> [UInt8] {
    var line = bytes(row.id) + Array("\(row.time)".utf8)
    line += row.generation.keyBytes + row.objectCount.keyBytes
    var parents: [ObjectID] = []
    for parent in row.parents { parents.append(try commit(at: parent).id) }
    return line + parents.sorted().flatMap(bytes)
  }

  /// What a source said begins with the number of the source, which differs from copy to copy.
  private func line(ofRegister row: FoundRow) throws(FormatError) -> [UInt8] {
    guard let kind = RegisterKey.Class(rawValue: row.row[0]) else {
      throw .index("a register of an unknown class")
    }
    let (key, value) = try RegisterKey.read(kind, row.heap(.registers))
    guard key.hash.elementsEqual(row.row[..<33]) else {
      throw .index("a register stands under another's hash")
    }
    var detail = key.detail
    if kind == .saidField || kind == .saidElement {
      guard detail.count >= 4 else { throw .index("what was said names no source") }
      let number = detail[..<4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      detail = try source(number) + [0] + detail[4...]
    }
    return try [kind.rawValue] + key.target + detail + [0] + value + commit(row.uint32(at: 33))
  }

  private func line(ofSaid row: FoundRow) throws(FormatError) -> [UInt8] {
    try lineage(row.uint32(at: 0)) + source(row.uint32(at: 4)) + commit(row.uint32(at: 8))
      + object(row.uint32(at: 12))
  }

  // MARK: Numbers

  private func object(at number: UInt32) throws(FormatError) -> ObjectRow {
    guard number < objects.count else { throw .index("no object \(number)") }
    return objects[Int(number)]
  }

  private func commit(at number: UInt32) throws(FormatError) -> CommitRow {
    guard number < commits.count else { throw .index("no commit \(number)") }
    return commits[Int(number)]
  }

  private func source(_ number: UInt32) throws(FormatError) -> [UInt8] {
    guard let source = sources[number] else { throw .index("no source \(number)") }
    return source
  }

  private func object(_ number: UInt32) throws(FormatError) -> [UInt8] {
    number == ObjectRow.none ? [0] : [1] + bytes(try object(at: number).id)
  }

  private func commit(_ number: UInt32) throws(FormatError) -> [UInt8] {
    bytes(try commit(at: number).id)
  }

  private func lineage(_ number: UInt32) throws(FormatError) -> [UInt8] {
    guard number != ObjectRow.none else { return [0] }
    _ = try object(at: number)
    return [1] + bytes(try snapshot.lineageID(number).id)
  }

  private func bytes(_ id: ObjectID) -> [UInt8] { id.keyBytes }
}
