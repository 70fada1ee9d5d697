import Foundation
import Dispatch
import SystemPackage
import Synchronization
import TaglioSystem
import TestSupport
import Testing

@Suite struct PublisherTests {
  private func stage(
    _ publisher: Publisher,
    _ directory: String,
    _ name: String,
    _ text: String
  ) throws -> StagedFile {
    try Array(text.utf8).withUnsafeBytes {
      try publisher.stage(directory: directory, name: name, bytes: $0)
    }
  }

  @Test func nothingHasItsNameBeforePublishing() throws {
    try withTemporaryDirectory { root in
      let publisher = Publisher(disk: Disk(), root: root, durability: .batch)
      let file = try stage(publisher, "ab", "cd", "hello")
      let names = try Disk().names(in: root.appending("ab"))
      #expect(names.count == 1 && names[0].hasPrefix(Publisher.temporaryPrefix))
      try publisher.publish([file])
      #expect(try FileTree(reading: root).entries.keys.sorted() == ["ab", "ab/cd"])
      #expect(try Disk().read(root.appending("ab/cd")) == Array("hello".utf8))
      let mode = try #require(try Disk().status(root.appending("ab/cd"))).mode
      #expect(mode & 0o222 == 0)
    }
  }

  @Test func discardingLeavesNothing() throws {
    try withTemporaryDirectory { root in
      let publisher = Publisher(disk: Disk(), root: root, durability: .batch)
      publisher.discard([try stage(publisher, "ab", "cd", "hello")])
      #expect(try FileTree(reading: root).entries.keys.sorted() == ["ab"])
    }
  }

  @Test func writesPieceByPiece() throws {
    try withTemporaryDirectory { root in
      let publisher = Publisher(disk: Disk(), root: root, durability: .each)
      var writer: StagedWriter = try publisher.stage(directory: "x/y", name: "z")
      for piece in ["one ", "", "two"] {
        try Array(piece.utf8).withUnsafeBytes { try writer.write($0) }
      }
      try publisher.publish([try writer.finish()])
      #expect(try Disk().read(root.appending("x/y/z")) == Array("one two".utf8))
    }
  }

  @Test func replacesInOneStep() throws {
    try withTemporaryDirectory { root in
      let publisher = Publisher(disk: Disk(), root: root, durability: .batch)
      for text in ["first", "second"] {
        try publisher.replace(directory: "refs", name: "head", bytes: Array(text.utf8))
        #expect(try Disk().read(root.appending("refs/head")) == Array(text.utf8))
      }
      #expect(try FileTree(reading: root).entries.count == 2)
    }
  }

  /// A disk that fills up at any step leaves the old file and no leftovers.
  @Test(arguments: 0..<7)
  func aFullDiskChangesNothing(step: Int) throws {
    try withTemporaryDirectory { root in
      let counter = Atomic<Int>(-1)
      let fault = EffectRecorder.Fault(SystemError(.write, root, .noSpace)) { _ in
        counter.wrappingAdd(1, ordering: .relaxed).newValue == step
      }
      try Publisher(disk: Disk(), root: root, durability: .none)
        .replace(directory: "ab", name: "f", bytes: Array("old!".utf8))
      let recorder = EffectRecorder(fault: fault)
      let disk = Disk(witness: recorder.witness(largestWrite: 2))
      let publisher = Publisher(disk: disk, root: root, durability: .batch)
      let error = #expect(throws: SystemError.self) {
        try publisher.replace(directory: "ab", name: "f", bytes: Array("new!".utf8))
      }
      #expect(error?.isNoSpace == true)
      #expect(recorder.faultFired)
      // create, two writes, flush, rename; then only the flushes of the two directories are left.
      let text = step < 5 ? "old!" : "new!"
      let tree = try FileTree(reading: root)
      #expect(tree.entries.count == 2)
      #expect(tree[file: "ab/f"] == Array(text.utf8))
    }
  }

  @Test func doesNotFollowALinkedDirectory() throws {
    try withTemporaryDirectory { root in
      try Disk().makeDirectories(root.appending("elsewhere"))
      #expect(symlink("elsewhere", root.appending("ab").string) == 0)
      let publisher = Publisher(disk: Disk(), root: root, durability: .none)
      let error = #expect(throws: SystemError.self) {
        try stage(publisher, "ab", "cd", "x")
      }
      #expect(error?.isWrongKind == true)
      #expect(try Disk().names(in: root.appending("elsewhere")).isEmpty)
    }
  }

  @Test func severalThreadsStageAtOnce() throws {
    try withTemporaryDirectory { root in
      let publisher = Publisher(disk: Disk(), root: root, durability: .batch)
      let staged = Mutex<[StagedFile]>([])
      let failures = Mutex<[String]>([])
      DispatchQueue.concurrentPerform(iterations: 200) { index in
        do {
          let file = try stage(publisher, "d\(index % 7)", "f\(index)", "\(index)")
          staged.withLock { $0.append(file) }
        } catch {
          failures.withLock { $0.append("\(error)") }
        }
      }
      #expect(failures.withLock { $0 } == [])
      try publisher.publish(staged.withLock { $0 })
      let tree = try FileTree(reading: root)
      #expect(tree.entries.count == 207)
      for index in 0..<200 {
        #expect(tree[file: "d\(index % 7)/f\(index)"] == Array("\(index)".utf8))
      }
    }
  }

  @Test func aFileThatIsThereBecomesDurableToo() throws {
    try withTemporaryDirectory { root in
      try Publisher(disk: Disk(), root: root, durability: .none)
        .replace(directory: "ab", name: "f", bytes: [1])
      let recorder = EffectRecorder()
      let disk = Disk(witness: recorder.witness())
      try Publisher(disk: disk, root: root, durability: .batch)
        .publish([.present(directory: "ab", name: "f")])
      #expect(
        recorder.effects == [
          .syncFile(root.appending("ab/f")),
          .syncDirectory(root.appending("ab")),
          .syncDirectory(root),
        ]
      )
    }
  }
}
