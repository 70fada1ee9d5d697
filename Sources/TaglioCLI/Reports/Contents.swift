import TaglioFormat
import TaglioKit

/// What there is to see of an object.
enum Contents {
  case record(StoredRecord)
  /// Erased for good, or lost on all copies.
  case absent(Tombstone.Kind, reason: String)
  /// Missing here or damaged, in the words of the error.
  case damaged(String)

  /// Reads an object; damage is something to show and not an error.
  init(_ repository: Repository, _ id: ObjectID) throws {
    let tombstone = try repository.tombstone(of: id)
    if let tombstone, tombstone.kind == .redacted {
      self = .absent(.redacted, reason: tombstone.reason)
      return
    }
    do {
      self = .record(try repository.record(id))
    } catch let error as TaglioError where error.code == .damage {
      self = tombstone.map { .absent(.lost, reason: $0.reason) } ?? .damaged(error.message)
    }
  }

  var status: ExitStatus {
    if case .damaged = self { .problems } else { .done }
  }

  /// What to say in place of the contents; nil where they can be shown.
  func words(_ style: Style) -> String? {
    switch self {
    case .record: nil
    case .absent(.redacted, let reason):
      style.red("erased:") + " \(reason.escapedForTerminal())"
    case .absent(.lost, let reason): style.red("lost:") + " \(reason.escapedForTerminal())"
    case .damaged(let message):
      style.red("damaged:") + " \(message); run: taglio fsck"
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
