import TaglioFormat
import TaglioStore
import TestSupport
import Testing

/// What stores do with files that are not what their name says.
@Suite struct DamageTests {
  private static let payload = Array(#"{"basis":null,"key":"one"}"#.utf8)

  /// Whatever bit is flipped, nothing but the truth is ever read. (A few bits mean nothing to zlib.)
  @Test(arguments: StoreKind.allCases)
  func flippedBitsNeverReadAsTrue(kind: StoreKind) throws {
    try kind.withStore { fixture in
      let store = fixture.store
      let id = try store.add(.case, Self.payload)
      let good = try store.readFile(id, limit: .max)
      var refused = 0
      var wrong: [Int] = []
      for bit in 0..<(good.count * 8) {
        var file = good
        file[bit / 8] ^= 1 << (bit % 8)
        try fixture.setFile(id, file)
        let streamed = store.streamed(id)
        do {
          let payload = try Array(store.read(id, limit: 1000).payload)
          if payload != Self.payload || streamed.payload != payload { wrong.append(bit) }
        } catch let error as StoreError {
          refused += 1
          let isNamed = error.code == .damaged && error.object == id
          let isHidden = streamed.payload == [] && streamed.error?.code == .damaged
          if !isNamed || !isHidden { wrong.append(bit) }
        }
      }
      #expect(wrong == [])
      #expect(refused > good.count * 7)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func cutFilesAreDamaged(kind: StoreKind) throws {
    try kind.withStore { fixture in
      let id = try fixture.store.add(.case, Self.payload)
      let good = try fixture.store.readFile(id, limit: .max)
      for length in 0..<good.count {
        try fixture.setFile(id, Array(good.prefix(length)))
        try Self.expectDamage(fixture.store, id)
      }
    }
  }

  @Test(arguments: StoreKind.allCases)
  func otherContentsAreDamage(kind: StoreKind) throws {
    try kind.withStore { fixture in
      let store = fixture.store
      let id = try store.add(.case, Self.payload)
      let good = try store.readFile(id, limit: .max)
      let other = try store.readFile(try store.add(.case, Array("{}".utf8)), limit: .max)
      let zlibOfNothing = try ObjectStoreTests.compress([])
      for file in [other, good + [0], good + good, zlibOfNothing, noise(100)] {
        try fixture.setFile(id, file)
        try Self.expectDamage(store, id)
      }
    }
  }

  /// The digest is right, but what it is the digest of is no object.
  @Test(
    arguments: StoreKind.allCases,
    ["case 4\0abc", "case 2\0abc", "case 03\0abc", "case 3", ""]
  )
  func wrongHeadersAreDamage(kind: StoreKind, text: String) throws {
    try kind.withStore { fixture in
      let id = BLAKE2b.id(of: Array(text.utf8))
      try fixture.setFile(id, try ObjectStoreTests.compress(Array(text.utf8)))
      try Self.expectDamage(fixture.store, id)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func addingGoodContentHeals(kind: StoreKind) throws {
    try kind.withStore { fixture in
      let store = fixture.store
      let id = try store.add(.case, Self.payload)
      let good = try store.readFile(id, limit: .max)
      for file in [[], noise(40), good + [0], try ObjectStoreTests.compress(noise(1000)), nil] {
        try fixture.setFile(id, file)
        #expect(try store.add(.case, Self.payload) == id)
        #expect(try store.readFile(id, limit: .max) == good)
      }
    }
  }

  @Test(arguments: StoreKind.allCases)
  func addingABlobHeals(kind: StoreKind) throws {
    try kind.withStore { fixture in
      let payload = noise(200_000)
      let id = try fixture.store.add(.blob, payload)
      try fixture.setFile(id, noise(50))
      let batch = fixture.store.beginBatch()
      let again = try batch.stageBlob(length: 200_000, from: payload.read(into:at:))
      #expect(again == id)
      try batch.publish()
      #expect(fixture.store.streamed(id).payload == payload)
    }
  }

  private static func expectDamage(_ store: any ObjectStore, _ id: ObjectID) throws {
    #expect(try store.contains(id))
    let error = #expect(throws: StoreError.self) { try store.read(id, limit: 1000) }
    #expect(error?.code == .damaged)
    #expect(error?.object == id)
    #expect(throws: StoreError.self) { try store.verify(id) }
    let streamed = store.streamed(id)
    #expect(streamed.payload == [] && streamed.error?.code == .damaged)
  }
}
