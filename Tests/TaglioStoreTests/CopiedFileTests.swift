import Foundation
import SystemPackage
import TaglioFormat
import TaglioStore
import TaglioSystem
import TestSupport
import Testing

/// Files that come as another store keeps them.
@Suite struct CopiedFileTests {
  private func file(_ type: ObjectType, _ payload: [UInt8]) throws -> (ObjectID, [UInt8]) {
    let store = MemoryStore()
    let id = try store.add(type, payload)
    return (id, try store.readFile(id, limit: .max))
  }

  @Test(arguments: StoreKind.allCases, [0, 700, 65_536, 300_000])
  func aGoodFileIsTakenAsItIs(kind: StoreKind, size: Int) throws {
    try kind.withStore { fixture in
      let store = fixture.store
      for type in ObjectType.allCases {
        let (id, file) = try file(type, noise(size))
        let batch = store.beginBatch()
        try batch.stageFile(id, from: file.read(into:at:))
        let isSeen = try store.contains(id)
        #expect(!isSeen)
        try batch.publish()
        #expect(try store.readFile(id, limit: .max) == file)
        #expect(store.streamed(id).payload == noise(size))
      }
    }
  }

  @Test(arguments: StoreKind.allCases)
  func anyOtherFileIsRefusedAndLeavesNothing(kind: StoreKind) throws {
    let (id, good) = try file(.case, noise(100_000))
    let (_, other) = try file(.case, noise(100_000, seed: 2))
    for bad in [[], Array(good.dropLast(5)), good + [0], other] {
      try kind.withStore { fixture in
        let batch = fixture.store.beginBatch()
        let error = #expect(throws: StoreError.self) {
          try batch.stageFile(id, from: bad.read(into:at:))
        }
        #expect(error?.code == .damaged && error?.object == id)
        batch.discard()
        let listing = try fixture.store.list(fanout: id.firstByte)
        #expect(listing.ids == [] && listing.temporaries == [])
      }
    }
  }

  @Test(arguments: StoreKind.allCases)
  func aGoodFileInPlaceIsKeptAndABadOneReplaced(kind: StoreKind) throws {
    try kind.withStore { fixture in
      let (id, file) = try file(.case, noise(1000))
      for before in [file, [1, 2, 3]] {
        try fixture.setFile(id, before)
        let batch = fixture.store.beginBatch()
        try batch.stageFile(id, from: file.read(into:at:))
        try batch.publish()
        #expect(try fixture.store.readFile(id, limit: .max) == file)
      }
    }
  }
}

/// What a repair takes out of use.
@Suite struct QuarantineTests {
  @Test func keepsEverythingUnderANameOfItsOwn() throws {
    try withTemporaryDirectory { root in
      let quarantine = Quarantine(disk: Disk(), root: root, durability: .batch)
      let digits = String(repeating: "ab", count: 32)
      let path = "objects/ab/\(digits.dropFirst(2))"
      let publisher = Publisher(disk: Disk(), root: root, durability: .none)
      for byte in UInt8(1)...3 {
        try publisher.replace(
          directory: "objects/ab",
          name: String(digits.dropFirst(2)),
          bytes: [byte]
        )
        let name = byte == 1 ? digits : "\(digits).\(byte)"
        #expect(try quarantine.take([path]) == ["quarantine/\(name)"])
        #expect(try Disk().read(root.appending("quarantine/\(name)")) == [byte])
        #expect(try Disk().status(root.pushing(FilePath(path))) == nil)
      }
      #expect(try quarantine.keep([9], of: "refs/heads") == "quarantine/refs-heads")
      #expect(try quarantine.keep([8], of: "refs/heads") == "quarantine/refs-heads.2")
    }
  }

  @Test func isNotALinkToSomewhereElse() throws {
    try withTemporaryDirectory { root in
      let outside = root.appending("outside")
      try Disk().makeDirectory(.path(outside))
      try FileManager.default.createSymbolicLink(
        atPath: root.appending("quarantine").string,
        withDestinationPath: outside.string
      )
      let publisher = Publisher(disk: Disk(), root: root, durability: .none)
      try publisher.replace(name: "accepted", bytes: [1])
      let quarantine = Quarantine(disk: Disk(), root: root, durability: .none)
      #expect(throws: StoreError.self) { try quarantine.take(["accepted"]) }
      #expect(throws: StoreError.self) { try quarantine.keep([1], of: "accepted") }
      #expect(try Disk().names(in: outside) == [])
      #expect(try Disk().read(root.appending("accepted")) == [1])
    }
  }
}
