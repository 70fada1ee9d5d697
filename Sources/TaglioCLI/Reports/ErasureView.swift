import TaglioCheck
import TaglioFormat

/// Files that hold what was erased, and who asked for it.
struct ErasureView: Report {
  var report: ErasureReport

  /// The most files of one request that text lists.
  private static let shown = 10

  func text(_ style: Style) -> String {
    guard !report.requests.isEmpty else { return "nothing that was erased is still here\n" }
    let verb = report.isRemoved ? "deleted" : "would delete"
    let count = report.items.count
    var text = "\(verb) \(count.of("file")) of \(report.bytes.of("byte"))\n"
    for request in report.requests { text += paragraph(request, style) }
    return text
  }

  private func paragraph(_ request: ErasureReport.Request, _ style: Style) -> String {
    var text = "asked for by \(request.author.escapedForTerminal()) on \(request.time.words), "
    text += "commit \(style.id(request.commit))\n"
    for reason in request.reasons { text += "  why: \(reason.escapedForTerminal())\n" }
    for item in request.items.prefix(ErasureView.shown) {
      text += "  \(item.type.rawValue) \(item.file.escapedForTerminal())\n"
    }
    let rest = request.items.count - ErasureView.shown
    return rest > 0 ? text + "  and \(rest) more: taglio gc --redactions --json\n" : text
  }

  var notes: [String] {
    var notes = report.others.map {
      "look into this file yourself: \($0.escapedForTerminal())"
    }
    if !report.requests.isEmpty, !report.isRemoved {
      notes.append("delete them with: taglio gc --redactions --yes")
    }
    return notes
  }

  /// `{bytes, look_at, removed, requests:[{author, commit, files:[{bytes, file, object, type}],
  /// reasons, time}]}`.
  var json: JSONTree {
    [
      "bytes": .number(Int(report.bytes)),
      "look_at": .texts(report.others),
      "removed": .flag(report.isRemoved),
      "requests": .list(entries),
    ]
  }

  var entries: [JSONTree] {
    report.requests.map { request in
      [
        "author": .text(request.author),
        "commit": .id(request.commit),
        "files": .list(request.items.map(\.json)),
        "reasons": .texts(request.reasons),
        "time": .time(request.time),
      ]
    }
  }
}

extension ErasureReport.Item {
  fileprivate var json: JSONTree {
    [
      "bytes": .number(Int(bytes)), "file": .text(file), "object": .id(object),
      "type": .text(type.rawValue),
    ]
  }
}
