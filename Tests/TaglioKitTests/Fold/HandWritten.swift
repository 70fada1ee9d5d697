import TaglioFormat
import TaglioKit
import TaglioStore

/// Objects written by hand, as another program would write them, and repositories that get them in
/// some order.
final class HandWritten {
  let store = MemoryStore()
  private var times: [ObjectID: Int] = [:]

  func put(_ type: ObjectType, _ payload: [UInt8]) throws -> ObjectID {
    let batch = store.beginBatch()
    let id = try batch.stage(type, payload)
    try batch.publish()
    return id
  }

  func putCase(
    _ input: Int,
    previous: ObjectID? = nil,
    basis: ObjectID? = nil,
    ordinal: Int = 0
  ) throws -> ObjectID {
    let record = CaseRecord(
      basis: basis,
      creator: nil,
      immutableFields: HistoryPool.content(input),
      key: CaseKey(source: "s", name: "1"),
      ordinal: ordinal,
      previous: previous
    )
    return try put(.case, record.payload)
  }

  /// A commit 1 s after the latest of its parents, unless a time is given.
  func commit(
    on parents: [ObjectID] = [],
    time: Int? = nil,
    parts: [ObjectID] = [],
    _ change: (inout Changes) -> Void = { _ in }
  ) throws -> ObjectID {
    var changes = Changes()
    change(&changes)
    let earliest = (parents.compactMap { times[$0] }.max() ?? 1_790_000_000_000) + 1000
    let commit = Commit(
      author: "tester",
      changes: changes,
      message: "",
      parents: parents.sorted(),
      parts: parts.sorted(),
      time: CommitTime(milliseconds: Int64(time ?? earliest)) ?? .lowest
    )
    let id = try put(.commit, commit.payload)
    times[id] = time ?? earliest
    return id
  }

  func part(_ change: (inout Changes) -> Void) throws -> ObjectID {
    var changes = Changes()
    change(&changes)
    return try put(.changes, changes.canonical.bytes)
  }

  func tombstone(_ kind: Tombstone.Kind, _ id: ObjectID) throws -> Tombstone {
    let record = try StoredRecord(store.read(id, limit: 1 << 20))
    var links = Facts(record).standInLinks
    if case .commit(let commit) = record { links = CanonicalJSON(unchecked: commit.payload) }
    return Tombstone(
      kind: kind,
      type: record.type,
      reason: "test",
      links: links,
      content: Facts(record).content
    )
  }

  /// Takes the object away, as if no copy had it.
  func lose(_ id: ObjectID) { store.setFile(nil, for: id) }

  var files: [(id: ObjectID, bytes: [UInt8])] {
    get throws {
      try (UInt8.min...UInt8.max).flatMap { try store.list(fanout: $0).ids }
        .map { ($0, try store.readFile($0, limit: .max)) }
    }
  }

  func open() throws -> Repository { try HandWritten.open(store) }

  static func open(_ store: MemoryStore) throws -> Repository {
    try Repository(
      objects: store,
      books: MemoryBookkeeping(),
      options: TestClock(milliseconds: 1_795_000_000_000).options(author: "tester")
    )
  }

  /// Gives the files to a repository one by one, in every order, and calls `body` with it.
  func inEveryOrder(_ body: (Repository) throws -> Void) throws {
    let files = try files
    precondition(files.count <= 5, "every order of \(files.count) files takes too long")
    for order in Self.orders(of: Array(files.indices)) {
      let copy = MemoryStore()
      let repository = try Self.open(copy)
      for index in order {
        copy.setFile(files[index].bytes, for: files[index].id)
        try repository.refresh()
      }
      try body(repository)
    }
  }

  private static func orders(of indices: [Int]) -> [[Int]] {
    guard !indices.isEmpty else { return [[]] }
    return indices.flatMap { first in
      orders(of: indices.filter { $0 != first }).map { [first] + $0 }
    }
  }
}

extension StoredRecord {
  /// The record in an object that was read.
  init(_ object: DecodedObject) throws {
    guard case .known(let type) = object.type else { throw FormatError(.newer, "a test object") }
    self = try Array(object.payload).withUnsafeBytes { try StoredRecord(type: type, payload: $0) }
  }
}

extension Repository {
  /// The commits that are visible, ascending.
  func visibleCommits() throws -> [ObjectID] { try log().items.map(\.id).sorted() }

  /// The commits that are not, and why.
  func pendingReasons() throws -> [ObjectID: Status.Pending.Reason] {
    .init(uniqueKeysWithValues: try status().pending.map { ($0.commit, $0.reason) })
  }
}
