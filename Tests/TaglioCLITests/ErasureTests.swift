import TaglioFormat
import TaglioKit
import Testing

/// What was erased is never shown, even while its bytes are still here.
@Suite struct ErasureTests {
  @Test func anErasedCaseIsNotShown() throws {
    try withSmallStore { bench in
      let id = try #require(
        ObjectID(try bench.run("ls", "-v").lines[2].split(separator: " ")[1])
      )
      try erase(id, bench)
      let shown = try bench.run("show", "odd")
      #expect(shown.status == 0)
      #expect(shown.output.contains("erased: asked for by its author"))
      #expect(!shown.output.contains("What is odd"))
      #expect(try bench.run("show", "odd", "--json").output.contains(#""contents":"redacted""#))
      for command in [["ls"], ["log", "odd"], ["log", "odd", "--json"], ["ls", "--json"]] {
        #expect(try !bench.run(command).output.contains("What is odd"), "\(command)")
      }
      for part in ["-t", "-s", "-p", "--raw"] {
        let outcome = try bench.run("cat-file", part, "\(id)")
        #expect(outcome.status == 6)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("was erased: asked for by its author"))
      }
      let batch = try bench.run("cat-file", "--batch", input: "\(id)\n")
      #expect(batch.output == "\(id) erased\n")
    }
  }

  private func erase(_ id: ObjectID, _ bench: Workbench) throws {
    let options = Repository.Options(author: "eraser", now: { 1_795_300_000_000_000_000 })
    let repository = try Repository.open(in: "\(bench.directory)", options: options)
    guard case .case(let record) = try repository.record(id), let key = record.key else { return }
    let text: (ObjectID?) -> JSONValue = { $0.map { .string("\($0)") } ?? .null }
    let links: JSONValue = [
      "attachments": [], "basis": text(record.basis), "creator": text(record.creator),
      "lineage": .string("\(LineageID(key: key))"), "ordinal": 0,
      "previous": text(record.previous), "sources": [],
    ]
    var changes = Changes()
    changes.tombstones[id] = Tombstone(
      kind: .redacted,
      type: .case,
      reason: "asked for by its author",
      links: try CanonicalJSON(links),
      content: BLAKE2b.id(of: record.immutableFields.bytes)
    )
    var transaction = try repository.transaction()
    transaction.add(changes)
    _ = try transaction.commit(message: "erase")
  }
}
