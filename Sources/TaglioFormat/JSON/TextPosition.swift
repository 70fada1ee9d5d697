/// Where in a text something is.
public struct TextPosition: Hashable, Sendable, CustomStringConvertible {
  /// Bytes from the beginning of the text.
  public var offset: Int

  /// From 1; a line ends with its LF.
  public var line: Int

  /// From 1, counted in bytes.
  public var column: Int

  /// A position; by default, the beginning of a text.
  public init(offset: Int = 0, line: Int = 1, column: Int = 1) {
    self.offset = offset
    self.line = line
    self.column = column
  }

  /// "line 3 column 14".
  public var description: String { "line \(line) column \(column)" }

  /// The position after `bytes`, which begin here.
  package func advanced(over bytes: some Collection<UInt8>) -> TextPosition {
    var end = self
    for byte in bytes {
      end.offset += 1
      end.column += 1
      if byte == ASCII.lineFeed {
        end.line += 1
        end.column = 1
      }
    }
    return end
  }
}
