import CYaml
import TaglioFormat

/// The events of a YAML text, by libyaml.
///
/// libyaml is asked for its events, below Yams' composer, for three reasons: the composer compares
/// keys by Unicode equivalence, so that it refuses two keys that differ in their bytes; it recurses
/// as deeply as the text is nested; and it hashes keys with their aliases expanded.
struct YAMLEvents: ~Copyable {
  private let text: UnsafeBufferPointer<UInt8>
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private var places: YAMLPlaces

  /// The text must stay where it is while this value lives.
  init(_ text: UnsafeBufferPointer<UInt8>) throws(Refusal) {
    places = try YAMLPlaces(text)
    self.text = text
    parser = .allocate(capacity: 1)
    yaml_parser_initialize(parser)
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, text.baseAddress, text.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  /// The next event; after `streamEnd` there is none.
  mutating func next() throws(Refusal) -> YAMLEvent {
    var raw = yaml_event_t()
    guard yaml_parser_parse(parser, &raw) == 1 else { throw refusal() }
    defer { yaml_event_delete(&raw) }
    return try event(raw)
  }

  private mutating func event(_ raw: yaml_event_t) throws(Refusal) -> YAMLEvent {
    let position = places.position(raw.start_mark)
    switch raw.type {
    case YAML_STREAM_START_EVENT: return YAMLEvent(kind: .streamStart, position: position)
    case YAML_DOCUMENT_START_EVENT: return YAMLEvent(kind: .documentStart, position: position)
    case YAML_DOCUMENT_END_EVENT: return YAMLEvent(kind: .documentEnd, position: position)
    case YAML_SEQUENCE_END_EVENT: return YAMLEvent(kind: .sequenceEnd, position: position)
    case YAML_MAPPING_END_EVENT: return YAMLEvent(kind: .mappingEnd, position: position)
    case YAML_ALIAS_EVENT:
      let name = String(raw.data.alias.anchor)
      try YAMLProperties(text, at: position).require(anchor: name, at: position)
      return YAMLEvent(kind: .alias, position: position, anchor: name)
    case YAML_SCALAR_EVENT: return try scalar(raw.data.scalar, position)
    case YAML_SEQUENCE_START_EVENT:
      let data = raw.data.sequence_start
      return try node(.sequenceStart, position, data.anchor, data.tag)
    case YAML_MAPPING_START_EVENT:
      let data = raw.data.mapping_start
      return try node(.mappingStart, position, data.anchor, data.tag)
    default: return YAMLEvent(kind: .streamEnd, position: position)
    }
  }

  private func scalar(
    _ data: yaml_event_t.__Unnamed_union_data.__Unnamed_struct_scalar,
    _ position: TextPosition
  ) throws(Refusal) -> YAMLEvent {
    let bytes = [UInt8](UnsafeBufferPointer(start: data.value, count: data.length))
    let isPlain = data.style == YAML_PLAIN_SCALAR_STYLE
    let kind = YAMLEvent.Kind.scalar(YAMLScalar(text: bytes, isPlain: isPlain))
    return try node(kind, position, data.anchor, data.tag, mayLackTag: isPlain && !bytes.isEmpty)
  }

  /// A node whose anchor is checked and which has the tag `!` again, if libyaml may have dropped
  /// it.
  private func node(
    _ kind: YAMLEvent.Kind,
    _ position: TextPosition,
    _ anchor: UnsafeMutablePointer<yaml_char_t>?,
    _ tag: UnsafeMutablePointer<yaml_char_t>?,
    mayLackTag: Bool = false
  ) throws(Refusal) -> YAMLEvent {
    let properties = YAMLProperties(text, at: position)
    var event = YAMLEvent(
      kind: kind,
      position: position,
      anchor: String(anchor),
      tag: String(tag)
    )
    try properties.require(anchor: event.anchor, at: position)
    if mayLackTag && properties.hasNonSpecificTag { event.tag = event.tag ?? "!" }
    return event
  }

  private mutating func refusal() -> Refusal {
    let error = parser.pointee
    let problem = error.problem.map { String(cString: $0) } ?? "libyaml has no memory"
    guard error.error != YAML_READER_ERROR else {
      let position = places.position(offset: error.problem_offset)
      let isUTF8 = error.problem_value >= 0 && problem.hasPrefix("control")
      return Refusal(
        .init(isUTF8 ? .controlCharacter : .invalidUTF8),
        at: position,
        problem,
        help: isUTF8 ? "write the character as an escape in double quotation marks" : nil
      )
    }
    let position = places.position(error.problem_mark)
    let context = error.context.map { " " + String(cString: $0) } ?? ""
    let isTab = position.offset < text.count && text[position.offset] == UInt8(ascii: "\t")
    return Refusal(
      .init(.syntax),
      at: position,
      "not YAML: \(problem)\(context)",
      help: isTab ? "indent with spaces; YAML takes no tabs there" : nil
    )
  }
}

extension String {
  /// The text of a C string of libyaml's, if there is one.
  fileprivate init?(_ characters: UnsafeMutablePointer<yaml_char_t>?) {
    guard let characters else { return nil }
    self.init(cString: characters)
  }
}
