import Foundation
import SystemPackage

extension UndoEveryCommandTests {
  /// What comes from other tools, from people, from files and from other stores.
  static let arrivals: [Call] = [
    Call(
      description: "import",
      arguments: ["import", "auto", "log.json"],
      prepare: { try $0.write("log.json", LogFixtures.inspectJSON()) }
    ),
    Call(
      description: "import into a suite",
      arguments: ["import", "auto", "log.json", "--suite", "easy"],
      prepare: { try $0.write("log.json", LogFixtures.inspectJSON()) }
    ),
    Call(
      description: "label import",
      arguments: ["label", "import", "labels.csv", "--experiment", "sums"],
      prepare: label
    ),
    Call(
      description: "label import that makes its experiment",
      arguments: ["label", "import", "labels.csv", "--experiment", "quality"],
      prepare: label
    ),
    Call(
      description: "join",
      arguments: ["join", "easy", "--with", "latest", "--fields", "/ok=/ok", "-o", "judged"],
      prepare: { bench in
        try bench.write("out.jsonl", #"{"id":2,"ok":true}"#)
        _ = try bench.run("run", "record", "sums", "out.jsonl", "--basis", "/id")
      }
    ),
    Call(
      description: "add of attached files",
      arguments: ["add", "calls.jsonl", "--key", "id", "--attach", "/audio"],
      prepare: { bench in
        try bench.write("calls.jsonl", #"{"audio":"hello.wav","id":"call"}"#)
        try bench.write("hello.wav", "hello")
      }
    ),
    Call(
      description: "add of an envelope",
      arguments: ["add", "other/all.envelope", "--envelope"],
      prepare: makeOther
    ),
  ]

  /// The suite's second case with a label in the table.
  @Sendable private static func label(_ bench: Workbench) throws {
    let sheet = try bench.run("label", "export", "--suite", "easy", "--fields", "good").output
    try bench.write("labels.csv", sheet.dropLast() + "yes\r\n")
  }

  /// A copy that has gone on by two commits, and files that tell of that.
  @Sendable static func makeOther(_ bench: Workbench) throws {
    try bench.makeDirectory("other")
    try FileManager.default.copyItem(
      atPath: bench.directory.appending(".taglio").string,
      toPath: bench.directory.appending("other/.taglio").string
    )
    try bench.write("other/new.jsonl", #"{"id":"new","question":"0 + 0?"}"#)
    _ = try bench.run("-C", "other", "edit", "2", "--set", "/answer=55")
    _ = try bench.run("-C", "other", "add", "new.jsonl", "--key", "id")
    _ = try bench.run("-C", "other", "export", "--envelope", "-o", "all.envelope")
    _ = try bench.run("-C", "other", "bundle", "create", "all.bundle")
  }
}
