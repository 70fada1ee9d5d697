import TaglioFormat
import TaglioKit

/// What a case came from and what came out of it.
struct TraceView: Report {
  var trace: Trace

  func text(_ style: Style) -> String {
    let tree = TraceTree(style: style)
    var text = style.bold(trace.subject.words(style)) + " \(style.id(trace.subject.id))\n"
    let summary = trace.subject.summary.escapedForTerminal()
    if !summary.isEmpty { text += "  " + summary.fitted(to: (style.columns ?? .max) - 2) + "\n" }
    text += "\n" + style.bold("came from") + "\n"
    text += (trace.run.map { "  \($0.words(style))\n" } ?? "") + tree.text(trace.origins)
    text += "\n" + style.bold("led to") + "\n"
    return text + (trace.results.isEmpty ? "  nothing yet\n" : tree.text(trace.results))
  }

  var notes: [String] {
    trace.isCut ? ["more stands below what ends with …: --depth goes further"] : []
  }

  /// `{came_from, is_cut, led_to, run, subject, versions}`.
  ///
  /// `subject` is the head, `versions` are all versions, `run` made the first of them. Nodes are
  /// `{children, is_cut, is_repeated, link, result, run, score, trial, used_sequence, version,
  /// versions}`; `link` is `basis`, `computed`, `joined` or `source`; `used_sequence` is the version of
  /// the case above that was used.
  var json: JSONTree {
    [
      "came_from": .list(trace.origins.map(\.json)),
      "is_cut": .flag(trace.isCut),
      "led_to": .list(trace.results.map(\.json)),
      "run": trace.run.map(\.json) ?? .null,
      "subject": trace.subject.json,
      "versions": .list(trace.versions.map(\.json)),
    ]
  }
}

extension Trace.Node {
  fileprivate var json: JSONTree {
    [
      "children": .list(children.map(\.json)),
      "is_cut": .flag(isCut),
      "is_repeated": .flag(isRepeated),
      "link": .text(link.rawValue),
      "result": .optional(result?.rawValue),
      "run": run.map(\.json) ?? .null,
      "score": .double(score),
      "trial": .number(trial),
      "used_sequence": usedSequence.map { .number($0) } ?? .null,
      "version": version.json,
      "versions": .number(versions),
    ]
  }
}

/// Draws nodes as a tree.
private struct TraceTree {
  let style: Style

  func text(_ nodes: [Trace.Node], margin: String = "  ") -> String {
    nodes.enumerated().map { place, node in
      let isLast = place == nodes.count - 1
      let beginning = margin + (isLast ? "└─ " : "├─ ")
      let room = (style.columns ?? .max) - beginning.displayWidth
      let line = beginning + words(node, room) + "\n"
      return line + text(node.children, margin: margin + (isLast ? "   " : "│  "))
    }
    .joined()
  }

  /// `v2 → failed 0.25 1a2b3c4d5e6f · grade v1 3c4d5e6f7a8b · trial 1 · 2026-11-21 09:14`: as much of
  /// it as fits the line, and the first part always.
  private func words(_ node: Trace.Node, _ room: Int) -> String {
    let end = node.isCut ? " …" : ""
    var parts = parts(node, style)
    var plain = self.parts(node, Style(showsWholeIDs: style.showsWholeIDs))
    while plain.count > 1, (plain.joined(separator: " · ") + end).displayWidth > room {
      parts.removeLast()
      plain.removeLast()
    }
    return parts.joined(separator: " · ") + end
  }

  private func parts(_ node: Trace.Node, _ style: Style) -> [String] {
    let run = node.run.map { run in
      "\(run.item.isImport ? "import" : run.experimentWords(style)) \(style.id(run.item.id))"
    }
    let parts = [
      name(node, style), run, node.isRepeated ? "shown above" : nil,
      node.versions > 1 ? node.versions.of("version") : nil,
      node.trial > 0 ? "trial \(node.trial)" : nil, node.link == .joined ? "joined" : nil,
      node.run?.startWords, node.run?.stateWords,
    ]
    return parts.compactMap(\.self).filter { !$0.isEmpty }
  }

  private func name(_ node: Trace.Node, _ style: Style) -> String {
    let used = node.usedSequence.map { "v\($0) → " } ?? ""
    let key = node.version.subject.key?.words
    let result = node.result.map { result in
      result.rawValue + (node.score.map { " \(Figures.score($0))" } ?? "")
    }
    return used
      + [key, result, style.id(node.version.id)].compactMap(\.self).joined(separator: " ")
  }
}
