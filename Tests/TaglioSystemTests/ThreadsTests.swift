import Synchronization
import SystemPackage
import TaglioSystem
import TestSupport
import Testing

@Suite struct ThreadsTests {
  @Test(arguments: [0, 1, 2, 7])
  func everyPartRunsOnce(parts: Int) {
    let seen = Mutex<[Int]>([])
    inParallel(parts) { part in seen.withLock { $0.append(part) } }
    #expect(seen.withLock { $0 }.sorted() == Array(0..<parts))
  }

  /// So many files that several threads rename them.
  @Test func manyFilesArePublishedWhole() throws {
    try withTemporaryDirectory { root in
      let publisher = Publisher(disk: Disk(), root: root, durability: .none, filesPerThread: 10)
      let files = try (0..<90).map { index in
        try [UInt8(truncatingIfNeeded: index)].withUnsafeBytes {
          try publisher.stage(directory: "d\(index / 10)", name: "f\(index)", bytes: $0)
        }
      }
      try publisher.publish(files)
      let names = try (0..<9).flatMap { try Disk().names(in: root.appending("d\($0)")) }
      #expect(names.count == 90)
      #expect(names.allSatisfy { !$0.hasPrefix(Publisher.temporaryPrefix) })
    }
  }

  @Test func aFailureOfAnyThreadIsReported() throws {
    try withTemporaryDirectory { root in
      let fault = EffectRecorder.Fault(SystemError(.rename, root, .ioError)) { effect in
        if case .rename(_, let target) = effect { target.lastComponent == "f85" } else { false }
      }
      let recorder = EffectRecorder(fault: fault)
      let disk = Disk(witness: recorder.witness())
      let publisher = Publisher(disk: disk, root: root, durability: .none, filesPerThread: 10)
      let files = try (0..<90).map { index in
        try [UInt8]().withUnsafeBytes {
          try publisher.stage(directory: "d", name: "f\(index)", bytes: $0)
        }
      }
      let error = #expect(throws: SystemError.self) { try publisher.publish(files) }
      #expect(error?.operation == .rename && error?.errno == .ioError)
      #expect(recorder.faultFired)
      publisher.discard(files)
      let names = try Disk().names(in: root.appending("d"))
      #expect(names.allSatisfy { !$0.hasPrefix(Publisher.temporaryPrefix) })
      #expect(!names.contains("f85"))
    }
  }
}
