extension BadInput {
  /// Calls of `diff`, `log -p` and `blame`.
  static let changes: [BadInput] = [
    BadInput(
      "diff of nothing that is here",
      run: ["diff", "none"],
      status: 6,
      says: ["\"none\"", "taglio ls"]
    ),
    BadInput(
      "diff with nothing that is here",
      run: ["diff", "2", "none"],
      status: 6,
      says: ["\"none\"", "taglio ls"]
    ),
    BadInput(
      "diff of a first version",
      run: ["diff", "1"],
      status: 6,
      says: ["\"1\" is a first version", "taglio show 1"]
    ),
    BadInput(
      "diff further back than there are versions",
      run: ["diff", "2~2"],
      status: 6,
      says: ["\"2~2\"", "further"]
    ),
    BadInput(
      "diff of a case with an experiment",
      run: ["diff", "2", "2cb57fdceeccf548"],
      status: 64,
      says: ["a case", "an experiment", "cases with cases"]
    ),
    BadInput(
      "diff without a name",
      run: ["diff"],
      status: 64,
      says: ["<a>", "taglio diff --help"]
    ),
    BadInput(
      "diff of three",
      run: ["diff", "1", "2", "odd"],
      status: 64,
      says: ["odd", "taglio diff --help"]
    ),
    BadInput(
      "log with -p in one line",
      run: ["log", "2", "-p", "--oneline"],
      status: 64,
      says: ["--oneline and -p exclude each other"]
    ),
    BadInput(
      "blame of nothing that is here",
      run: ["blame", "none"],
      status: 6,
      says: ["\"none\"", "taglio ls"]
    ),
    BadInput("blame without a name", run: ["blame"], status: 64, says: ["<v>", "--help"]),
    BadInput("blame of two", run: ["blame", "1", "2"], status: 64, says: ["2", "--help"]),
  ]
}
