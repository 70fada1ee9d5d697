import TaglioFormat

extension JSONError {
  /// The error with which a text is refused, or nil if it is taken.
  static func refusing(
    _ text: [UInt8],
    limits: JSONDocument.Limits = .init()
  ) -> JSONError? {
    do throws(JSONError) {
      _ = try JSONDocument(parsing: text, limits: limits)
      return nil
    } catch {
      return error
    }
  }

  /// The error with which a text is refused, or nil if it is taken.
  static func refusing(_ text: String) -> JSONError? {
    refusing(Array(text.utf8))
  }
}

extension CanonicalJSON {
  /// The canonical text of what `text` stands for.
  init(canonicalizing text: String) throws {
    try self.init(canonicalizing: Array(text.utf8))
  }
}
