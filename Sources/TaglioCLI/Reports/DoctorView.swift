import TaglioCheck

/// What `doctor` tells.
struct DoctorView: Report {
  /// The directory `.taglio`.
  var store: String
  var checks: [Diagnosis]

  func count(_ verdict: Diagnosis.Verdict) -> Int { checks.count { $0.verdict == verdict } }

  func text(_ style: Style) -> String {
    let width = checks.map(\.name.count).max() ?? 0
    let lines = checks.map { $0.lines(style, width) }.joined()
    return "store \(store.escapedForTerminal())\n" + lines + lastLine(style)
  }

  private func lastLine(_ style: Style) -> String {
    let problems = count(.problem)
    let warnings = count(.warning)
    if problems + warnings == 0 { return style.green("all is well") + "\n" }
    let verdict = problems > 0 ? style.red(problems.of("problem")) : "no problems"
    return "\(verdict), \(warnings.of("warning"))\n"
  }

  /// `{checks, problems, store, warnings}`.
  var json: JSONTree {
    [
      "checks": .list(entries),
      "problems": .number(count(.problem)),
      "store": .text(store),
      "warnings": .number(count(.warning)),
    ]
  }

  var entries: [JSONTree] { checks.map(\.json) }
}

extension Diagnosis {
  fileprivate func lines(_ style: Style, _ width: Int) -> String {
    let help = help.map { "           help: \($0.escapedForTerminal())\n" } ?? ""
    return "\(mark(style)) \(name.padded(to: width))  \(detail.escapedForTerminal())\n\(help)"
  }

  private func mark(_ style: Style) -> String {
    let word = verdict.rawValue.padded(to: 8)
    return switch verdict {
    case .ok: style.green(word)
    case .warning: style.yellow(word)
    case .problem: style.red(word)
    }
  }

  /// `{detail, help, name, verdict}`.
  fileprivate var json: JSONTree {
    [
      "detail": .text(detail),
      "help": .optional(help),
      "name": .text(name),
      "verdict": .text(verdict.rawValue),
    ]
  }
}
