extension StoreOperation {
  private static func after(_ steps: Step...) -> [Step] { small + steps + [careful] }

  private static let easy = Step.run(["suite", "create", "easy", "1", "2"])
  private static let pinned = Step.run(["suite", "pin", "easy", "1"])
  private static let sumsExperiment = ["experiment", "add", "sums", "--verdict", "/ok"]

  private static let outputs = Step.write(
    "store/out.jsonl",
    "{\"id\":\"1\",\"ok\":true}\n{\"id\":\"2\",\"ok\":false}\n"
  )

  /// Suites, experiments, and runs that other programs did.
  static let evaluating: [StoreOperation] = [
    StoreOperation("suite-create", ["suite", "create", "easy", "1", "2"], after: after()),
    StoreOperation("suite-add", ["suite", "add", "easy", "3"], after: after(easy)),
    StoreOperation("suite-remove", ["suite", "remove", "easy", "2"], after: after(easy)),
    StoreOperation("suite-pin", ["suite", "pin", "easy", "1", "3"], after: after(easy)),
    StoreOperation("suite-unpin", ["suite", "unpin", "easy", "1"], after: after(easy, pinned)),
    StoreOperation("suite-freeze", ["suite", "freeze", "easy", "fixed"], after: after(easy)),
    StoreOperation(
      "suite-label",
      ["suite", "label", "easy", "--label", "title=Easy"],
      after: after(easy)
    ),
    StoreOperation("experiment-add", sumsExperiment, after: after()),
    StoreOperation(
      "experiment-next",
      ["experiment", "add", "sums", "sums.yaml", "--score", "/score"],
      after: after(.run(sumsExperiment), .write("store/sums.yaml", "prompt: add them\n"))
    ),
    StoreOperation(
      "run-record",
      ["run", "record", "sums", "out.jsonl", "--basis", "/id"],
      after: after(.run(sumsExperiment), outputs)
    ),
    StoreOperation(
      "import",
      ["import", "auto", "log.json", "--suite", "logged"],
      after: after(.write("store/log.json", log))
    ),
  ]

  /// A log of GoTaglio: a case that passed.
  private static let log = """
    {"results":[{"succeeded":true,"case":{"user":"1+1"},"stages":{"assess":0}}],"metadata":
    {"start":"2026-11-21 03:32:53+00:00","end":"2026-11-21 03:32:54+00:00","pipeline":
    {"name":"calc"}},"uuid":"2117ab4d-064e-4359-b88c-9cf5bd087276"}

    """
}
