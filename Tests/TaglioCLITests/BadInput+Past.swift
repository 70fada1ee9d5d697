extension BadInput {
  /// Looking back and taking back.
  static let past: [BadInput] = [
    BadInput("an undo that says nothing", run: ["undo", "-m", ""], status: 64, says: ["-m"]),
    BadInput("an add that says nothing", run: ["add", "x", "-m", ""], status: 64, says: ["-m"]),
    BadInput(
      "undo of a case",
      run: ["undo", "2"],
      status: 6,
      says: ["\"2\" is no commit", "taglio log"]
    ),
    BadInput(
      "undo of nothing that is here",
      run: ["undo", "feedfeed"],
      status: 6,
      says: ["feedfeed"]
    ),
    BadInput(
      "undo of two commits at once",
      run: ["undo", "feedfeed", "beefbeef"],
      status: 64,
      says: ["beefbeef"]
    ),
    BadInput(
      "the past at a case",
      run: ["ls", "--at", "2"],
      status: 6,
      says: ["\"2\" is no commit", "taglio log"]
    ),
    BadInput(
      "the past at nothing that is here",
      run: ["state", "--at", "feedfeed"],
      status: 6,
      says: ["feedfeed"]
    ),
  ]
}
