import TaglioFormat

/// What a query asks of a record: a place in its fields, or something that is known of it.
public struct QueryField: Hashable, Sendable, CustomStringConvertible {
  /// What is known of records besides their fields.
  public enum Known: String, Sendable, CaseIterable {
    case basis, creator, error, experiment, id, key, keyword, passed, score, sequence, source
    case suite, time, trial

    /// Whether its values name something that is looked up.
    var isReference: Bool {
      switch self {
      case .basis, .creator, .experiment, .id, .suite: true
      default: false
      }
    }

    /// Whether its values are texts, so that a number that stands without quotation marks is one too.
    var isText: Bool { isReference || [.key, .source, .time].contains(self) }
  }

  enum Kind: Hashable, Sendable {
    case known(Known)
    case label(ExactString)
    case pointer(JSONPointer)
  }

  let kind: Kind

  init(_ kind: Kind) {
    self.kind = kind
  }

  /// Reads the name of a field: a JSON Pointer, one of the names of `Known`, `label.NAME`, or the
  /// names on the way to a value with dots between them.
  ///
  /// Nil where nothing can be called so.
  public init?(_ text: String) {
    if text.hasPrefix("/") {
      guard let pointer = JSONPointer(text) else { return nil }
      self.init(.pointer(pointer))
      return
    }
    if let known = Known(rawValue: text) {
      self.init(.known(known))
      return
    }
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.allSatisfy({ !$0.isEmpty }), parts.count <= 512 else { return nil }
    let names = parts.map { String(Substring($0)) }
    if names.count > 1, names[0] == "label" {
      self.init(.label(ExactString(names.dropFirst().joined(separator: "."))))
    } else {
      self.init(.pointer(JSONPointer(tokens: names)))
    }
  }

  /// The name that is read as the same field.
  public var description: String {
    switch kind {
    case .known(let known): known.rawValue
    case .label(let name): "label.\(name)"
    case .pointer(let pointer): "\(pointer)"
    }
  }

  var known: Known? { if case .known(let known) = kind { known } else { nil } }
}
