import Foundation
import SystemPackage
import TaglioFormat
import TaglioStore
import TaglioSystem
import TestSupport
import Testing

/// What is particular to objects as files.
@Suite struct LooseStoreTests {
  private let payload = Array("{}".utf8)

  private func publisher(_ root: FilePath) -> Publisher {
    Publisher(disk: Disk(), root: root, durability: .none)
  }

  @Test func aFileIsNamedByItsID() throws {
    try withTemporaryDirectory { root in
      let store = LooseStore(disk: Disk(), directory: root, durability: .batch)
      let id = try store.add(.case, payload)
      let digits = id.description
      let name = "\(digits.prefix(2))/\(digits.dropFirst(2))"
      #expect(
        try FileTree(reading: root).entries.keys.sorted() == [String(digits.prefix(2)), name]
      )
      #expect(store.path(of: id) == root.appending(name))
      let mode = try #require(try Disk().status(store.path(of: id))).mode
      #expect(mode & 0o222 == 0)
    }
  }

  @Test func aDroppedBatchLeavesNoFiles() throws {
    try withTemporaryDirectory { root in
      let store = LooseStore(disk: Disk(), directory: root, durability: .batch)
      do {
        let batch = store.beginBatch()
        let id = try batch.stage(.case, payload)
        #expect(try store.list(fanout: id.firstByte).temporaries.count == 1)
      }
      let files = try FileTree(reading: root).entries.values.filter { $0 != .directory }
      #expect(files.isEmpty)
    }
  }

  @Test func whatIsThereIsNotWrittenAgainButFlushed() throws {
    try withTemporaryDirectory { root in
      let id = try LooseStore(disk: Disk(), directory: root, durability: .none).add(.case, payload)
      let recorder = EffectRecorder()
      let disk = Disk(witness: recorder.witness())
      let store = LooseStore(disk: disk, directory: root, durability: .batch)
      #expect(try store.add(.case, payload) == id)
      let path = store.path(of: id)
      #expect(
        recorder.effects == [
          .syncFile(path), .syncDirectory(path.removingLastComponent()), .syncDirectory(root),
        ]
      )
    }
  }

  @Test func straysAndLeftoversAreListedNotRead() throws {
    try withTemporaryDirectory { root in
      let store = LooseStore(disk: Disk(), directory: root, durability: .batch)
      let id = try store.add(.case, payload)
      let fanout = String(id.description.prefix(2))
      let other = publisher(root)
      let strays = ["\(id.description.dropFirst(2)).orig", "A1", "notes.txt"]
      for name in strays { try other.replace(directory: fanout, name: name, bytes: [1]) }
      try other.replace(directory: fanout, name: ".tmp-left", bytes: [1])
      try other.replace(name: "README", bytes: [1])
      try other.replace(directory: "info", name: "x", bytes: [1])
      try other.replace(name: fanout == "00" ? "01" : "00", bytes: [1])
      #expect(
        try store.list(fanout: id.firstByte)
          == FanoutListing(ids: [id], strays: strays.sorted(), temporaries: [".tmp-left"])
      )
      #expect(try store.strays() == [fanout == "00" ? "01" : "00", "README", "info"].sorted())
      #expect(try store.list(fanout: fanout == "00" ? 1 : 0) == FanoutListing())
    }
  }

  @Test func theDirectoryStateTellsOfChanges() throws {
    try withTemporaryDirectory { root in
      let store = LooseStore(disk: Disk(), directory: root, durability: .none)
      let id = try store.add(.case, payload)
      let directory = store.path(of: id).removingLastComponent()
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: 1000)],
        ofItemAtPath: directory.string
      )
      let before = try #require(try store.directoryState(fanout: id.firstByte))
      #expect(before.modified == 1_000_000_000_000)
      try publisher(root).replace(
        directory: String(id.description.prefix(2)),
        name: "arrived",
        bytes: []
      )
      let after = try #require(try store.directoryState(fanout: id.firstByte))
      #expect(after != before && after.inode == before.inode)
    }
  }

  @Test func aDirectoryInPlaceOfAnObjectIsDamage() throws {
    try withTemporaryDirectory { root in
      let store = LooseStore(disk: Disk(), directory: root, durability: .batch)
      let id = ObjectCodec.id(type: .case, payload: payload)
      try Disk().makeDirectories(store.path(of: id))
      let error = #expect(throws: StoreError.self) { try store.read(id, limit: 100) }
      #expect(error?.code == .damaged)
      #expect(error?.path == store.path(of: id))
    }
  }

  @Test func aFullDiskLeavesTheStoreAsItWas() throws {
    try withTemporaryDirectory { root in
      let fault = EffectRecorder.Fault(SystemError(.write, root, .noSpace)) { effect in
        if case .write = effect { true } else { false }
      }
      let recorder = EffectRecorder(fault: fault)
      let disk = Disk(witness: recorder.witness())
      let store = LooseStore(disk: disk, directory: root, durability: .batch)
      let batch = store.beginBatch()
      let error = #expect(throws: StoreError.self) { try batch.stage(.case, payload) }
      #expect(error?.code == .system && error?.system?.isNoSpace == true)
      #expect(recorder.faultFired)
      _ = try batch.stage(.blob, payload)
      #expect(throws: StoreError.self, "a batch that lost an object is not published") {
        try batch.publish()
      }
      let files = try FileTree(reading: root).entries.values.filter { $0 != .directory }
      #expect(files.isEmpty)
    }
  }
}
