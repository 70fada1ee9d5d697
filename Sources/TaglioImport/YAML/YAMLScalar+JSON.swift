import TaglioFormat

extension YAMLScalar {
  /// The JSON text of the scalar's value.
  ///
  /// A plain scalar without a tag means what the core schema says; one with a tag of the core
  /// schema must be of that kind; every other scalar is text.
  func json(tag: String?, at position: TextPosition) throws(Refusal) -> [UInt8] {
    guard let tag else {
      let meaning = isPlain ? YAMLCoreSchema(text) : .text
      return try json(of: meaning, at: position)
    }
    guard let tag = YAMLTag(tag) else { throw YAMLTag.unknown(tag, at: position) }
    guard let meaning = tag.meaning(of: text) else {
      throw Refusal(
        .tagMismatch,
        at: position,
        "\(quoted(shown)) is no \(tag.rawValue)",
        help: "leave the tag out, or write !!str if it is text"
      )
    }
    return try json(of: meaning, at: position)
  }

  private func json(
    of meaning: YAMLCoreSchema,
    at position: TextPosition
  ) throws(Refusal) -> [UInt8] {
    switch meaning {
    case .null: return Array("null".utf8)
    case .bool(let value): return Array((value ? "true" : "false").utf8)
    case .integer(let literal), .float(let literal): return try checked(literal, position)
    case .notFinite:
      throw Refusal(
        .notFinite,
        at: position,
        "\(shown) has no number in JSON",
        help: "write null, or put it in quotation marks to keep it as text"
      )
    case .text:
      var json: [UInt8] = []
      text.withUnsafeBufferPointer { JSONWriter.appendString($0, to: &json) }
      return json
    }
  }

  /// Refuses a number that JSON could not keep; short literals without an exponent always fit.
  private func checked(
    _ literal: [UInt8],
    _ position: TextPosition
  ) throws(Refusal) -> [UInt8] {
    guard literal.count > 18 || literal.contains(where: { $0 | 0x20 == UInt8(ascii: "e") })
    else { return literal }
    do {
      _ = try JSONDocument(parsing: literal)
    } catch {
      let isHex = text.starts(with: Array("0x".utf8)) || text.starts(with: Array("0o".utf8))
      let detail = isHex ? "\(shown) does not fit 64 bits" : error.detail
      throw Refusal(.init(error.code), at: position, detail)
    }
    return literal
  }

  /// The text, cut for messages.
  private var shown: String {
    let text = String(decoding: text, as: UTF8.self)
    return text.count > 40 ? text.prefix(40) + "…" : text
  }
}
