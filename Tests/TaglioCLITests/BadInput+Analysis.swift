extension BadInput {
  /// Looking at what came out of runs.
  static let analysis: [BadInput] = [
    call("a summary of nothing that is here", "summarize feedfeed", 6, "feedfeed"),
    call("a summary of a case", "summarize 2", 6, "\"2\" is no run", "taglio run ls"),
    call("a summary without a run", "summarize", 64, "run"),
    call(
      "groups by nothing",
      "summarize 2 --by other:/x",
      64,
      "\"other:/x\" is no field",
      "/answer"
    ),
    call("groups by half a place", "summarize 2 --by case:kind", 64, "case:kind"),
    call("a column that is none", "summarize 2 --columns /a,label:", 64, "\"label:\" is no field"),
    call("a verdict without a place", "summarize 2 --verdict ok=1", 1, "/correct", "^"),
    call(
      "a verdict without a value to read by",
      "summarize 2 --verdict /ok>=",
      1,
      "a value is missing",
      "^"
    ),
    call("a score without a slash", "summarize 2 --score ok", 64, "--score ok", "/score"),
    call("a limit below nothing", "summarize 2 --limit=-1", 64, "from 0 on"),
    call("one run to compare", "compare 2", 64, "second run"),
    call("cases to compare as runs", "compare 1 2", 6, "\"1\" is no run"),
    call("fewer regressions than none", "compare 1 2 --fail-on regression:-1", 64, "regression:N"),
    call("regressions by a word", "compare 1 2 --fail-on regression:x", 64, "regression:N"),
    call("to fail on something else", "compare 1 2 --fail-on improvement", 64, "regression:N"),
    call("only something else", "compare 1 2 --only worse", 64, "worse", "regressions"),
    call("a seed that is no number", "compare 1 2 --seed x", 64, "x"),
    call("a flaky case", "flaky 2", 6, "\"2\" is no suite", "taglio suite ls"),
    call("a flaky suite that is not here", "flaky nightly", 6, "nightly"),
    call("flaky over one run", "flaky 2 --last 1", 64, "from 2 on"),
    call("a trace of nothing that is here", "trace feedfeed", 6, "feedfeed"),
    call("a trace without depth", "trace 2 --depth 0", 64, "from 1 to 100"),
    call("a trace without end", "trace 2 --depth 1000", 64, "from 1 to 100"),
  ]

  /// - Parameter line: the words of the call, between spaces.
  private static func call(
    _ name: String,
    _ line: String,
    _ status: Int32,
    _ says: String...
  ) -> BadInput {
    BadInput(name, run: line.split(separator: " ").map(String.init), status: status, says: says)
  }
}
