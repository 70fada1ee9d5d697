/// What an alias to an anchor stands for.
enum YAMLAnchor {
  /// An array or object that has not ended; an alias to it would be inside itself.
  case open

  /// A scalar: as a value, and as a key.
  case scalar(json: [UInt8], text: [UInt8])

  /// A stretch of the document's JSON text, with its nodes and levels.
  case container(Range<Int>, nodes: Int, height: Int)
}
