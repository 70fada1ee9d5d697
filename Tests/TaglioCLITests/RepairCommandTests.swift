import Foundation
import SystemPackage
import TaglioFormat
import Testing

/// `fsck --repair` and `doctor` at the prompt, and other commands beside damage.
@Suite struct RepairCommandTests {
  /// A small store, a copy of it in `copy`, and the id of the case `odd`.
  private func withCopy(_ body: (Workbench, ObjectID) throws -> Void) throws {
    try withSmallStore { bench in
      let project = bench.directory.string
      let manager = FileManager.default
      try manager.createDirectory(atPath: project + "/copy", withIntermediateDirectories: true)
      try manager.copyItem(atPath: project + "/.taglio", toPath: project + "/copy/.taglio")
      let words = try bench.run("ls", "-v").lines[2].split(separator: " ")
      try body(bench, #require(ObjectID(words[1])))
    }
  }

  private func path(of id: ObjectID) -> String {
    ".taglio/objects/\("\(id)".prefix(2))/\("\(id)".dropFirst(2))"
  }

  @Test func damageIsToldMovedAndMended() throws {
    try withCopy { bench, id in
      try bench.remove(path(of: id))
      try bench.write(path(of: id), "other bytes")
      let found = try bench.run("fsck")
      #expect(found.status == 4)
      #expect(found.output.contains("taglio fsck --repair --from COPY"))
      let lost = try bench.run("fsck", "--repair")
      #expect(lost.status == 4)
      #expect(
        lost.output.hasPrefix(
          "moved \(path(of: id)) to .taglio/quarantine/\(id): object-compression: "
        )
      )
      #expect(lost.output.contains("error object-missing \(path(of: id)): "))
      #expect(lost.output.contains("  harms: case odd, run "))
      let mended = try bench.run("fsck", "--repair", "--from", "copy")
      #expect(mended.status == 0)
      #expect(mended.lines.first == "taken \(path(of: id)): from copy")
      #expect(mended.output.contains("no problems found"))
      let nothing = try bench.run("fsck", "--repair", "--from", "copy/.taglio")
      #expect(nothing.lines.first == "nothing to repair")
      #expect(nothing.lines.count == 2)
    }
  }

  @Test func theDocumentListsActions() throws {
    try withCopy { bench, id in
      #expect(
        try bench.run("fsck", "--json").output.hasPrefix(#"{"actions":null,"bytes_checked":"#)
      )
      try bench.remove(path(of: id))
      let outcome = try bench.run("fsck", "--repair", "--from", "copy", "--json")
      #expect(outcome.status == 0)
      #expect(
        outcome.output.hasPrefix(
          #"{"actions":[{"action":"taken","detail":"from copy","file":"\#(path(of: id))","#
            + #""object":"\#(id)","target":null},"#
        )
      )
    }
  }

  @Test(arguments: [false, true])
  func oneObjectLessStopsNoOtherCommand(isDamaged: Bool) throws {
    try withCopy { bench, odd in
      let names = ["state"] + ["cases", "experiments", "runs", "refs"].map { "ls \($0) --all" }
      let calls = names.map { $0.split(separator: " ").map(String.init) }
      let before = try calls.map { try bench.run($0).output }
      #expect(try objects(bench).count >= 8)
      for id in try objects(bench) {
        try bench.remove(path(of: id))
        if isDamaged { try bench.write(path(of: id), "other bytes") }
        #expect(try calls.map { try bench.run($0).output } == before, "\(id)")
        for call in [["log"], ["log", "odd"], ["log", "2"], ["status"]] {
          let outcome = try bench.run(call)
          #expect(outcome.status == 0, "\(id) \(call): \(outcome.errors)")
        }
        let shown = try bench.run("show", "odd")
        #expect(shown.status == (id == odd ? 4 : 0), "\(id): \(shown.errors)")
        #expect(shown.output.contains("damaged:") == (id == odd))
        #expect(try bench.run("show", "\(id)").status == 4)
        #expect(try bench.run("fsck", "--repair", "--from", "copy").status == 0)
      }
    }
  }

  @Test(arguments: [false, true])
  func otherCasesAreAddedBesideDamage(isDamaged: Bool) throws {
    try withCopy { bench, _ in
      for (number, id) in try objects(bench).enumerated() {
        try bench.remove(path(of: id))
        if isDamaged { try bench.write(path(of: id), "other bytes") }
        try bench.write("new.jsonl", #"{"id":"new-\#(number)","question":"?"}"#)
        let outcome = try bench.run("add", "new.jsonl", "--key", "id")
        #expect(outcome.status == 0, "\(id): \(outcome.errors)")
        #expect(try bench.run("show", "new-\(number)").status == 0)
        #expect(try bench.run("fsck", "--repair", "--from", "copy").status == 0)
      }
    }
  }

  /// The objects of the small store, ascending.
  private func objects(_ bench: Workbench) throws -> [ObjectID] {
    try bench.files().filter { $0.hasPrefix(".taglio/objects/") }
      .compactMap { ObjectID($0.split(separator: "/").suffix(2).joined()) }.sorted()
  }

  @Test func aRefThatDoesNotReadStopsNoCommand() throws {
    try withCopy { bench, _ in
      try bench.write(".taglio/refs/runs/ghost", "nowhere")
      #expect(try bench.run("reindex").status == 0)
      #expect(try bench.run("fsck").output.hasPrefix("no problems found"))
    }
  }

  @Test func manyNewRefsBesideOneThatDoesNotRead() throws {
    try withCopy { bench, _ in
      try bench.write(".taglio/refs/cases/ghost", "nowhere")
      let records = (0..<80).map { #"{"id":"new-\#($0)","question":"?"}"# }
      try bench.write("new.jsonl", records.joined(separator: "\n"))
      let outcome = try bench.run("add", "new.jsonl", "--key", "id")
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(try bench.run("fsck").output.hasPrefix("no problems found ("))
    }
  }

  @Test func theDoctorLooksAtAStore() throws {
    try withCopy { bench, _ in
      let outcome = try bench.run("doctor")
      #expect(outcome.status == 0)
      #expect(outcome.output.contains("ok       version      taglio 0.1.0\n"))
      #expect(outcome.output.contains("warning  durability   none"))
      let document = try bench.run("doctor", "--json").output
      #expect(document.hasPrefix(#"{"checks":[{"detail":"taglio 0.1.0","help":null,"#))
      try bench.write(".taglio/format", "soon")
      let broken = try bench.run("doctor")
      #expect(broken.status == 4)
      #expect(broken.output.contains("problem  format"))
      try bench.write(".taglio/format", "1\n")
    }
  }
}
