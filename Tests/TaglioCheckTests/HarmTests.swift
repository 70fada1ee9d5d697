import TaglioCheck
import TaglioFormat
import TaglioKit
import TaglioStore
import TestSupport
import Testing

@Suite("What damage harms")
struct HarmTests {
  /// Deletes an object of the sample store and gives what its finding says is harmed.
  private func harms(
    _ object: (StoreFixture) throws -> ObjectID
  ) throws -> (found: Set<Finding.Harm>, count: Int) {
    try withTemporaryDirectory { path in
      let store = try StoreFixture(path)
      let id = try object(store)
      try store.remove(store.path(of: id))
      let finding = try #require(try store.check().findings.first { $0.object == id })
      #expect(finding.file == ".taglio/objects/\("\(id)".prefix(2))/\("\(id)".dropFirst(2))")
      #expect(finding.help.contains("taglio fsck --repair --from COPY"))
      return (Set(finding.harms), finding.harmCount)
    }
  }

  @Test("names the case, the runs that made and read it, and its suites")
  func ofACase() throws {
    try withTemporaryDirectory { path in
      let store = try StoreFixture(path)
      let (found, count) = try harms(\.input)
      let expected: Set<Finding.Harm> = [
        Finding.Harm(.case, "2"),
        Finding.Harm(.run, try store.importRun().short()),
        Finding.Harm(.run, store.run.short()),
        Finding.Harm(.suite, "\(StoreFixture.suite)"),
      ]
      #expect(found == expected)
      #expect(count == expected.count)
    }
  }

  @Test("names a run and the cases that it made")
  func ofARun() throws {
    let (found, count) = try harms(\.run)
    #expect(found.contains { $0.kind == .run })
    #expect(found.filter { $0.kind == .case }.count == 2)
    #expect(count == 3)
  }

  @Test("names a commit and the cases that it brought in")
  func ofACommit() throws {
    let (found, _) = try harms { store in
      let index = store.repository.snapshot.index
      return try index.commit(0).id
    }
    #expect(found.filter { $0.kind == .case }.map(\.name).sorted() == ["1", "2", "3"])
    #expect(found.filter { $0.kind == .commit }.count == 1)
  }
}
