/// Why bytes were refused by a decoder, or could not be encoded.
///
/// Codecs know nothing of files: whoever read the bytes adds the path.
package struct FormatError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of refusal this is; stable, for programs.
  package struct Code: RawRepresentable, Hashable, Sendable {
    package let rawValue: String

    package init(rawValue: String) {
      self.rawValue = rawValue
    }
  }

  package var code: Code

  /// One sentence for a person, without a final full stop.
  package var detail: String

  /// Where in the decoded bytes, from 0, if the decoder knows.
  package var offset: Int?

  package init(_ code: Code, _ detail: String, offset: Int? = nil) {
    self.code = code
    self.detail = detail
    self.offset = offset
  }

  package var description: String {
    guard let offset else { return "\(detail) (\(code.rawValue))" }
    return "\(detail) (\(code.rawValue) at byte \(offset))"
  }
}
