import TaglioKit

/// What taking envelopes in did.
struct EnvelopeView: Report {
  var file: String
  var report: EnvelopeReport

  var isConfirmation: Bool { true }

  func text(_ style: Style) -> String {
    let file = file.escapedForTerminal()
    guard report.commit != nil else { return "nothing to add: all of \(file) is here\n" }
    let known = report.known > 0 ? ", \(report.known) were here" : ""
    return "took in \(report.added.of("object")) of \(file)\(known)\n"
      + CommitNotice(commit: report.commit).text(style)
  }

  var notes: [String] {
    guard !report.takenNames.isEmpty else { return [] }
    let names = report.takenNames.map { "\($0)".escapedForTerminal() }.joined(separator: ", ")
    return ["names that mean something else here, and stay: \(names)"]
  }

  /// `{added, commit, known, taken_names}`.
  var json: JSONTree {
    [
      "added": .number(report.added),
      "commit": .id(report.commit),
      "known": .number(report.known),
      "taken_names": .texts(report.takenNames.map { "\($0)" }),
    ]
  }
}
