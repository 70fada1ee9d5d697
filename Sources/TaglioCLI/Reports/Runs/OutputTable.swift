import TaglioFormat
import TaglioKit

/// Outputs of a run, one below the other.
struct OutputTable {
  var outputs: [OutputItem]

  func text(_ style: Style) -> String {
    var table = TextTable()
    table.paint = [0: style.yellow]
    table.rows = outputs.map { $0.row(style) }
    return table.text(columns: style.columns.map { $0 - 4 })
      .split(separator: "\n").map { "    \($0)\n" }.joined()
  }
}

extension OutputItem {
  fileprivate func row(_ style: Style) -> [String] {
    let output = output
    return [
      style.plain(output.shown.id), output.result.words,
      output.isLate ? "late" : output.isRepeated ? "repeated" : "",
      output.trial > 0 ? "trial \(output.trial)" : "",
      inputWords(style), summary.escapedForTerminal(),
    ]
  }

  private func inputWords(_ style: Style) -> String {
    guard let input else { return "no input" }
    return input.subject.key?.words ?? style.plain(input.id)
  }

  /// `{id, input, is_late, is_repeated, key, result, summary, trial}`.
  var json: JSONTree {
    [
      "id": .id(output.shown.id),
      "input": .id(input?.id),
      "is_late": .flag(output.isLate),
      "is_repeated": .flag(output.isRepeated),
      "key": .key(input?.subject.key),
      "result": .text(output.result.rawValue),
      "summary": .text(summary),
      "trial": .number(output.trial),
    ]
  }
}

extension Output.Result {
  /// What a person reads.
  var words: String { self == .unjudged ? "no verdict" : rawValue }
}
