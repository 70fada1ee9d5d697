import TaglioFormat

/// What the YAML parser found next.
struct YAMLEvent {
  var kind: Kind
  var position: TextPosition

  /// The name after `&`, or of an alias after `*`.
  var anchor: String?

  /// The whole tag: `tag:yaml.org,2002:str` for `!!str`, and `!` for the non-specific one.
  var tag: String?

  /// What sort of thing it is.
  enum Kind {
    case streamStart, streamEnd
    case documentStart, documentEnd
    case alias
    case scalar(YAMLScalar)
    case sequenceStart, sequenceEnd
    case mappingStart, mappingEnd
  }
}

/// The text of a scalar, after folding and unescaping, and whether it stood there without quotation
/// marks.
struct YAMLScalar {
  var text: [UInt8]
  var isPlain: Bool
}
