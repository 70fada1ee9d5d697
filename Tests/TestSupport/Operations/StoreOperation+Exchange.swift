extension StoreOperation {
  private static let easy = Step.run(["suite", "create", "easy", "1", "2"])
  private static let experiment = Step.run(["experiment", "add", "sums"])

  private static let recorded = [
    easy, experiment, Step.write("store/out.jsonl", "{\"id\":\"1\",\"ok\":true}\n"),
    .run(["run", "record", "sums", "out.jsonl", "--basis", "/id"]),
  ]

  /// A copy that has gone on, and a file in it that tells of that.
  private static func sent(_ command: String...) -> [Step] {
    [
      .copy("store", to: "other"), .run(["edit", "3", "--set", "/a=8"], in: "other"),
      .run(["edit", "1", "--label", "title=One"], in: "other"), .run(command, in: "other"),
      careful,
    ]
  }

  /// What comes in with labels, files and other tools.
  static let bringing: [StoreOperation] = [
    StoreOperation(
      "add-envelope",
      ["add", "../other/all.envelope", "--envelope"],
      after: small + sent("export", "--envelope", "-o", "all.envelope")
    ),
    StoreOperation(
      "bundle-unpack",
      ["bundle", "unpack", "../other/all.bundle"],
      after: small + sent("bundle", "create", "all.bundle"),
      course: .stepwise
    ),
    StoreOperation(
      "add-attach",
      ["add", "calls.jsonl", "--key", "id", "--attach", "/audio"],
      after: small + [
        .write("store/calls.jsonl", "{\"audio\":\"hello.wav\",\"id\":\"1\"}\n"),
        .write("store/hello.wav", "hello"), careful,
      ]
    ),
    StoreOperation(
      "label-import",
      ["label", "import", "labels.csv", "--experiment", "sums", "--fields", "/a"],
      after: small + [
        easy, experiment,
        .run(["label", "export", "--suite", "easy", "--fields", "good", "-o", "labels.csv"]),
        careful,
      ]
    ),
    StoreOperation(
      "join",
      ["join", "easy", "--with", "latest", "--fields", "/ok=/ok", "-o", "judged"],
      after: small + recorded + [careful]
    ),
  ]
}
