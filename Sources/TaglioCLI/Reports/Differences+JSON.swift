import TaglioFormat
import TaglioKit

extension FieldDifference {
  /// `{kind, new, old, path, words}`; `kind` is `added`, `changed` or `removed` and tells a value
  /// that is not there from null; `words` is null unless both values are texts.
  var json: JSONTree {
    [
      "kind": .text(kind.rawValue),
      "new": new.map { .value($0) } ?? .null,
      "old": old.map { .value($0) } ?? .null,
      "path": .text("\(path)"),
      "words": words.map { .list($0.map(\.json)) } ?? .null,
    ]
  }
}

extension TextPart {
  /// `{kind, text}`; `kind` is `added`, `kept` or `removed`.
  fileprivate var json: JSONTree { ["kind": .text(kind.rawValue), "text": .text(text)] }
}

extension Optional where Wrapped == [FieldDifference] {
  /// A list, or null where the contents could not be compared.
  var json: JSONTree { map { .list($0.map(\.json)) } ?? .null }
}

extension Subject {
  /// `{key, kind, target, text}`.
  var json: JSONTree {
    [
      "key": .key(key), "kind": .text(kind.rawValue), "target": .text("\(target)"),
      "text": .text(text),
    ]
  }

  /// `case sum-2`, `suite basics`, `run 1a2b3c4d5e6f`.
  func words(_ style: Style) -> String {
    let id: String =
      switch target {
      case .object(let id): style.plain(id)
      case .suite(let uuid): "\(uuid)"
      }
    switch kind {
    case .case: return "case \(key?.words ?? id)"
    case .experiment, .suite:
      return "\(kind.rawValue) \(text.isEmpty ? id : text.escapedForTerminal())"
    case .run: return "run \(id)"
    case .unknown: return id
    }
  }
}

extension VersionMention {
  /// `{id, key, kind, sequence, summary, target}`.
  var members: [(name: String, value: JSONTree)] {
    [
      ("id", .id(id)), ("key", .key(subject.key)), ("kind", .text(subject.kind.rawValue)),
      ("sequence", sequence.map { .number($0) } ?? .null), ("summary", .text(summary)),
      ("target", .text("\(subject.target)")),
    ]
  }

  /// `case sum-2 v3`.
  func words(_ style: Style) -> String {
    subject.words(style) + (sequence.map { " v\($0)" } ?? "")
  }
}
