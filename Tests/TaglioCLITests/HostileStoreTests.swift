import Foundation
import SystemPackage
import TestSupport
import Testing

/// Things of another kind in the place of each file and directory of a store: no command hangs,
/// follows a link or reads without bound; each is answered or refused with a way out; and once the
/// thing is taken away, the store is as it was.
@Suite("Something hostile in a store")
struct HostileStoreTests {
  /// What is put in the place.
  enum Thing: String, Sendable, CaseIterable {
    case pipe, directory
    /// A file of 1 TiB that takes no room.
    case sparse
    /// A link to a device without end.
    case deviceLink
    /// A link to a directory outside, with directories and files named as those of a store.
    case directoryLink
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var place: Place
    var thing: Thing
    var testDescription: String { "\(thing.rawValue) for \(place.name)" }
  }

  /// A file or directory of the store, and what commands come to while it is something else.
  struct Place: Sendable {
    var name: String
    /// Exit codes of the commands, in the order of `commands`.
    var statuses: [Int32]
    /// What does no harm in this place, is its due, or is what `RepairTests.obstacle` puts there.
    var tame: Set<Thing> = []
  }

  static let commands: [[String]] = [
    ["status"], ["ls"], ["show", "2"], ["log"], ["add", "new.jsonl", "--key", "id"],
    ["fsck"], ["doctor"], ["gc", "--yes", "--older-than", "0s"], ["reindex"],
  ]

  static let places: [Place] = [
    Place(name: "accepted", statuses: [4, 4, 4, 4, 4, 4, 4, 4, 4], tame: [.directory]),
    Place(name: "accepted/*", statuses: [4, 4, 4, 4, 4, 4, 4, 4, 4]),
    Place(name: "index", statuses: [0, 0, 0, 0, 0, 4, 4, 0, 0], tame: [.sparse]),
    Place(name: "config", statuses: [1, 1, 1, 1, 1, 1, 4, 1, 1]),
    Place(name: "format", statuses: [4, 4, 4, 4, 4, 4, 4, 4, 4]),
    Place(name: "lock", statuses: [0, 0, 0, 0, 1, 1, 4, 1, 1], tame: [.sparse]),
    Place(name: "refs", statuses: [0, 0, 0, 0, 0, 4, 4, 0, 4], tame: [.directory]),
    Place(name: "refs/cases", statuses: [0, 0, 0, 0, 0, 4, 4, 0, 4], tame: [.directory]),
    Place(name: "refs/heads", statuses: [0, 0, 0, 0, 0, 4, 4, 0, 0], tame: [.directory]),
    Place(
      name: "packed-refs-cases",
      statuses: [0, 0, 0, 0, 0, 4, 4, 0, 0],
      tame: [.sparse, .directory]
    ),
    Place(name: "quarantine", statuses: [0, 0, 0, 0, 0, 0, 0, 0, 0]),
  ]

  static let rows: [Row] = places.flatMap { place in
    Thing.allCases.filter { !place.tame.contains($0) }.map { Row(place: place, thing: $0) }
  }

  @Test(arguments: rows)
  func isAnsweredOrRefused(_ row: Row) throws {
    try withSmallStore { bench in
      try bench.prepare()
      let name = try bench.resolved(row.place.name)
      for (command, status) in zip(Self.commands, row.place.statuses) {
        let outside = try bench.plant(row.thing, at: name)
        let outcome = try bench.run(command)
        #expect(outcome.status == status, "\(command): \(outcome.output)\(outcome.errors)")
        if outcome.status != 0, command[0] != "doctor" {
          #expect(outcome.errors.contains(name), "\(command): \(outcome.errors)")
          #expect(outcome.errors.contains("help: "), "\(command): \(outcome.errors)")
        }
        #expect(try bench.outside() == outside, "\(command) leaves what is outside alone")
        try bench.takeAway(name)
      }
      try bench.expectSound()
    }
  }

  /// The file of an object, or the directory that it is in: what has another's place is not read,
  /// even where a link leads to the very bytes.
  @Test(arguments: [false, true], Thing.allCases)
  func hidesAnObject(_ isDirectory: Bool, _ thing: Thing) throws {
    try withSmallStore { bench in
      try bench.prepare()
      let file = try bench.objectFile(of: "2")
      let name = isDirectory ? file.removingLastComponent().string : file.string
      try bench.copyOutside(file)
      for (command, status) in [(["status"], 0), (["show", "2"], 4), (["fsck"], 4)] {
        let outside = try bench.plant(thing, at: name)
        let outcome = try bench.run(command)
        #expect(outcome.status == Int32(status), "\(command): \(outcome)")
        #expect(try bench.outside() == outside, "\(command) leaves what is outside alone")
        try bench.takeAway(name)
      }
      try bench.expectSound()
    }
  }

