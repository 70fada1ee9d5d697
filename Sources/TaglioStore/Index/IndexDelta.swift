package import TaglioFormat

/// Rows to be added to an index, with the look-ups that taking in commits needs meanwhile.
///
/// Numbers go on from those of the index it was made for. What there are many of is looked up in the
/// rows themselves, which lie in scratch memory.
package struct IndexDelta {
  private let builder: SegmentBuilder
  private let index: Index
  private let firstObject: UInt32
  private let firstCommit: UInt32
  /// Objects by id; an object's place is that of its row.
  private var objects = IDSlots()
  /// Keyed lineages by id; a lineage's place is that of its row.
  private var lineages = IDSlots()
  private var commits: [CommitRow] = []
  private var commitNumbers: [ObjectID: UInt32] = [:]
  private var sources: [ExactString: UInt32] = [:]
  private var listings: Listings
  private var writes = RegisterWriters()
  private var tombstones: [ObjectID: [ObjectID]] = [:]
  /// As they will be once the delta is part of the index.
  package private(set) var heads: Set<UInt32>

  package init(for index: Index, _ scratch: (any Scratch)? = nil) {
    self.index = index
    builder = SegmentBuilder(scratch)
    firstObject = index.objectCount
    firstCommit = index.commitCount
    listings = Listings(from: firstObject)
    heads = Set(index.heads)
  }

  package var isEmpty: Bool { builder.isEmpty }

  package var objectCount: UInt32 { firstObject + UInt32(builder.count(.rows)) }
  package var commitCount: UInt32 { firstCommit + UInt32(commits.count) }

  /// The index with this delta as its last segment.
  package consuming func sealed() throws(FormatError) -> Index {
    index.adding(try Segment(builder.seal()), heads: heads.sorted())
  }

  // MARK: Looking up

  package func number(of id: ObjectID) throws(FormatError) -> UInt32? {
    let rows = builder.rows(.rows)
    let place = objects.find(id) { rows.id(at: $0 * IndexTable.rows.rowWidth + 4) }
    if let place { return firstObject + UInt32(place) }
    return try index.number(of: id)
  }

  package func object(_ number: UInt32) throws(FormatError) -> ObjectRow {
    if number < firstObject { return try index.object(number) }
    let width = IndexTable.rows.rowWidth
    let start = Int(number - firstObject) * width
    let rows = builder.rows(.rows)
    return try ObjectRow(row: UnsafeRawBufferPointer(rebasing: rows[start..<start + width]))
  }

  package func commitNumber(of id: ObjectID) throws(FormatError) -> UInt32? {
    if let number = commitNumbers[id] { return number }
    return try index.commitNumber(of: id)
  }

  package func commit(_ number: UInt32) throws(FormatError) -> CommitRow {
    number < firstCommit ? try index.commit(number) : commits[Int(number - firstCommit)]
  }

  package func lineage(_ id: LineageID) throws(FormatError) -> UInt32? {
    let rows = builder.rows(.lineages)
    let width = IndexTable.lineages.rowWidth
    if let place = lineages.find(id.id, { rows.id(at: $0 * width) }) {
      return rows.bigEndian(at: place * width + 32, as: UInt32.self)
    }
    return try index.lineage(id)
  }

  /// The commits that list an object.
  package func listings(of number: UInt32) throws(FormatError) -> [UInt32] {
    try index.pairs(.listed, of: number) + listings.commits(of: number)
  }

  /// The commits that wrote a register.
  package mutating func writers(of key: RegisterKey) throws(FormatError) -> [UInt32] {
    try index.writes(key).map(\.commit) + writes.commits(of: key, in: builder.rows(.registers))
  }

  /// The commits whose tombstones stand in for an object.
  package func tombstoneCommits(of id: ObjectID) throws(FormatError) -> [ObjectID] {
    try index.tombstoneCommits(of: id) + tombstones[id, default: []]
  }

  // MARK: Adding

  /// Adds an object that no visible commit listed so far; gives its number.
  package mutating func add(
    _ row: ObjectRow,
    summary: [UInt8]?,
    extract: Extract? = nil
  ) -> UInt32 {
    let number = objectCount
    builder.add(.ids) { bytes in
      row.id.appendBytes(to: &bytes)
      bytes.appendBigEndian(number)
    }
    builder.add(.rows) { bytes in
      bytes.appendBigEndian(number)
      row.append(to: &bytes)
    }
    let rows = builder.rows(.rows)
    objects.insert(row.id, at: Int(number - firstObject)) {
      rows.id(at: $0 * IndexTable.rows.rowWidth + 4)
    }
    if let summary { add(.summaries, number, summary) }
    if let extract { add(.extracts, number, extract.bytes) }
    return number
  }

  private mutating func add(_ table: IndexTable, _ number: UInt32, _ text: [UInt8]) {
    let reference = builder.store(text)
    builder.add(table) { bytes in
      bytes.appendBigEndian(number)
      reference.append(to: &bytes)
    }
  }

  package mutating func add(lineage id: LineageID, number: UInt32) {
    builder.add(.lineages) { bytes in
      id.id.appendBytes(to: &bytes)
      bytes.appendBigEndian(number)
    }
    let rows = builder.rows(.lineages)
    lineages.insert(id.id, at: builder.count(.lineages) - 1) {
      rows.id(at: $0 * IndexTable.lineages.rowWidth)
    }
    builder.add(.lineageIDs) { bytes in
      bytes.appendBigEndian(number)
      id.id.appendBytes(to: &bytes)
    }
  }

  /// Adds a row to a table of pairs.
  package mutating func add(pair table: IndexTable, _ first: UInt32, _ second: UInt32) {
    if table == .listed { listings.add(second, of: first) }
    builder.add(table) { bytes in
      bytes.appendBigEndian(first)
      bytes.appendBigEndian(second)
    }
  }

  /// Adds a run to the order of starts.
  package mutating func add(run: UInt32, start: CommitTime) {
    builder.add(.runs) { bytes in
      bytes.appendBigEndian(start.sortKey)
      bytes.appendBigEndian(run)
    }
  }

  /// Adds a commit and moves the heads; gives its number.
  package mutating func add(_ row: CommitRow) -> UInt32 {
    let number = commitCount
    commits.append(row)
    commitNumbers[row.id] = number
    heads.subtract(row.parents)
    heads.insert(number)
    var parents: [UInt8] = []
    for parent in row.parents { parents.appendBigEndian(parent) }
    let reference = builder.store(parents)
    builder.add(.commitIDs) { bytes in
      row.id.appendBytes(to: &bytes)
      bytes.appendBigEndian(number)
    }
    builder.add(.commits) { bytes in
      bytes.appendBigEndian(number)
      row.append(parents: reference, to: &bytes)
    }
    builder.add(.timeline) { bytes in
      bytes.appendBigEndian(row.time.sortKey)
      bytes.appendBigEndian(number)
    }
    return number
  }

  package mutating func add(write key: RegisterKey, _ value: [UInt8], by commit: UInt32) {
    let reference = builder.store { key.appendHeapBytes(value: value, to: &$0) }
    builder.add(.registers) { bytes in
      key.appendHash(to: &bytes)
      bytes.appendBigEndian(commit)
      reference.append(to: &bytes)
    }
  }

  package mutating func add(contested key: RegisterKey) {
    builder.add(.contested) { key.appendHash(to: &$0) }
  }

  /// The number of a source, which it gets where it has none yet.
  package mutating func source(_ name: String) throws(FormatError) -> UInt32 {
    if let number = sources[ExactString(name)] { return number }
    if let number = try index.source(name) { return number }
    let number = index.sourceCount + UInt32(sources.count)
    sources[ExactString(name)] = number
    let reference = builder.store(Array(name.utf8))
    builder.add(.sourceNames) { bytes in
      bytes += Index.sourceKey(name)
      bytes.appendBigEndian(number)
      reference.append(to: &bytes)
    }
    return number
  }

  package mutating func add(
    said object: UInt32,
    of lineage: UInt32,
    by source: UInt32,
    in commit: UInt32
  ) {
    builder.add(.said) { bytes in
      for number in [lineage, source, commit, object] { bytes.appendBigEndian(number) }
    }
  }

  package mutating func add(loose id: ObjectID, _ kind: LooseKind) {
    builder.add(.loose) { bytes in
      id.appendBytes(to: &bytes)
      bytes.append(kind.rawValue)
    }
  }

  package mutating func add(_ pending: PendingCommit) {
    builder.add(.pending) { bytes in
      pending.id.appendBytes(to: &bytes)
      pending.missing.appendBytes(to: &bytes)
      bytes.append(pending.reason.rawValue)
    }
  }

  package mutating func add(tombstoneOf id: ObjectID, in commit: ObjectID) {
    tombstones[id, default: []].append(commit)
    builder.add(.tombstones) { bytes in
      id.appendBytes(to: &bytes)
      commit.appendBytes(to: &bytes)
    }
  }

  /// Remembers the state of a fan-out directory when it was listed; nil where there was none.
  package mutating func add(directory: UInt8, _ state: DirectoryState?) {
    builder.add(.directories) { bytes in
      bytes.append(directory)
      bytes += DirectoryState.rowBytes(state)
    }
  }
}

extension CommitTime {
  /// As an unsigned number that sorts as the time does.
  package var sortKey: UInt64 { UInt64(bitPattern: milliseconds) ^ 1 << 63 }

  /// Reads what `sortKey` made; nil for what is no time of a commit.
  package init?(sortKey: UInt64) {
    self.init(milliseconds: Int64(bitPattern: sortKey ^ 1 << 63))
  }
}
