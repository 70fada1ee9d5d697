package import TaglioFormat

/// A field of the cases of a run, to show or to group by.
///
/// As text: `output:/p` is a place in the output, `case:/p` one in its input, `label:NAME` a label of
/// the input; a bare name is a label too, and `keyword` that of the keywords. A bare place `/p` is one
/// in the outputs where any output of the run has a value there, else one in the inputs.
package struct FieldChoice: Hashable, Sendable, CustomStringConvertible {
  /// Where the field is looked for.
  package enum Origin: Hashable, Sendable {
    case output(JSONPointer)
    case input(JSONPointer)
    case outputOrInput(JSONPointer)
    case label(ExactString)
  }

  package let origin: Origin
  /// As it was written.
  package let description: String

  /// Reads the text.
  ///
  /// - Throws: `TaglioError` `usage`.
  package init(_ text: String) throws {
    description = text
    origin = try FieldChoice.origin(text)
  }

  private static func origin(_ text: String) throws -> Origin {
    if text.hasPrefix("/") { return .outputOrInput(try pointer(text, text)) }
    guard let colon = text.firstIndex(of: ":") else { return try label(text, text) }
    let rest = String(text[text.index(after: colon)...])
    switch text[..<colon] {
    case "output": return .output(try pointer(rest, text))
    case "case": return .input(try pointer(rest, text))
    case "label": return try label(rest, text)
    default: throw refused(text)
    }
  }

  private static func pointer(_ rest: String, _ text: String) throws -> JSONPointer {
    guard rest.hasPrefix("/"), let pointer = JSONPointer(rest) else { throw refused(text) }
    return pointer
  }

  private static func label(_ name: String, _ text: String) throws -> Origin {
    guard !name.isEmpty else { throw refused(text) }
    return .label(ExactString(name == "keyword" ? "keywords" : name))
  }

  private static func refused(_ text: String) -> TaglioError {
    TaglioError(
      .usage,
      "\"\(text)\" is no field",
      help: "Write a place such as /answer, output:/answer or case:/category, or the name of a "
        + "label such as keywords."
    )
  }
}
