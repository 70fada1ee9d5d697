import TaglioFormat
import TaglioKit

extension Contents {
  var status: ExitStatus { isDamaged ? .problems : .done }

  /// What to say in place of the contents; nil where they can be shown.
  func words(_ style: Style) -> String? {
    switch self {
    case .record: nil
    case .absent(.redacted, let reason):
      style.red("erased:") + " \(reason.escapedForTerminal())"
    case .absent(.lost, let reason): style.red("lost:") + " \(reason.escapedForTerminal())"
    case .damaged(let message):
      style.red("damaged:") + " \(message)"
    }
  }

  /// `"here"`, `"redacted"`, `"lost"` or `"damaged"`.
  var json: JSONTree {
    switch self {
    case .record: .text("here")
    case .absent(let kind, _): .text(kind.rawValue)
    case .damaged: .text("damaged")
    }
  }
}
