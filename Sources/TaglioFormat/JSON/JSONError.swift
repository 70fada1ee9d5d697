/// Why a JSON text, or a value that was to become one, was refused.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of refusal this is; stable, for programs.
  public struct Code: RawRepresentable, Hashable, Sendable {
    /// The stable name.
    public let rawValue: String

    /// The code of this name.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }
  }

  /// The kind of refusal.
  public var code: Code

  /// Where in the text; the beginning, if there was no text but a value.
  public var position: TextPosition

  /// One sentence for a person, without a final full stop.
  public var detail: String

  /// An error of this kind at this place.
  public init(_ code: Code, at position: TextPosition = TextPosition(), _ detail: String) {
    self.code = code
    self.position = position
    self.detail = detail
  }

  /// "line 3 column 14: …".
  public var description: String { "\(position): \(detail)" }
}

extension JSONError.Code {
  /// Something stands where the grammar of RFC 8259 wants something else.
  public static let syntax = Self(rawValue: "syntax")

  /// The text ends inside a value, or holds none.
  public static let unexpectedEnd = Self(rawValue: "unexpectedEnd")

  /// An object names a member twice, be it in different spellings.
  public static let duplicateKey = Self(rawValue: "duplicateKey")

  /// Half of a surrogate pair, escaped or as raw bytes.
  public static let loneSurrogate = Self(rawValue: "loneSurrogate")

  /// Bytes that are not UTF-8.
  public static let invalidUTF8 = Self(rawValue: "invalidUTF8")

  /// A control character stands unescaped in a string.
  public static let controlCharacter = Self(rawValue: "controlCharacter")

  /// A number outside the range of binary64, or one that is none.
  public static let numberOverflow = Self(rawValue: "numberOverflow")

  /// An integer that fits neither 64 bits nor, digit by digit, a binary64.
  public static let integerTooLong = Self(rawValue: "integerTooLong")

  /// Arrays and objects stand in one another more deeply than allowed.
  public static let tooDeep = Self(rawValue: "tooDeep")

  /// The text is longer than allowed.
  public static let tooLarge = Self(rawValue: "tooLarge")

  /// Something follows the value.
  public static let trailingData = Self(rawValue: "trailingData")

  /// The text begins with a byte order mark.
  public static let byteOrderMark = Self(rawValue: "byteOrderMark")

  /// The text is JSON, but not the canonical text of its value.
  public static let notCanonical = Self(rawValue: "notCanonical")
}
