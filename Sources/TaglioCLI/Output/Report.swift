/// What a command found out or did, in the forms in which it is shown.
protocol Report {
  /// For a person, ending with a line feed unless there is nothing to say.
  func text(_ style: Style) -> String
  /// For a program: one documented document.
  var json: JSONTree { get }
  /// For `--jsonl`: what `json` lists, one by one; by default the document itself.
  var entries: [JSONTree] { get }
  /// What a person should know besides; it goes to standard error, and `--quiet` leaves it out.
  var notes: [String] { get }
  /// Whether it only confirms what a command did, which `--quiet` leaves out.
  var isConfirmation: Bool { get }
}

extension Report {
  var entries: [JSONTree] { [json] }
  var notes: [String] { [] }
  var isConfirmation: Bool { false }
}
