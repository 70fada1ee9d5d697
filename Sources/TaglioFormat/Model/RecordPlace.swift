/// Where in its input a record stands.
public struct RecordPlace: Hashable, Sendable {
  /// The file as it was named, or `-` for standard input.
  public var file: String
  /// Line and column of its first byte, from 1; columns count bytes.
  public var line: Int
  /// The column of its first byte, from 1, in bytes.
  public var column: Int
  /// The n-th record of the input, from 1.
  public var record: Int

  /// Makes a place.
  public init(file: String, line: Int, column: Int, record: Int) {
    self.file = file
    self.line = line
    self.column = column
    self.record = record
  }
}
