/// What bounds the work on schemas that nobody has looked at.
enum SchemaLimits {
  /// Schemas in all documents that are used, with their patterns.
  static let schemas = 100_000

  /// Schemas that are being checked inside one another.
  ///
  /// A value inside another one takes one, and one more for each reference and each keyword such as
  /// `allOf` on the way. It keeps circles of references off the stack.
  static let depth = 512

  /// Steps that one check may take, whatever it is about; a step is some 100 nanoseconds.
  static let steps = 2_000_000

  /// Steps more for each byte of the value.
  static let stepsPerByte = 8

  /// Characters of a pattern.
  static let pattern = 4096

  /// Groups of a pattern inside one another.
  static let groups = 64

  /// The highest number in a pattern's `{n,m}`.
  static let repeats = 65_535

  /// Bytes of a string that is compared with a pattern.
  static let matched = 65_536
}
