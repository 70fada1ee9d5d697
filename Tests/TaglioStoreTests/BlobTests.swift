import TaglioFormat
import TaglioStore
import TestSupport
import Testing

/// Blobs that are streamed in and out.
@Suite struct BlobTests {
  @Test(arguments: StoreKind.allCases, [0, 1, 65_535, 65_536, 65_537, 500_000])
  func aStreamedBlobIsTheSameObject(kind: StoreKind, size: Int) throws {
    try kind.withStore { fixture in
      let store = fixture.store
      let payload = noise(size)
      let batch = store.beginBatch()
      let id = try batch.stageBlob(length: UInt64(size), from: payload.read(into:at:))
      #expect(id == ObjectCodec.id(type: .blob, payload: payload))
      try batch.publish()
      #expect(store.streamed(id).payload == payload)
      #expect(Array(try store.read(id, limit: size).payload) == payload)
      let file = try store.readFile(id, limit: .max)
      try fixture.setFile(id, nil)
      #expect(try store.add(.blob, payload) == id)
      #expect(try store.readFile(id, limit: .max) == file, "both ways write the same file")
    }
  }

  @Test(arguments: StoreKind.allCases, [0, 99_999, 100_001])
  func theLengthMustBeRight(kind: StoreKind, stated: UInt64) throws {
    try kind.withStore { fixture in
      let payload = noise(100_000)
      let batch = fixture.store.beginBatch()
      let error = #expect(throws: StoreError.self) {
        try batch.stageBlob(length: stated, from: payload.read(into:at:))
      }
      #expect(error?.code == .sourceChanged)
      try batch.publish()
      #expect(try fixture.store.allIDs() == [])
    }
  }

  @Test(arguments: StoreKind.allCases)
  func aSourceThatChangesIsRefused(kind: StoreKind) throws {
    try kind.withStore { fixture in
      let first = noise(100_000, seed: 1)
      let second = noise(100_000, seed: 2)
      var reading = 0
      let batch = fixture.store.beginBatch()
      let error = #expect(throws: StoreError.self) {
        try batch.stageBlob(length: 100_000) { (buffer, offset) throws(StoreError) in
          if offset == 0 { reading += 1 }
          let bytes = reading == 1 ? first : second
          return try bytes.read(into: buffer, at: offset)
        }
      }
      #expect(error?.code == .sourceChanged)
      #expect(reading == 2)
      batch.discard()
      let ids = try fixture.store.allIDs()
      #expect(ids == [])
      for fanout in UInt8.min...UInt8.max {
        #expect(try fixture.store.list(fanout: fanout).temporaries == [])
      }
    }
  }

  @Test(arguments: StoreKind.allCases)
  func theReaderCanStop(kind: StoreKind) throws {
    try kind.withStore { fixture in
      let id = try fixture.store.add(.blob, noise(300_000))
      var pieces = 0
      let error = #expect(throws: StoreError.self) {
        try fixture.store.stream(id) { (_) throws(StoreError) in
          pieces += 1
          throw StoreError(.tooLarge)
        }
      }
      #expect(error?.code == .tooLarge)
      #expect(pieces == 1)
    }
  }
}
