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

  /// As `redact` does, whose bytes somebody has still to delete.
  private func erase(_ id: ObjectID, _ bench: Workbench) throws {
    let options = Repository.Options(author: "eraser", now: { 1_795_300_000_000_000_000 })
    var request = RedactRequest(reason: "asked for by its author")
    request.onlyVersions = true
    request.isConfirmed = true
    _ = try Repository.open(in: "\(bench.directory)", options: options)
      .redact(["\(id)"], request)
  }
}
