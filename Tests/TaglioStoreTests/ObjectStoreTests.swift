import Dispatch
import Synchronization
import TaglioFormat
import TaglioStore
import TestSupport
import Testing

/// What every object store promises.
@Suite struct ObjectStoreTests {
  @Test(arguments: StoreKind.allCases, [0, 1, 700, 65_536, 300_000])
  func readsBackWhatWasAdded(kind: StoreKind, size: Int) throws {
    try kind.withStore { fixture in
      let store = fixture.store
      for type in ObjectType.allCases {
        let payload = noise(size)
        let id = try store.add(type, payload)
        #expect(id == ObjectCodec.id(type: type, payload: payload))
        let object = try store.read(id, limit: size)
        #expect(object.type == .known(type))
        #expect(Array(object.payload) == payload)
        let header = ObjectHeader(type: type, payloadLength: size)
        #expect(try store.header(id) == header)
        #expect(try store.verify(id) == header)
        #expect(try store.contains(id))
        let streamed = store.streamed(id)
        #expect(streamed.payload == payload && streamed.header == header)
      }
    }
  }

  @Test(arguments: StoreKind.allCases)
  func whatIsNotThereIsMissing(kind: StoreKind) throws {
    try kind.withStore { fixture in
      let store = fixture.store
      let id = ObjectCodec.id(type: .case, payload: [])
      let isThere = try store.contains(id)
      #expect(!isThere)
      for read in Self.readers {
        let error = #expect(throws: StoreError.self) { try read(store, id) }
        #expect(error?.code == .missing)
        #expect(error?.object == id)
      }
      #expect(try store.list(fanout: id.firstByte) == FanoutListing())
      #expect(try store.directoryState(fanout: id.firstByte) == nil)
      #expect(try store.strays() == [])
    }
  }

  @Test(arguments: StoreKind.allCases)
  func nothingIsSeenBeforePublishing(kind: StoreKind) throws {
    try kind.withStore { fixture in
      let store = fixture.store
      let batch = store.beginBatch()
      let id = try batch.stage(.case, Array("{}".utf8))
      #expect(try !store.contains(id))
      #expect(try store.allIDs() == [])
      batch.discard()
      try batch.publish()
      #expect(try !store.contains(id))
    }
  }

  @Test(arguments: StoreKind.allCases)
  func listsWhatItHolds(kind: StoreKind) throws {
    try kind.withStore { fixture in
      let store = fixture.store
      let batch = store.beginBatch()
      let ids = try (0..<600).map { try batch.stage(.case, Array("\($0)".utf8)) }
      try batch.publish()
      #expect(try store.allIDs() == ids.sorted())
      let fanout = ids[0].firstByte
      let before = try #require(try store.directoryState(fanout: fanout))
      #expect(try store.directoryState(fanout: fanout) == before)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func anObjectIsStoredOnce(kind: StoreKind) throws {
    try kind.withStore { fixture in
      let store = fixture.store
      let batch = store.beginBatch()
      let first = try batch.stage(.case, Array("1".utf8))
      #expect(try batch.stage(.case, Array("1".utf8)) == first)
      #expect(try batch.stage(.blob, Array("1".utf8)) != first)
      try batch.publish()
      #expect(try store.allIDs().count == 2)
      #expect(try store.add(.case, Array("1".utf8)) == first)
      #expect(try store.allIDs().count == 2)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func refusesMoreThanTheLimit(kind: StoreKind) throws {
    try kind.withStore { fixture in
      let store = fixture.store
      for payload in [noise(200_000), Array(repeating: 0, count: 200_000)] {
        let id = try store.add(.blob, payload)
        #expect(try store.read(id, limit: 200_000).payload.count == 200_000)
        let error = #expect(throws: StoreError.self) { try store.read(id, limit: 199_999) }
        #expect(error?.code == .tooLarge)
        #expect(throws: StoreError.self) { try store.readFile(id, limit: 10) }
      }
    }
  }

  @Test(arguments: StoreKind.allCases)
  func severalThreadsStageAtOnce(kind: StoreKind) throws {
    try kind.withStore { fixture in
      let store = fixture.store
      let batch = store.beginBatch()
      let failures = Mutex<[String]>([])
      DispatchQueue.concurrentPerform(iterations: 300) { index in
        do {
          _ = try batch.stage(.case, Array("\(index % 200)".utf8))
        } catch {
          failures.withLock { $0.append("\(error)") }
        }
      }
      try batch.publish()
      #expect(failures.withLock { $0 } == [])
      #expect(try store.allIDs().count == 200)
      for id in try store.allIDs() { _ = try store.verify(id) }
    }
  }

  @Test(arguments: StoreKind.allCases)
  func typesOfANewerTaglioAreRead(kind: StoreKind) throws {
    try kind.withStore { fixture in
      let object = Array("future 3\0abc".utf8)
      let id = BLAKE2b.id(of: object)
      try fixture.setFile(id, try Self.compress(object))
      let read = try fixture.store.read(id, limit: 3)
      #expect(read.type == .unknown("future"))
      #expect(Array(read.payload) == Array("abc".utf8))
      #expect(fixture.store.streamed(id).payload == Array("abc".utf8))
    }
  }

  static let readers: [@Sendable (any ObjectStore, ObjectID) throws -> Void] = [
    { _ = try $0.read($1, limit: 1 << 20) },
    { _ = try $0.header($1) },
    { _ = try $0.verify($1) },
    { _ = try $0.readFile($1, limit: 1 << 20) },
    { _ = try $0.stream($1) { _ in } },
  ]

  static func compress(_ bytes: [UInt8]) throws -> [UInt8] {
    var deflater = try Deflater()
    var file: [UInt8] = []
    try bytes.withUnsafeBytes { try deflater.compress(payload: $0, into: &file) }
    return file
  }
}
