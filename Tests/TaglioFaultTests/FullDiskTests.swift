import SystemPackage
import TaglioSystem
import TestSupport
import Testing

/// A store that cannot be written can be read, and who wants to write is told why not.
@Suite struct FullDiskTests {
  private static let reasons: [Errno] = [.noSpace, .readOnlyFileSystem]

  private static let reading: [[String]] = [
    ["ls"], ["show", "2"], ["log"], ["log", "2"], ["status"], ["state"], ["blame", "2"], ["fsck"],
    ["fsck", "--quick"], ["doctor"], ["gc"], ["config"], ["cat-file", "-p", latest],
    ["blame", "1"], ["log", "-p"],
  ]

  private static let writing: [[String]] = [
    ["add", "sums.jsonl", "--key", "id"], ["edit", "2", "--set", "/a=3"], ["rm", "2"],
    ["name", "commits/first", latest], ["undo", latest], ["config", "key", "id"], ["reindex"],
  ]

  private static let latest = StoreOperation.latestCommit

  /// A disk on which no change succeeds.
  private static func refusing(_ reason: Errno) -> Disk {
    Disk(
      witness: Witness { (_) throws(SystemError) in throw SystemError(.write, "", reason) }
    )
  }

  /// A store with three cases and a file that says something new; where nobody has used the copy
  /// yet, its index is that of another place.
  private static func withStore(
    isUsed: Bool,
    _ body: (CommandSite, (String) -> String) throws -> Void
  ) throws {
    let operation = try #require(StoreOperation.all.first { $0.name == "add-changed" })
    let prepared = try PreparedOperation(operation)
    let commit = try #require(prepared.latestCommit)
    try withTemporaryDirectory { root in
      let site = CommandSite(root: root)
      try prepared.tree.write(to: root)
      if isUsed { try site.run(["status"], minute: 0) }
      try body(site) { $0 == latest ? commit : $0 }
    }
  }

  @Test(arguments: reasons, [true, false])
  func everythingCanBeRead(reason: Errno, isUsed: Bool) throws {
    try Self.withStore(isUsed: isUsed) { site, known in
      let before = try FileTree(reading: site.root)
      for command in Self.reading {
        let command = command.map(known)
        let outcome = try site.run(command, disk: Self.refusing(reason), minute: 1)
        #expect(outcome.status == 0, "\(command): \(outcome.output)\(outcome.errors)")
        #expect(!outcome.output.isEmpty, "\(command)")
      }
      #expect(try FileTree(reading: site.root) == before)
    }
  }

  @Test(arguments: reasons)
  func whatCannotBeWrittenIsTold(reason: Errno) throws {
    try Self.withStore(isUsed: true) { site, known in
      let before = try FileTree(reading: site.root)
      for command in Self.writing {
        let command = command.map(known)
        let outcome = try site.run(command, disk: Self.refusing(reason), minute: 1)
        #expect(outcome.status == 1, "\(command): \(outcome.output)\(outcome.errors)")
        #expect(outcome.errors.contains("\(reason)"), "\(outcome.errors)")
        #expect(outcome.errors.contains(site.store.string), "\(outcome.errors)")
        #expect(outcome.errors.contains("help: "), "\(outcome.errors)")
      }
      #expect(try FileTree(reading: site.root) == before)
    }
  }

  @Test func aFullDiskTellsHowMuchIsLeft() throws {
    try Self.withStore(isUsed: true) { site, known in
      let disk = Self.refusing(.noSpace)
      let outcome = try site.run(Self.writing[0], disk: disk, minute: 1)
      #expect(outcome.errors.contains(/help: Free some space and try again; \d+ bytes? are left/))
    }
  }
}
