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
