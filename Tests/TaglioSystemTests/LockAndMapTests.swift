import SystemPackage
import TaglioSystem
import TestSupport
import Testing

@Suite struct FileLockTests {
  @Test func excludesOthersUntilItIsReleased() throws {
    try withTemporaryDirectory { root in
      let path = root.appending("lock")
      let isFreeMeanwhile = try holding(path) { try isFree(path) }
      #expect(!isFreeMeanwhile)
      #expect(try isFree(path))
      #expect(try Disk().status(path)?.kind == .file)
    }
  }

  @Test func errorsNameTheFile() throws {
    try withTemporaryDirectory { root in
      let path = root.appending("missing/lock")
      #expect(throws: SystemError(.create, path, .noSuchFileOrDirectory)) {
        _ = try FileLock.acquire(path, wait: false)
      }
    }
  }

  private func isFree(_ path: FilePath) throws -> Bool {
    switch try FileLock.acquire(path, wait: false) {
    case .some: true
    case .none: false
    }
  }

  private func holding<R>(_ path: FilePath, _ body: () throws -> R) throws -> R {
    let lock = try FileLock.acquire(path, wait: true)
    let result = try body()
    _ = consume lock
    return result
  }
}

@Suite struct MappedFileTests {
  @Test(arguments: [0, 1, 10_000])
  func lendsTheBytes(length: Int) throws {
    try withTemporaryDirectory { root in
      let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0) }
      let publisher = Publisher(disk: Disk(), root: root, durability: .none)
      try publisher.replace(name: "f", bytes: bytes)
      let file = try MappedFile(root.appending("f"))
      #expect(file.status.size == Int64(length))
      #expect(file.withBytes { Array($0) } == bytes)
      try publisher.replace(name: "f", bytes: [])
      #expect(file.withBytes { Array($0) } == bytes, "the old file stays mapped")
    }
  }
}
