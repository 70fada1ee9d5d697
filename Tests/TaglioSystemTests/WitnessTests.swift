import SystemPackage
import TaglioSystem
import TestSupport
import Testing

/// Every call to the system can be seen, and made to fail, by tests.
@Suite struct WitnessTests {
  private static func make(_ path: FilePath, disk: Disk = Disk()) throws {
    let handle = try disk.create(.path(path), mode: .mutable)
    try [UInt8](repeating: 7, count: 10).withUnsafeBytes { try disk.write($0, to: handle, at: 0) }
    try handle.close()
  }

  @Test func callsThatOnlyAskAreSeen() throws {
    try withTemporaryDirectory { root in
      let path = root.appending("f")
      try Self.make(path)
      let injector = FaultInjector()
      let disk = injector.disk
      _ = try disk.read(path)
      _ = try disk.names(in: root)
      _ = try disk.canonical(path)
      _ = try disk.fileSystem(of: path)
      _ = try MappedFile(path, disk: disk)
      _ = try FileLock.acquire(path, wait: false, disk: disk)
      let seen = Set(injector.calls.map(\.operation))
      #expect(seen == [.open, .status, .read, .list, .resolve, .map, .lock])
      #expect(injector.calls.allSatisfy { $0.effect == nil })
    }
  }

  @Test(arguments: [Errno.ioError, .tooManyOpenFiles])
  func whatIsAnsweredInsteadIsTheError(code: Errno) throws {
    try withTemporaryDirectory { root in
      let path = root.appending("f")
      try Self.make(path)
      let injector = FaultInjector(.error(code))
      #expect(throws: SystemError(.open, path, code)) { _ = try injector.disk.read(path) }
      #expect(injector.fired?.operation == .open)
      #expect(try injector.disk.read(path).count == 10)
    }
  }

  /// The first call is one to create, the second one to write.
  @Test(arguments: 0..<2)
  func anInterruptedCallIsMadeAgain(number: Int) throws {
    try withTemporaryDirectory { root in
      let injector = FaultInjector(.error(.interrupted), at: number)
      try Self.make(root.appending("f"), disk: injector.disk)
      #expect(injector.fired != nil)
      #expect(injector.calls.count == 4)
      #expect(try Disk().read(root.appending("f")).count == 10)
    }
  }

  @Test func aShortWriteLeavesAPart() throws {
    try withTemporaryDirectory { root in
      let path = root.appending("f")
      let injector = FaultInjector(.shortWrite, at: 1)
      #expect(throws: SystemError(.write, path, .noSpace)) {
        try Self.make(path, disk: injector.disk)
      }
      let written = try Disk().read(path)
      #expect(written.count == 5)
    }
  }

  @Test func aFileWhoseClosingFailsIsClosed() throws {
    try withTemporaryDirectory { root in
      let path = root.appending("f")
      let injector = FaultInjector(.error(.ioError), at: 2)
      #expect(throws: SystemError(.close, path, .ioError)) {
        try Self.make(path, disk: injector.disk)
      }
    }
  }

  @Test func spaceIsMeasuredWhereAFileWouldBe() throws {
    try withTemporaryDirectory { root in
      let here = try Disk().freeSpace(at: root)
      let below = try Disk().freeSpace(at: root.appending("a/b/c"))
      #expect(here > 0 && below > 0)
    }
  }
}
