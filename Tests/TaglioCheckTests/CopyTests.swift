import SystemPackage
import TaglioCheck
import TaglioFormat
import TaglioKit
import TestSupport
import Testing

@Suite("A copy under way")
struct CopyTests {
  private static let allowed: Set<Finding.Name> = [.copyNotFinished, .unreferenced]

  @Test("is never called damaged, and is clean once it is whole", arguments: [1, 2] as [UInt64])
  func halfCopied(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    try withTemporaryDirectory { path in
      let source = try StoreFixture(path.appending("source"))
      let copy = try StoreFixture(empty: path.appending("copy"))
      for id in try source.ids().shuffled(using: &random) {
        let file = try source.bytes(of: id)
        let cut = Array(file.prefix(Int.random(in: 0..<file.count, using: &random)))
        for (part, quick) in [(cut, false), (file, true)] {
          try copy.put(part, asFileOf: id)
          let report = try copy.check(Checker.Options(quick: quick))
          let names = Set(report.findings.map(\.name))
          #expect(names.isSubset(of: Self.allowed), "seed \(seed): \(report.findings)")
          #expect(report.problems == 0, "seed \(seed)")
        }
      }
      #expect(try copy.check().findings == [], "seed \(seed)")
      #expect(try copy.state() == source.state(), "seed \(seed)")
    }
  }

  @Test("goes on when an object is mended that its commits have in common with those here")
  func sharedObject() throws {
    try withTemporaryDirectory { path in
      let stores = try ["ada", "ben"].map { author in
        let options = Repository.Options(author: author, now: { 0 })
        let repository = try Repository.create(in: "\(path)/\(author)", options: options)
        var adding = AddOptions()
        adding.key = .field("id")
        _ = try repository.add([Records(texts: [#"{"id":"1","input":"x"}"#])], adding)
        return try StoreFixture(at: RepositoryDirectory(path: path.appending("\(author)/.taglio")))
      }
      let (here, there) = (stores[0], stores[1])
      let shared = try #require(Set(here.ids()).intersection(there.ids()).min())
      let whole = try here.bytes(of: shared)
      try here.put(Array(whole.dropLast(3)), asFileOf: shared)
      try here.put(there.bytes(of: there.head()), asFileOf: there.head())
      let waiting = try StoreFixture(at: here.directory).repository
      #expect(try waiting.status().pending.count == 1)
      try here.put(whole, asFileOf: shared)
      let mended = try StoreFixture(at: here.directory).repository
      #expect(try mended.status().pending.isEmpty)
      #expect(try mended.log().items.count == 2)
      #expect(try here.check().findings == [])
    }
  }

  @Test("is told from damage by what was taken in before")
  func takenIn() throws {
    try withTemporaryDirectory { path in
      let store = try StoreFixture(path)
      try store.remove(store.path(of: store.input))
      let id = try store.writeCommit(listing: [ObjectID(words: (1, 2, 3, 4))])
      let report = try store.check()
      #expect(report.errors.map(\.object) == [store.input])
      #expect(report.warnings.map(\.object) == [id])
    }
  }
}

extension StoreFixture {
  fileprivate func state() throws -> CanonicalJSON {
    try Repository(directory, options: StoreFixture.settings).snapshot.stateDocument()
  }
}