  @Test(arguments: ["", "objects"])
  func aStoreIsNoLink(_ name: String) throws {
    try withSmallStore { bench in
      let place = name.isEmpty ? ".taglio" : ".taglio/" + name
      let path = bench.directory.pushing(FilePath(place)).string
      let files = FileManager.default
      try files.moveItem(atPath: path, toPath: path + "-elsewhere")
      try files.createSymbolicLink(atPath: path, withDestinationPath: path + "-elsewhere")
      let before = try FileTree(reading: bench.directory)
      for command in [["status"], ["add", "sums.jsonl", "--key", "id"], ["fsck"], ["init"]] {
        let outcome = try bench.run(command)
        #expect(outcome.status == 4 && outcome.errors.contains("symbolic link"), "\(outcome)")
        #expect(outcome.errors.contains("help: "))
      }
      #expect(try FileTree(reading: bench.directory) == before)
    }
  }
}

extension Workbench {
  private var outsideDirectory: FilePath { directory.removingLastComponent().appending("outside") }

  /// A file to add, and a directory outside the store that looks like parts of one.
  fileprivate func prepare() throws {
    try write("new.jsonl", "{\"id\":3,\"question\":\"3 + 3?\"}\n")
    for name in ["cases/1", "cases/.tmp-1-1", "heads", ".tmp-1-1"] {
      try write("../outside/" + name, "precious\n")
    }
  }

  /// A name below `.taglio`, with that of the only file in a directory for `*`.
  fileprivate func resolved(_ name: String) throws -> String {
    guard name.hasSuffix("/*") else { return name }
    let path = FilePath(".taglio/" + name.dropLast(2))
    let names = try FileManager.default.contentsOfDirectory(atPath: directory.pushing(path).string)
    return try String(name.dropLast()) + #require(names.first)
  }

  fileprivate func outside() throws -> FileTree { try FileTree(reading: outsideDirectory) }

  /// Puts something in the place of a file of the store, which is kept for later.
  ///
  /// - Returns: what is outside the store.
  fileprivate func plant(
    _ thing: HostileStoreTests.Thing,
    at name: String
  ) throws -> FileTree {
    let place = directory.appending(".taglio").pushing(FilePath(name)).string
    let files = FileManager.default
    if files.fileExists(atPath: place) { try files.moveItem(atPath: place, toPath: saved) }
    switch thing {
    case .pipe: #expect(mkfifo(place, 0o666) == 0)
    case .directory: try files.createDirectory(atPath: place, withIntermediateDirectories: true)
    case .sparse:
      #expect(files.createFile(atPath: place, contents: nil))
      #expect(truncate(place, 1 << 40) == 0)
    case .directoryLink: try link(place, to: outsideDirectory.string)
    case .deviceLink: try link(place, to: "/dev/zero")
    }
    return try outside()
  }

  /// Undoes `plant`, whatever stands in the place by now.
  fileprivate func takeAway(_ name: String) throws {
    let place = directory.appending(".taglio").pushing(FilePath(name)).string
    let files = FileManager.default
    if (try? files.attributesOfItem(atPath: place)) != nil { try files.removeItem(atPath: place) }
    if files.fileExists(atPath: saved) { try files.moveItem(atPath: saved, toPath: place) }
  }

  fileprivate func expectSound() throws {
    _ = try run("reindex")
    let check = try run("fsck")
    #expect(check.status == 0 && check.output.contains("no problems found"), "\(check)")
    #expect(try run("show", "2").output.contains("Primes"))
  }

  /// The file of the version that stands for a case, relative to `.taglio`.
  fileprivate func objectFile(of name: String) throws -> FilePath {
    let text = try run("show", name, "--json").output
    let digits = text.firstMatch(of: /"heads":\["([0-9a-f]{64})"/)?.1 ?? ""
    return FilePath("objects/\(digits.prefix(2))/\(digits.dropFirst(2))")
  }

  /// Puts a copy of an object's file where a link for its directory would find it.
  fileprivate func copyOutside(_ file: FilePath) throws {
    let source = directory.appending(".taglio").pushing(file)
    let target = outsideDirectory.appending(file.lastComponent?.string ?? "")
    try FileManager.default.copyItem(atPath: source.string, toPath: target.string)
  }

  private var saved: String { directory.removingLastComponent().appending("saved").string }

  private func link(_ place: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: place, withDestinationPath: target)
  }
}
