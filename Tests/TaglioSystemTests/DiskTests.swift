import Foundation
import SystemPackage
import TaglioSystem
import TestSupport
import Testing

@Suite struct DiskTests {
  private let disk = Disk()

  private func make(_ path: FilePath, _ text: String) throws {
    let handle = try disk.create(.path(path), mode: .mutable)
    try Array(text.utf8).withUnsafeBytes { try disk.write($0, to: handle, at: 0) }
    try handle.close()
  }

  @Test(arguments: [0, 1, 5, 4096, 70_000])
  func readsWhatWasWritten(length: Int) throws {
    try withTemporaryDirectory { root in
      let text = String(repeating: "x", count: length)
      try make(root.appending("f"), text)
      #expect(try disk.read(root.appending("f")) == Array(text.utf8))
      #expect(try disk.read(root.appending("f"), limit: length).count == length)
      #expect(try disk.status(root.appending("f"))?.size == Int64(length))
    }
  }

  @Test func refusesMoreThanTheLimit() throws {
    try withTemporaryDirectory { root in
      try make(root.appending("f"), "12345")
      let error = #expect(throws: SystemError.self) {
        try disk.read(root.appending("f"), limit: 4)
      }
      #expect(error?.errno == .fileTooLarge)
    }
  }

  @Test func readsPartsOfAFile() throws {
    try withTemporaryDirectory { root in
      try make(root.appending("f"), "0123456789")
      let handle = try disk.open(root.appending("f"), .store)
      var buffer = [UInt8](repeating: 0, count: 4)
      let inside = try buffer.withUnsafeMutableBytes { try handle.read(into: $0, at: 3) }
      #expect(inside == 4 && buffer == Array("3456".utf8))
      let atEnd = try buffer.withUnsafeMutableBytes { try handle.read(into: $0, at: 8) }
      #expect(atEnd == 2)
    }
  }

  @Test func namesThePathAndTheReason() throws {
    try withTemporaryDirectory { root in
      let path = root.appending("missing")
      let error = #expect(throws: SystemError.self) { try disk.read(path) }
      #expect(error?.isNotFound == true)
      #expect(error?.description == "cannot open \(path): No such file or directory")
      let bytes = try disk.readIfPresent(path)
      #expect(bytes == nil)
      #expect(try disk.status(path) == nil)
    }
  }

  @Test func doesNotFollowLinksInsideAStore() throws {
    try withTemporaryDirectory { root in
      try make(root.appending("target"), "secret")
      let link = root.appending("link")
      try FileManager.default.createSymbolicLink(
        atPath: link.string,
        withDestinationPath: root.appending("target").string
      )
      #expect(try disk.status(link)?.kind == .link)
      #expect(try disk.status(link, followingLinks: true)?.kind == .file)
      #expect(try disk.read(link, .user) == Array("secret".utf8))
      let error = #expect(throws: SystemError.self) { try disk.read(link, .store) }
      #expect(error?.isWrongKind == true)
      #expect(try disk.canonical(link).lastComponent?.string == "target")
    }
  }

  @Test func refusesDirectoriesAndPipesWhereFilesAreWanted() throws {
    try withTemporaryDirectory { root in
      #expect(throws: SystemError(.open, root, .isDirectory)) { try disk.read(root, .user) }
      let pipe = root.appending("pipe")
      #expect(mkfifo(pipe.string, 0o600) == 0)
      #expect(throws: SystemError(.open, pipe, .invalidArgument)) { try disk.read(pipe) }
    }
  }

  @Test func makesDirectoriesOnce() throws {
    try withTemporaryDirectory { root in
      let path = root.appending("a/b/c")
      let made = try disk.makeDirectories(path)
      #expect(made == [root.appending("a"), root.appending("a/b"), path])
      #expect(try disk.makeDirectories(path) == [])
      #expect(try disk.makeDirectory(.path(path)) == false)
    }
  }

  @Test func listsNamesSorted() throws {
    try withTemporaryDirectory { root in
      for name in ["b", ".tmp-1", "a", "..."] { try make(root.appending(name), "") }
      #expect(try disk.names(in: root) == ["...", ".tmp-1", "a", "b"])
      let error = #expect(throws: SystemError.self) { try disk.names(in: root.appending("a")) }
      #expect(error?.errno == .notDirectory)
    }
  }

  @Test func removingTwiceIsNoError() throws {
    try withTemporaryDirectory { root in
      try make(root.appending("f"), "1")
      #expect(try disk.remove(.path(root.appending("f"))))
      #expect(try !disk.remove(.path(root.appending("f"))))
    }
  }

  @Test(arguments: ["a/b", "a\0b", "/", "", ".", ".."])
  func refusesNamesThatAreNoComponents(name: String) throws {
    try withTemporaryDirectory { root in
      let directory = try disk.openDirectory(.path(root))
      #expect(throws: SystemError(.create, root, .invalidArgument)) {
        _ = try disk.create(.entry(directory, name: name), mode: .mutable)
      }
    }
  }

  @Test func everyChangePassesTheWitness() throws {
    try withTemporaryDirectory { root in
      let recorder = EffectRecorder()
      let disk = Disk(witness: recorder.witness(largestWrite: 2))
      let path = root.appending("f")
      let handle = try disk.create(.path(path), mode: .mutable)
      try Array("abc".utf8).withUnsafeBytes { try disk.write($0, to: handle, at: 0) }
      try disk.truncate(handle, to: 1)
      try disk.syncFile(handle)
      try disk.rename(.path(path), to: .path(root.appending("g")))
      try disk.syncDirectory(root)
      try disk.remove(.path(root.appending("g")))
      #expect(
        recorder.effects == [
          .create(path, mode: .mutable),
          .write(path, offset: 0, bytes: Array("ab".utf8)),
          .write(path, offset: 2, bytes: Array("c".utf8)),
          .truncate(path, length: 1),
          .syncFile(path),
          .rename(path, to: root.appending("g")),
          .syncDirectory(root),
          .remove(root.appending("g")),
        ]
      )
    }
  }
}
