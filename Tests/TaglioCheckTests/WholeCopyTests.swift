import Foundation
import SystemPackage
import TaglioCheck
import TaglioFormat
import TaglioKit
import TaglioStore
import TestSupport
import Testing

/// Tools that sync directories copy all of `.taglio`: objects, and also lists, refs and index, which
/// are of the other copy.
@Suite("A directory copied whole")
struct WholeCopyTests {
  @Test(
    "by a tool that keeps either side's file ends equal",
    arguments: 1...6 as ClosedRange<UInt64>
  )
  func converges(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    try withTemporaryDirectory { path in
      let copies = try Self.twoCopies(path)
      for round in 0..<3 {
        for (index, copy) in copies.enumerated() {
          try copy.say("\(seed) \(round) \(index)", key: "\(round + index)")
        }
        try Self.exchange(copies, &random) { state in
          for copy in copies {
            let errors = try copy.opened().check().errors
            #expect(errors == [], "seed \(seed), round \(round), \(state)")
          }
        }
        let states = try copies.map { try $0.opened().repository.snapshot.stateDocument() }
        #expect(states[0] == states[1], "seed \(seed), round \(round)")
      }
      for copy in copies {
        let report = try copy.opened().check()
        #expect(
          report.findings.allSatisfy { $0.name == .stray },
          "seed \(seed): \(report.findings)"
        )
      }
    }
  }

  @Test("brings a list of commits that does not make damage of what is still to come")
  func listFirst() throws {
    try withTemporaryDirectory { path in
      let source = try StoreFixture(path.appending("source"))
      let copy = try StoreFixture(empty: path.appending("copy"))
      try copy.put(source.file(source.accepted), copy.path(source.accepted))
      #expect(try Set(copy.check().findings.map(\.name)) == [.copyNotFinished])
      let late = try Set(source.outputs + [source.head()])
      for id in try source.ids() where !late.contains(id) {
        try copy.put(source.bytes(of: id), asFileOf: id)
      }
      for rebuilding in [false, true] {
        if rebuilding { try copy.opened().repository.reindex() }
        let report = try copy.opened().check()
        #expect(Set(report.findings.map(\.name)) == [.copyNotFinished], "\(report.findings)")
        #expect(report.errors == [])
      }
      _ = try Repair(copy.directory, StoreFixture.settings).run()
      let lost = try copy.opened().check()
      #expect(lost.errors.map(\.name).contains(.objectMissing))
      #expect(lost.errors.map(\.name).contains(.commitMissing))
      for id in late { try copy.put(source.bytes(of: id), asFileOf: id) }
      #expect(try copy.opened().check().findings == [])
    }
  }

  @Test("brings refs and an index that the next command puts right")
  func foreignRefs() throws {
    try withTemporaryDirectory { path in
      let copies = try Self.twoCopies(path)
      try copies[1].say("only there", key: "9")
      let right = try FileTree(reading: copies[0].directory.path.appending("refs"))
      for name in try Self.files(of: copies[1]) where !name.hasPrefix("objects") {
        try copies[0].replace(name, by: copies[1].file(name))
      }
      #expect(try copies[0].check().errors == [])
      _ = try copies[0].opened()
      #expect(try copies[0].check().counts == [.copyNotFinished: 1])
      let now = try FileTree(reading: copies[0].directory.path.appending("refs"))
      #expect(now[file: "heads"] == right[file: "heads"])
    }
  }

  // MARK: Copying

  private static func twoCopies(_ path: FilePath) throws -> [StoreFixture] {
    let first = try StoreFixture(path.appending("first"))
    let second = path.appending("second")
    try FileManager.default.copyItem(
      atPath: first.directory.project.string,
      toPath: second.string
    )
    return [first, try StoreFixture(reopening: second)]
  }

  /// Files below `.taglio`, relative to it.
  private static func files(of store: StoreFixture) throws -> [String] {
    try FileTree(reading: store.directory.path).entries
      .filter { if case .file = $0.value { true } else { false } }.keys.sorted()
  }

  /// Copies every file of each side to the other, one by one in any order; of what both have one
  /// side's wins, and the other is sometimes kept under another name.
  private static func exchange(
    _ copies: [StoreFixture],
    _ random: inout SeededGenerator,
    _ visit: (String) throws -> Void
  ) throws {
    let names = try Set(copies.flatMap(files)).sorted().shuffled(using: &random)
    for (step, name) in names.enumerated() {
      let holders = copies.filter { FileManager.default.fileExists(atPath: $0.path(name)) }
      guard let source = holders.randomElement(using: &random),
        let target = copies.first(where: { $0.directory.path != source.directory.path })
      else { continue }
      let bytes = try source.file(name)
      if name.hasPrefix("objects/") {
        if holders.count == 2 { continue }
        try target.replace(name, by: Array(bytes.dropLast(3)))
      } else if holders.count == 2, Bool.random(using: &random) {
        try target.replace(name + " (conflicted copy)", by: target.file(name))
      }
      try target.replace(name, by: bytes)
      if step % 16 == 0 { try visit("after \(name)") }
    }
  }
}

extension StoreFixture {
  /// A store that stands in a directory.
  fileprivate init(reopening path: FilePath) throws {
    try self.init(at: RepositoryDirectory(path: path.appending(RepositoryDirectory.name)))
  }

  /// The same store, opened anew.
  fileprivate func opened() throws -> StoreFixture { try StoreFixture(at: directory) }

  fileprivate func say(_ text: String, key: String) throws {
    var options = AddOptions()
    options.key = .field("id")
    let record = #"{"id":"\#(key)","input":"\#(text)","title":"t"}"#
    _ = try opened().repository.add([Records(texts: [record])], options)
  }

  /// As sync tools do it: a new file under the name of the old.
  fileprivate func replace(_ name: String, by bytes: [UInt8]) throws {
    let temporary = path(name) + ".partial"
    try put(bytes, temporary)
    let target = FilePath(path(name))
    try FileManager.default.createDirectory(
      atPath: target.removingLastComponent().string,
      withIntermediateDirectories: true
    )
    guard rename(temporary, target.string) == 0 else { throw Unexpected() }
  }
}
