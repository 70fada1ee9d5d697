import TaglioCheck
import TaglioFormat
import TaglioKit

/// What `fsck --accept-loss` gave up, or would give up.
struct LossView: Report {
  var outcome: LossAcceptance.Outcome

  /// The most objects that text lists.
  private static let shown = 20

  private var losses: LossReport { outcome.losses }
  private var check: FsckView { FsckView(report: outcome.check, isQuick: false) }

  func text(_ style: Style) -> String {
    var text = ""
    if losses.commit != nil { text += outcome.moved.text(style) }
    if losses.losses.isEmpty {
      text += "there is no loss to accept\n"
    } else {
      let verb = losses.commit == nil ? "would give up" : "gave up"
      text += "\(verb) \(losses.losses.count.of("object")) as lost\n"
      for loss in losses.losses.prefix(LossView.shown) {
        text += "  \(loss.type.rawValue) \(loss.name.escapedForTerminal()) \(style.id(loss.id))\n"
      }
      let rest = losses.losses.count - LossView.shown
      if rest > 0 { text += "  and \(rest) more: --json\n" }
    }
    guard let commit = losses.commit else { return text }
    return text + "commit \(style.yellow("\(commit)"))\n" + check.text(style)
  }

  var notes: [String] {
    var notes: [String] = []
    if !losses.unknown.isEmpty {
      let ids = losses.unknown.prefix(3).map { $0.short() }.joined(separator: " ")
      notes.append(
        "of \(losses.unknown.count.of("object")) nobody here knows what they linked or changed, and "
          + "they stay damage: \(ids); only a copy helps: taglio fsck --repair --from COPY"
      )
    }
    if losses.commit == nil, !losses.losses.isEmpty {
      notes.append("ask all copies first; then give them up with: --accept-loss --yes")
    }
    return notes
  }

  /// `{check, commit, losses:[{id, name, type}], moved, unknown}`; `check` is the document of
  /// `fsck`, made afterwards.
  var json: JSONTree {
    [
      "check": check.json,
      "commit": .id(losses.commit),
      "losses": .list(
        losses.losses.map {
          ["id": .id($0.id), "name": .text($0.name), "type": .text($0.type.rawValue)]
        }
      ),
      "moved": .list(outcome.moved.actions.map(\.json)),
      "unknown": .ids(losses.unknown),
    ]
  }
}
