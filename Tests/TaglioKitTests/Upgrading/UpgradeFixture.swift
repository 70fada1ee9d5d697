import Foundation
import SystemPackage
import TaglioFormat
import TaglioKit
import TaglioSystem
import TestSupport

/// Format 2 as the tests know it: refs are in `names/` too, and `digest` says how many there are.
enum MadeUpFormat {
  /// What the step writes.
  static let added = ["digest", "names/heads"]

  static let step = FormatStep(
    from: 1,
    to: 2,
    summary: "refs are in names/",
    build: { directory in
      let publisher = try directory.publisher()
      let heads = try directory.disk.readIfPresent(directory.path.appending("refs/heads")) ?? []
      try publisher.replace(directory: "names", name: "heads", bytes: heads)
      try publisher.replace(name: "digest", bytes: Array("\(heads.count)\n".utf8))
    },
    dismantle: { directory in
      for name in added { try directory.disk.remove(.path(directory.path.appending(name))) }
    },
    obstacle: { directory in
      let path = directory.path.appending("new-kind")
      return try directory.disk.status(path) == nil ? nil : "it holds something of a new kind"
    }
  )
}

/// A store of format 1 on disk with a case in it.
struct UpgradeFixture {
  let path: FilePath
  /// What the state is as long as nobody writes.
  let state: CanonicalJSON

  static let input = TestInput("s", [#"{"id":"1","a":1}"#])
  static let other = TestInput("s", [#"{"id":"2","a":1}"#])

  init(_ project: FilePath, isDurable: Bool) throws {
    path = project.appending(RepositoryDirectory.name)
    let directory = RepositoryDirectory(path: path)
    _ = try directory.create()
    if !isDurable { try Self.giveUpDurability(path) }
    let repository = try Self.open(directory)
    _ = try repository.add([Self.input], Self.options)
    state = try repository.snapshot.stateDocument()
  }

  /// Makes a store one that does not wait for the disk.
  static func giveUpDurability(_ path: FilePath) throws {
    try Data("durability = none\n".utf8).write(to: URL(filePath: path.appending("config").string))
  }

  /// As an earlier version of taglio sees it.
  var early: RepositoryDirectory { RepositoryDirectory(path: path) }

  /// As the version sees it that made the step up.
  func late(_ disk: Disk = Disk()) -> RepositoryDirectory {
    RepositoryDirectory(path: path, disk: disk, steps: [MadeUpFormat.step])
  }

  static func open(_ directory: RepositoryDirectory) throws -> Repository {
    let clock = TestClock(milliseconds: 1_790_000_000_000)
    return try Repository(directory, options: clock.options(author: "tester"))
  }

  static var options: AddOptions {
    var options = AddOptions()
    options.key = .field("id")
    return options
  }

  /// What is in the directory besides the index and the lock, which reading may write.
  func files() throws -> FileTree {
    var tree = try FileTree(reading: path)
    tree.entries["index"] = nil
    tree.entries["lock"] = nil
    return tree
  }
}

/// Calls `body` with a store of format 1.
func withUpgradeFixture<R>(
  isDurable: Bool = false,
  _ body: (UpgradeFixture) throws -> R
) throws -> R {
  try withTemporaryDirectory { try body(UpgradeFixture($0, isDurable: isDurable)) }
}
