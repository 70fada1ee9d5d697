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
  package func advanced(over bytes: UnsafeRawBufferPointer) -> TextPosition {
    var end = self
    end.offset += bytes.count
    var lineStart: Int?
    while let lineFeed = bytes.offset(of: ASCII.lineFeed, from: lineStart ?? 0) {
      end.line += 1
      lineStart = lineFeed + 1
    }
    end.column = lineStart.map { bytes.count - $0 + 1 } ?? column + bytes.count
    return end
  }
}
