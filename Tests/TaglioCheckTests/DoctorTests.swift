import Foundation
import SystemPackage
import TaglioFormat
import TaglioKit
import TaglioStore
import TaglioSystem
import TestSupport
import Testing

@testable import TaglioCheck

@Suite("The doctor")
struct DoctorTests {
  /// The clock of the sample store's commits, and some seconds.
  private static let now: Int64 = 1_800_000_010_000_000_000

  private func examine(_ store: StoreFixture, now: Int64 = now) throws -> [String: Diagnosis] {
    let checks = try Doctor(store.directory, version: "taglio 1", now: now).run()
    return Dictionary(uniqueKeysWithValues: checks.map { ($0.name, $0) })
  }

  @Test("has a word for every check, in order, and a way out of each warning")
  func names() throws {
    try withTemporaryDirectory { path in
      let store = try StoreFixture(path)
      let checks = try Doctor(store.directory, version: "taglio 1", now: Self.now).run()
      #expect(checks.map(\.name) == Diagnosis.names)
      #expect(checks.allSatisfy { ($0.verdict == .ok) == ($0.help == nil) })
      let known: Set<String> = ["durability", "file-system"]
      let warned = Set(checks.filter { $0.verdict != .ok }.map(\.name))
      #expect(warned.isSubset(of: known) && warned.contains("durability"))
      #expect(checks[0].detail == "taglio 1")
    }
  }

  @Test("changes nothing, not even where the index is missing")
  func readsOnly() throws {
    try withTemporaryDirectory { path in
      let store = try StoreFixture(path)
      try store.remove(store.path("index"))
      let before = try FileTree(reading: path)
      let found = try examine(store)
      #expect(found["index"]?.verdict == .warning && found["clock"] == nil)
      #expect(try FileTree(reading: path) == before)
    }
  }

  @Test("compares the newest commit with the clock, and allows a minute")
  func clock() throws {
    try withTemporaryDirectory { path in
      let store = try StoreFixture(path)
      let minute: Int64 = 60_000_000_000
      #expect(try examine(store, now: Self.now - minute)["clock"]?.verdict == .ok)
      let late = try #require(try examine(store, now: Self.now - 3 * minute)["clock"])
      #expect(late.verdict == .warning && late.detail.contains("s later than this machine's clock"))
    }
  }

  @Test("knows what remotes leave beside the objects")
  func remotes() throws {
    try withTemporaryDirectory { path in
      let store = try StoreFixture(path)
      for name in ["incoming/origin/names", "pushed/list"] {
        try store.put([1], store.path(name))
      }
      #expect(try examine(store)["strays"]?.verdict == .ok)
    }
  }

  @Test(
    "finds second versions that sync tools keep",
    arguments: [
      ".taglio/index (conflicted copy 2026-11-21)", ".taglio/accepted (1)",
      ".taglio/accepted/0000000000000001 (conflicted copy 2026-11-21)",
      ".taglio/objects/ab/cd.sync-conflict-20261121-101010-ABCDEFG",
      ".taglio/refs/suites/main (Ada's conflicted copy)", ".taglio (1)/format",
      ".taglio/packed-refs-cases (2)",
    ]
  )
  func conflicts(file: String) throws {
    try withTemporaryDirectory { path in
      let store = try StoreFixture(path)
      try store.put([1], path.appending(file).string)
      let found = try #require(try examine(store)["conflicts"])
      #expect(found.verdict == .warning, "\(found)")
      #expect(try examine(store)["strays"]?.verdict == .ok)
    }
  }

  @Test(
    "names the program that left a file",
    arguments: [
      ("objects/.DS_Store", "macOS"), ("objects/ab/Icon\r", "macOS"), ("desktop.ini", "Windows"),
      ("objects/ab/~syncthing~x.tmp", "Syncthing"), (".dropbox", "Dropbox"),
      ("objects/ab/.nfs0001", "NFS"),
    ]
  )
  func strays(file: String, tool: String) throws {
    try withTemporaryDirectory { path in
      let store = try StoreFixture(path)
      try store.put([1], store.path(file))
      let found = try #require(try examine(store)["strays"])
      #expect(found.verdict == .warning && found.detail.contains(tool), "\(found)")
      #expect(try examine(store)["conflicts"]?.verdict == .ok)
    }
  }

  @Test(
    "calls a problem what does not read",
    arguments: ["format", "settings", "accepted", "index"]
  )
  func problems(name: String) throws {
    try withTemporaryDirectory { path in
      let store = try StoreFixture(path)
      switch name {
      case "format": try store.put(Array("soon\n".utf8), store.path("format"))
      case "settings": try store.put(Array("no setting".utf8), store.path("config"))
      case "accepted":
        let name = try store.accepted
        try store.put(Array("x".utf8) + store.file(name).dropFirst(), store.path(name))
      default:
        try store.remove(store.path("index"))
        try store.put([], store.path("index/file"))
      }
      let found = try #require(try examine(store)[name])
      #expect(found.verdict == .problem && found.help?.isEmpty == false, "\(found)")
    }
  }

  @Test("says what waits and what lies about")
  func counts() throws {
    try withTemporaryDirectory { path in
      let store = try StoreFixture(path)
      try store.writeCommit(listing: [ObjectID(words: (1, 2, 3, 4))])
      _ = try Repository(store.directory, options: StoreFixture.settings)
      for number in 0..<100 { try store.put([1], store.path("objects/ab/.tmp-1-\(number)")) }
      try store.put([1], store.path("quarantine/file"))
      let found = try examine(store)
      #expect(found["pending"]?.detail == "1 commit not complete")
      #expect(found["leftovers"]?.verdict == .warning)
      #expect(found["quarantine"]?.detail == "1 file kept")
      #expect(found["unlisted"]?.detail == "1 object that no visible commit lists")
    }
  }

  @Test("warns of file systems that promise less")
  func fileSystems() {
    for magic: UInt64 in [0x6969, 0xFF53_4D42, 0x6573_5546, 0x0102_1997, 0x0102_1994, 0x4D44] {
      let diagnosis = Doctor.diagnosis(of: FileSystem(magic: magic))
      #expect(diagnosis.verdict == .warning && diagnosis.help != nil)
    }
    #expect(Doctor.diagnosis(of: FileSystem(magic: 0xEF53)) == .ok("file-system", "ext"))
    #expect(Doctor.diagnosis(of: FileSystem(magic: 0x1234)) == .ok("file-system", "0x1234"))
  }

  @Test("has a page that lists the checks")
  func page() throws {
    let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Docs/doctor.md")
    let rows = try String(contentsOf: page, encoding: .utf8).split(separator: "\n")
      .filter { $0.hasPrefix("| `") }
    #expect(rows.map { String($0.dropFirst(3).prefix { $0 != "`" }) } == Diagnosis.names)
  }
}
