import Synchronization
import TaglioFormat
import TaglioKit
import TaglioStore
import Testing

@testable import TaglioSync

/// A sync costs what is new, not what there is.
@Suite struct CostTests {
  @Test func bringingOneCommitReadsAsMuchFromALargeStoreAsFromASmallOne() throws {
    let small = try reads(after: 10)
    let large = try reads(after: 60)
    #expect(small == large)
    // The new commit and its two objects, some of them more than once.
    #expect(small.giver <= 12 && small.taker <= 12, "\(small)")
  }

  /// How often objects are read for one new commit, on either side.
  private struct Reads: Equatable {
    var giver: Int
    var taker: Int
  }

  private func reads(after commits: Int) throws -> Reads {
    let clock = SharedClock()
    let (given, taken) = (CountingStore(), CountingStore())
    let giver = try repository(given, clock)
    let taker = try repository(taken, clock)
    for number in 0..<commits { try relabel(giver, number, clock) }
    _ = try Exchange(giver: giver, taker: taker).run(SyncReport(.fetch, .origin), isDryRun: false)
    #expect(try taker.snapshot.stateDocument() == giver.snapshot.stateDocument())
    try relabel(giver, commits, clock)
    try giver.refresh()
    try taker.refresh()
    let before = Reads(giver: given.count, taker: taken.count)
    let report = try Exchange(giver: giver, taker: taker)
      .run(SyncReport(.fetch, .origin), isDryRun: false)
    #expect(report.commits.count == 1)
    return Reads(giver: given.count - before.giver, taker: taken.count - before.taker)
  }

  private func repository(_ store: CountingStore, _ clock: SharedClock) throws -> Repository {
    try Repository(objects: store, books: MemoryBookkeeping(), options: clock.options)
  }

  private func relabel(_ repository: Repository, _ number: Int, _ clock: SharedClock) throws {
    clock.advance()
    var options = AddOptions()
    options.key = .field("id")
    _ = try repository.add([TextRecords("s", [#"{"id":1,"x":\#(number)}"#])], options)
  }
}

/// Counts what is read.
private final class CountingStore: ObjectStore {
  private let store = MemoryStore()
  private let reads = Mutex(0)

  var count: Int { reads.withLock { $0 } }

  private func counted() -> MemoryStore {
    reads.withLock { $0 += 1 }
    return store
  }

  func read(_ id: ObjectID, limit: Int) throws(StoreError) -> DecodedObject {
    try counted().read(id, limit: limit)
  }

  func header(_ id: ObjectID) throws(StoreError) -> ObjectHeader { try counted().header(id) }

  func contains(_ id: ObjectID) throws(StoreError) -> Bool { try counted().contains(id) }

  func readFile(_ id: ObjectID, limit: Int) throws(StoreError) -> [UInt8] {
    try counted().readFile(id, limit: limit)
  }

  func verify(_ id: ObjectID) throws(StoreError) -> ObjectHeader { try counted().verify(id) }

  func stream(
    _ id: ObjectID,
    to consume: (UnsafeRawBufferPointer) throws(StoreError) -> Void
  ) throws(StoreError) -> ObjectHeader {
    try counted().stream(id, to: consume)
  }

  func list(fanout: UInt8) throws(StoreError) -> FanoutListing { try store.list(fanout: fanout) }

  func directoryState(fanout: UInt8) throws(StoreError) -> DirectoryState? {
    try store.directoryState(fanout: fanout)
  }

  func strays() throws(StoreError) -> [String] { try store.strays() }

  func beginBatch() -> any ObjectBatch { store.beginBatch() }
}
