import TaglioFormat
import TaglioSync

/// A bundle that was made or verified.
struct BundleView: Report {
  enum Action: String { case create, verify }

  var action: Action
  var file: String
  var report: BundleReport

  var isConfirmation: Bool { true }

  func text(_ style: Style) -> String {
    let file = file.escapedForTerminal()
    let what =
      "\(report.commits.of("commit")), \(report.objects.of("object")) (\(report.bytes.bytesInWords))"
    return action == .create ? "wrote \(file): \(what)\n" : "\(file) is whole: \(what)\n"
  }

  var notes: [String] {
    guard report.erased > 0 else { return [] }
    return ["\(report.erased.of("object")) stayed out: they were erased"]
  }

  /// `{action, bytes, commits, digest, erased, file, objects}`; `objects` counts those besides
  /// commits, `digest` is the one at the end of the file.
  var json: JSONTree {
    [
      "action": .text(action.rawValue),
      "bytes": .number(Int(report.bytes)),
      "commits": .number(report.commits),
      "digest": .id(report.digest),
      "erased": .number(report.erased),
      "file": .text(file),
      "objects": .number(report.objects),
    ]
  }
}

/// A bundle that was taken in.
struct UnpackView: Report {
  var file: String
  var report: SyncReport

  var isConfirmation: Bool { report.refused.isEmpty }

  private static let shown = 20

  func text(_ style: Style) -> String {
    let file = file.escapedForTerminal()
    guard !report.commits.isEmpty || report.objects > 0 || !report.refused.isEmpty else {
      return "nothing new in \(file)\n"
    }
    var text =
      "took in \(report.commits.count.of("commit")), \(report.objects.of("object")) "
      + "(\(report.bytes.bytesInWords)) of \(file)\n"
    for refusal in report.refused.prefix(UnpackView.shown) {
      text +=
        "  \(style.red("refused")) \(style.id(refusal.object)): "
        + refusal.reason.escapedForTerminal() + "\n"
    }
    let rest = report.refused.count - UnpackView.shown
    return rest > 0 ? text + "  and \(rest) more: see --json\n" : text
  }

  var notes: [String] {
    guard !report.waiting.isEmpty else { return [] }
    let count = report.waiting.count
    let verb = count == 1 ? "waits" : "wait"
    return ["\(count.of("commit")) \(verb) for something: taglio status"]
  }

  /// `{bytes, commits, erased, file, objects, refused:[{object, reason}], waiting}`.
  var json: JSONTree {
    [
      "bytes": .number(Int(report.bytes)),
      "commits": .ids(report.commits),
      "erased": .number(report.erased),
      "file": .text(file),
      "objects": .number(report.objects),
      "refused": .list(
        report.refused.map { ["object": .id($0.object), "reason": .text($0.reason)] as JSONTree }
      ),
      "waiting": .ids(report.waiting),
    ]
  }
}
