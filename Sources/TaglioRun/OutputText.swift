package import TaglioFormat

/// Turns what a program printed into the fields of an output.
package enum OutputText {
  /// A JSON object as it is; other JSON as `{"value": …}`; other text as `{"text": …}`, without one
  /// line feed at its end.
  ///
  /// - Throws: `TrialFailure` for what is neither: bytes that are not UTF-8, and JSON that cannot be
  ///   kept, such as an object that names a member twice.
  package static func fields(_ bytes: [UInt8]) throws(TrialFailure) -> CanonicalJSON {
    do {
      return try object(CanonicalJSON(canonicalizing: bytes))
    } catch let error where isText(error) {
      return try text(bytes)
    } catch {
      throw TrialFailure(.output, "the output cannot be kept: \(error)")
    }
  }

  /// As `fields`, of a worker's answer, which must be JSON.
  package static func answer(_ line: [UInt8]) throws(TrialFailure) -> CanonicalJSON {
    do {
      return try object(CanonicalJSON(canonicalizing: line))
    } catch {
      throw TrialFailure(.output, "the worker's answer is no JSON that can be kept: \(error)")
    }
  }

  private static func object(_ value: CanonicalJSON) -> CanonicalJSON {
    value.document.root.kind == .object ? value : wrapped("value", value)
  }

  private static func wrapped(_ name: String, _ value: CanonicalJSON) -> CanonicalJSON {
    var out = PayloadWriter(reserving: value.bytes.count + 16)
    out.begin()
    out.member(name, value)
    out.end()
    return CanonicalJSON(unchecked: out.bytes)
  }

  /// Whether the parser met something that is no JSON at all, and so just text.
  private static func isText(_ error: JSONError) -> Bool {
    switch error.code {
    case .syntax, .unexpectedEnd, .trailingData, .controlCharacter, .byteOrderMark: true
    default: false
    }
  }

  private static func text(_ bytes: [UInt8]) throws(TrialFailure) -> CanonicalJSON {
    let body = bytes.last == UInt8(ascii: "\n") ? bytes.dropLast() : bytes[...]
    guard let text = String(validating: body, as: UTF8.self) else {
      throw TrialFailure(.output, "the output is no text in UTF-8")
    }
    var out = PayloadWriter(reserving: body.count + 16)
    out.begin()
    out.member("text", text)
    out.end()
    guard out.bytes.count <= JSONDocument.Limits().bytes else {
      throw .tooLarge(JSONDocument.Limits().bytes, nil)
    }
    return CanonicalJSON(unchecked: out.bytes)
  }
}
