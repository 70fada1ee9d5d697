import Foundation
import SystemPackage
import TaglioKit
import Testing

@testable import TaglioCLI

/// `upgrade`, and every command on a store that a later taglio has upgraded.
@Suite struct FormatCommandTests {
  @Test func theNewestFormatIsSaidToBe() throws {
    try withSmallStore { bench in
      let before = try bench.files()
      for arguments in [["upgrade"], ["upgrade", "--yes"]] {
        let outcome = try bench.run(arguments)
        #expect(outcome.status == 0 && outcome.errors.isEmpty)
        #expect(outcome.output == "the store has format 1, the newest\n")
      }
      let back = try bench.run("upgrade", "--back", "--yes")
      #expect(back.output == "the store has format 1, and there is none before it\n")
      #expect(
        try bench.run("upgrade", "--json").output
          == #"{"back":false,"done":false,"format":1,"newest":1,"steps":[]}"# + "\n"
      )
      #expect(try bench.files() == before)
    }
  }

  @Test func stepsAreShownBeforeAndAfter() {
    let change = UpgradeReport.Change(from: 1, to: 2, summary: "packs")
    var report = UpgradeReport(isBack: false, format: 1, newest: 2, changes: [change])
    let style = Style(isColoured: false)
    #expect(
      UpgradeView(report: report).text(style)
        == "would bring the store from format 1 to 2\n  1 to 2: packs\n"
    )
    #expect(UpgradeView(report: report).notes == ["do it with: taglio upgrade --yes"])
    report.isDone = true
    #expect(UpgradeView(report: report).text(style) == "the store has format 2 now\n")
    #expect(UpgradeView(report: report).notes == ["go back with: taglio upgrade --back --yes"])
    let away = UpgradeReport.Change(from: 2, to: 1, summary: "packs")
    let back = UpgradeReport(isBack: true, format: 2, newest: 2, changes: [away])
    #expect(UpgradeView(report: back).text(style).hasSuffix("\n  2 to 1: without packs\n"))
    #expect(UpgradeView(report: back).notes == ["do it with: taglio upgrade --back --yes"])
  }

  static let needingNoStore: Set<String> = ["clone", "init", "completions", "man", "hash-object"]

  /// A call of every command that needs a store.
  static let calls = [
    ["add", "sums.jsonl"], ["ls"], ["show", "2"], ["log"], ["status"], ["diff", "2~1", "2"],
    ["blame", "2"], ["edit", "2", "--set", "/answer=1"], ["resolve", "2", "--take", "2"],
    ["rm", "2"],
    ["restore", "2"], ["name", "commits/x", "2"], ["undo"], ["config"], ["config", "key", "id"],
    ["fsck"], ["fsck", "--repair"], ["fsck", "--quick"], ["gc"], ["gc", "--yes"], ["reindex"],
    ["upgrade"], ["upgrade", "--yes"], ["upgrade", "--back", "--yes"], ["state"],
    ["cat-file", "-p", "2"], ["cat-file", "--batch"], ["redact", "2", "--reason", "x", "--yes"],
    ["remote"], ["remote", "add", "other", "../other"], ["fetch"], ["push"], ["sync"],
    ["suite"], ["suite", "create", "a", "2"], ["suite", "add", "a", "2"],
    ["suite", "remove", "a", "2"], ["suite", "pin", "a", "2"], ["suite", "unpin", "a", "2"],
    ["suite", "freeze", "a", "b"], ["suite", "show", "a"], ["suite", "diff", "a", "b"],
    ["suite", "label", "a", "--label", "title=x"], ["experiment"],
    ["experiment", "add", "e"], ["experiment", "show", "e"], ["experiment", "log", "e"],
    ["find", "answer = 2"], ["run", "ls"], ["run", "show", "latest"],
    ["run", "record", "sums", "sums.jsonl", "--basis", "/id"],
    ["summarize", "latest"], ["compare", "latest", "latest"], ["flaky", "sums"], ["trace", "2"],
    ["report", "latest", "-o", "out.html"],
    ["run", "exec", "e", "--suite", "s", "--", "cat"], ["run", "resume", "r", "--", "cat"],
    ["run", "abandon", "r"], ["import", "auto", "log.json"],
    ["export"], ["export", "--envelope"],
    ["label", "export", "--suite", "a", "--fields", "x"],
    ["label", "import", "labels.csv", "--experiment", "e"], ["label", "agree", "a", "b"],
    ["join", "a", "--with", "r", "--fields", "/x=/y", "-o", "b"],
    ["bundle", "create", "x.bundle"], ["bundle", "unpack", "x.bundle"],
    ["add", "x.envelope", "--envelope"], ["add", "sums.jsonl", "--attach", "/audio"],
    ["show", "--blob", "1a2b", "-o", "-"],
  ]

  /// The settings of a later format may be of another form, and are not read.
  private func withLaterStore(_ body: (Workbench) throws -> Void) throws {
    try withSmallStore { bench in
      try bench.write(".taglio/format", "7\nneeds packs\n")
      try bench.write(".taglio/config", "[section]\n")
      try body(bench)
    }
  }

  @Test func aLaterFormatIsRefusedByEveryCommand() throws {
    try withLaterStore { bench in
      let before = try bench.contents()
      for arguments in FormatCommandTests.calls {
        let outcome = try bench.run(arguments, input: "2\n")
        #expect(outcome.status == 1, "\(arguments): \(outcome.errors)")
        #expect(outcome.output.isEmpty, "\(arguments)")
        #expect(
          outcome.errors.hasPrefix(
            "taglio: the store has format 7, and this taglio knows only 1\n"
              + "  help: Install a newer taglio"
          ),
          "\(arguments): \(outcome.errors)"
        )
        #expect(try bench.contents() == before, "\(arguments)")
      }
      let called = Set(FormatCommandTests.calls.map { $0[0] }).union(["doctor"])
      #expect(
        TaglioProgram.commandNames.subtracting(called) == FormatCommandTests.needingNoStore
      )
    }
  }

  @Test func whatNeedsNoStoreWorks() throws {
    try withLaterStore { bench in
      let before = try bench.contents()
      for arguments in [
        ["completions", "bash"], ["man", "ls"], ["hash-object", "sums.jsonl"], ["init"],
        ["--version"], ["ls", "--help"],
      ] {
        #expect(try bench.run(arguments).status == 0, "\(arguments)")
      }
      let completion = try bench.run("---completion", "show", "--", "positional@0", "show", "o")
      #expect(!completion.output.contains("odd"))
      #expect(try bench.contents() == before)
    }
  }

  @Test func theDoctorSaysWhatIsWrongAndLooksNoFurther() throws {
    try withLaterStore { bench in
      let before = try bench.contents()
      let outcome = try bench.run("doctor")
      #expect(outcome.status == 4)
      #expect(outcome.output.contains("the store has format 7"))
      #expect(outcome.output.contains("newer taglio"))
      #expect(!outcome.output.contains("index"))
      #expect(try bench.contents() == before)
    }
  }
}

extension Workbench {
  /// All files below the directory with what is in them.
  func contents() throws -> [String: Data?] {
    var contents: [String: Data?] = [:]
    for name in try files() {
      let path = directory.string + "/" + name
      contents.updateValue(FileManager.default.contents(atPath: path), forKey: name)
    }
    return contents
  }
}
