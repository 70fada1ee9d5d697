/// A string whose identity is its UTF-8 bytes.
///
/// `String` compares by Unicode canonical equivalence, so that "é" and "e" + U+0301 are equal. The
/// formats never normalise: two names that differ in one byte are two names. Ordered by bytes.
public struct ExactString: Sendable, CustomStringConvertible {
  /// The text as the standard library's string.
  public let string: String

  /// Holds a text as it is.
  public init(_ string: String) {
    self.string = string
  }

  /// The text itself.
  public var description: String { string }

  package var isEmpty: Bool { string.utf8.isEmpty }
}

extension ExactString: Hashable, Comparable {
  /// Whether the bytes are the same.
  public static func == (left: ExactString, right: ExactString) -> Bool {
    left.string.utf8.elementsEqual(right.string.utf8)
  }

  /// Orders by their bytes.
  public static func < (left: ExactString, right: ExactString) -> Bool {
    left.string.utf8.lexicographicallyPrecedes(right.string.utf8)
  }

  /// Hashes the bytes.
  public func hash(into hasher: inout Hasher) {
    var string = string
    string.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    hasher.combine(0xFF as UInt8)
  }
}

extension ExactString: ExpressibleByStringLiteral {
  /// Holds a text as it is.
  public init(stringLiteral value: String) {
    self.init(value)
  }
}
