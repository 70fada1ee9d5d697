import TaglioFormat

/// What bounds the work on schemas that nobody has looked at.
enum SchemaLimits {
  /// Schemas in all documents that are used, with their patterns.
  static let schemas = 20_000

  /// Members and elements that are passed over to find what references name, each place once.
  static let lookups = 5_000_000

  /// Bytes of a URI, of a reference and of the name of an anchor.
  static let uri = 4096

  /// Schemas that are being checked inside one another.
  ///
  /// A value inside another one takes one, and one more for each reference and each keyword such as
  /// `allOf` on the way. It keeps circles of references off the stack, of which a check takes at
  /// most 512 KiB (2 MiB without optimization).
  static let depth = 512

  /// Steps that the check of a value may take: 2 million, and 8 for each byte of its text.
  static func steps(for value: JSONView) -> Int { 2_000_000 + 8 * value.textLength }

  /// Characters of a pattern.
  static let pattern = 4096

  /// Groups of a pattern inside one another.
  static let groups = 64

  /// Instructions that a pattern is turned into.
  static let instructions = 20_000

  /// Instructions of patterns that make one step.
  static let instructionsPerStep = 4
}
