import TaglioFormat

/// The tags that say what a node is: those of the core schema, and `!`, which makes a scalar text.
enum YAMLTag: String {
  case str, int, float, bool, null, seq, map

  /// Reads a tag as libyaml expands it; nil for one outside the core schema.
  init?(_ tag: String) {
    let prefix = "tag:yaml.org,2002:"
    if tag == "!" {
      self = .str
    } else if tag.hasPrefix(prefix) {
      self.init(rawValue: String(tag.dropFirst(prefix.count)))
    } else {
      return nil
    }
  }

  /// What a scalar with this tag means; nil if it cannot have the tag.
  func meaning(of text: [UInt8]) -> YAMLCoreSchema? {
    switch (self, YAMLCoreSchema(text)) {
    case (.str, _): .text
    case (.int, .integer(let literal)): .integer(literal: literal)
    case (.float, .integer(let literal)): .float(literal: literal + Array(".0".utf8))
    case (.float, .float(let literal)): .float(literal: literal)
    case (.float, .notFinite): .notFinite
    case (.bool, .bool(let value)): .bool(value)
    case (.null, .null): .null
    default: nil
    }
  }

  /// Refuses the tag of an array or object, unless it says just that or is `!`.
  static func require(
    _ tag: String?,
    of container: YAMLTag,
    at position: TextPosition
  ) throws(Refusal) {
    guard let tag, tag != "!" else { return }
    guard let known = YAMLTag(tag) else { throw unknown(tag, at: position) }
    guard known == container else {
      let name = container == .seq ? "an array" : "an object"
      throw Refusal(
        .tagMismatch,
        at: position,
        "\(name) is no \(known.rawValue)",
        help: "leave the tag out"
      )
    }
  }

  /// The refusal of a tag that has no meaning here.
  static func unknown(_ tag: String, at position: TextPosition) -> Refusal {
    Refusal(
      .unknownTag,
      at: position,
      "the tag \(quoted(tag)) has no meaning in data",
      help: "leave the tag out, or put tag and value in quotation marks to keep them as text"
    )
  }
}
