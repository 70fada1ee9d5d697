import Foundation
import SystemPackage
import Testing

/// Other copies hide at once what was erased, and delete it when a person says so.
@Suite struct RedactionCopyTests {
  private static let reason = ["--reason", "Asked for by the person"]

  @Test func aCopyHidesAtOnceAndDeletesWhenAsked() throws {
    try withPeople { bench in
      let other = try bench.makeOther()
      try bench.copyObjects(to: other)
      #expect(try other.run("show", "ada@example.org").output.contains("Lovelace"))
      _ = try bench.run(["redact", "ada@example.org", "--yes"] + Self.reason)
      try bench.copyObjects(to: other)
      #expect(try !other.run("show", "ada@example.org").output.contains("Lovelace"))
      #expect(try other.run("state").output == bench.run("state").output)
      let waiting = try other.run("status")
      #expect(waiting.output.contains("erased objects whose bytes are still here: taglio gc"))
      let shown = try other.run("gc", "--redactions")
      #expect(shown.output.contains("asked for by ada@bench on 2026-11-21"), "\(shown)")
      #expect(shown.output.contains("why: Asked for by the person"))
      #expect(shown.errors.contains("delete them with: taglio gc --redactions --yes"))
      #expect(try !other.filesWith("Lovelace").isEmpty)
      let check = try other.run("fsck")
      #expect(check.status == 0 && check.output.contains("object-erased"))
      let done = try other.run("gc", "--redactions", "--yes")
      #expect(done.status == 0 && done.output.hasPrefix("deleted "))
      for secret in ["Lovelace", "Byron", "Countess"] {
        #expect(try other.filesWith(secret) == [], "\(secret)")
      }
      #expect(try other.run("gc", "--redactions").output.contains("nothing that was erased"))
      #expect(try !other.run("status").output.contains("erased"))
    }
  }

  @Test func bytesThatComeBackAreNotShown() throws {
    try withPeople { bench in
      let other = try bench.makeOther()
      try bench.copyObjects(to: other)
      _ = try bench.run(["redact", "ada@example.org", "--yes"] + Self.reason)
      try other.copyObjects(to: bench)
      #expect(try !bench.run("show", "ada@example.org").output.contains("Lovelace"))
      #expect(try bench.run("status", "--json").output.ids(after: "erased_here\":[\"").count == 1)
      #expect(try bench.run("gc", "--redactions", "--yes").status == 0)
      #expect(try bench.filesWith("Lovelace") == [])
    }
  }

  @Test func theQuarantineAndTemporaryFilesAreLookedAt() throws {
    try withPeople { bench in
      let id = try #require(RedactCommandTests.versions(bench).first)
      let source = URL(filePath: bench.directory.string + "/" + bench.file(of: id))
      let bytes = [UInt8](try Data(contentsOf: source))
      try bench.write(".taglio/quarantine/\(id).2", bytes: bytes)
      try bench.write(".taglio/objects/ab/.tmp-7-7", bytes: bytes)
      try bench.write(".taglio/edit-ada.yaml", "name: Lovelace\n")
      let outcome = try bench.run(["redact", "ada@example.org", "--yes"] + Self.reason)
      #expect(outcome.errors.contains("look into this file yourself: .taglio/edit-ada.yaml"))
      #expect(try bench.filesWith("Lovelace") == ["edit-ada.yaml"])
    }
  }

  /// Two people erase different labels that one commit wrote, without knowing of each other.
  @Test func whatEitherErasedIsHidden() throws {
    try withPeople { bench in
      let other = try bench.makeOther()
      try bench.copyObjects(to: other)
      for (store, label) in [(bench, "notes"), (other, "title")] {
        let call = ["redact", "ada@example.org", "--label", label, "--yes"] + Self.reason
        #expect(try store.run(call).status == 0)
      }
      try bench.copyObjects(to: other)
      try other.copyObjects(to: bench)
      for store in [bench, other] {
        let shown = try store.run("show", "ada@example.org").output
        #expect(!shown.contains("Byron") && !shown.contains("Countess"), "\(shown)")
        #expect(try store.run("fsck").status == 0)
      }
      #expect(try bench.run("state").output == other.run("state").output)
      for label in ["notes", "title"] {
        _ = try bench.run(
          ["redact", "ada@example.org", "--label", label, "--yes"] + Self.reason
        )
      }
      _ = try bench.run("gc", "--redactions", "--yes")
      #expect(try bench.filesWith("Byron") == [])
      #expect(try bench.filesWith("Countess") == [])
    }
  }

  @Test func aForkIsErasedWithAllItsHeads() throws {
    try withPeople { bench in
      let other = try bench.makeOther()
      try bench.copyObjects(to: other)
      _ = try bench.run("edit", "ada@example.org", "--set", "/answer=1")
      _ = try other.run("edit", "ada@example.org", "--set", "/answer=2")
      try other.copyObjects(to: bench)
      #expect(try bench.run("status").output.contains("2 heads"))
      let only = try bench.run(["redact", "ada@example.org", "--only"] + Self.reason)
      #expect(only.status == 6 && only.errors.contains("2 heads"))
      #expect(try bench.run(["redact", "ada@example.org", "--yes"] + Self.reason).status == 0)
      #expect(try bench.filesWith("Lovelace") == [])
      #expect(try bench.run("fsck").status == 0)
    }
  }
}
