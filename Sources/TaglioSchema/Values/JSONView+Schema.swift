import TaglioFormat

extension JSONView {
  /// The bytes of the value's canonical text, which bound what looking at all of it costs.
  var textLength: Int {
    switch kind {
    case .null, .true, .false: 4
    default: canonical.bytes.count
    }
  }

  /// How the value begins a message: a short one is quoted, one that holds others is named.
  var subject: String {
    switch kind {
    case .array: "the array"
    case .object: "the object"
    case .string: Self.quoted(string ?? "")
    default: canonical.description
    }
  }

  /// A text in quotation marks, its beginning if it is long.
  static func quoted(_ text: String) -> String {
    let most = 40
    let scalars = text.unicodeScalars.prefix(most + 1)
    guard scalars.count > most else { return "\"\(text)\"" }
    return "\"\(String(String.UnicodeScalarView(scalars.prefix(most))))…\""
  }

  /// The words of a list: "a, b or c".
  static func alternatives(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }
}
