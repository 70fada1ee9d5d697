extension StoreOperation {
  /// A store with a run that is open: its worker never answered, so that two of three cases have an
  /// error for an output.
  private static let openRun =
    small + [
      .evaluable("store"),
      .attempt([
        "run", "exec", "sums", "--suite", "easy", "-j", "1", "--worker", "--", "false",
      ]),
      careful,
    ]

  /// What goes on with runs.
  ///
  /// One that begins a run begins another when it is repeated, and is not among them; its commits
  /// are made as those of `run resume`.
  static let running: [StoreOperation] = [
    StoreOperation(
      "run-resume",
      ["run", "resume", "latest", "-j", "1", "--", "cat"],
      after: openRun
    ),
    StoreOperation("run-abandon", ["run", "abandon", "latest"], after: openRun),
  ]
}
