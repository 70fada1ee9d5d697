import TaglioFormat

/// Turns each document of a YAML text into a JSON text.
///
/// It does not recurse. Keys are the text of their scalars as written, so `1`, `1.10` and `yes` are
/// the keys "1", "1.10" and "yes"; `<<` is a key like others. Aliases are copied within bounds that
/// the whole input shares.
struct YAMLComposer: ~Copyable {
  private var events: YAMLEvents
  private var json: [UInt8] = []
  private var places = YAMLRecordPlaces()
  private var open: [YAMLContainer] = []
  private var anchors: [String: YAMLAnchor] = [:]
  private var budget = YAMLAliasBudget()

  /// Nodes of the document so far, those that aliases stand for included.
  private var nodeCount = 0

  private static let deepest = JSONDocument.Limits().depth

  /// The text must stay where it is while this value lives.
  init(_ text: UnsafeBufferPointer<UInt8>) throws(Refusal) {
    events = try YAMLEvents(text)
  }

  /// The JSON text of the next document, and from which lines it comes; nil after the last.
  mutating func next() throws(Refusal) -> (json: [UInt8], places: YAMLRecordPlaces)? {
    json = []
    places = YAMLRecordPlaces()
    anchors = [:]
    nodeCount = 0
    while true {
      let event = try events.next()
      switch event.kind {
      case .streamEnd: return nil
      case .documentEnd: return (json, places)
      default: try take(event)
      }
    }
  }

  private mutating func take(_ event: YAMLEvent) throws(Refusal) {
    switch event.kind {
    case .scalar(let scalar): try take(scalar, event)
    case .alias: try takeAlias(event)
    case .sequenceStart: try openContainer(.array, event)
    case .mappingStart: try openContainer(.object, event)
    case .sequenceEnd, .mappingEnd: close()
    case .streamStart, .streamEnd, .documentStart, .documentEnd: return
    }
  }
}

// MARK: - Nodes

extension YAMLComposer {
  /// Whether a key of the innermost object comes next.
  private var awaitsKey: Bool { open.last?.awaitsKey ?? false }

  private mutating func take(_ scalar: YAMLScalar, _ event: YAMLEvent) throws(Refusal) {
    let anchored = YAMLAnchor.scalar(
      json: try scalar.json(tag: event.tag, at: event.position),
      text: scalar.text
    )
    if let name = event.anchor { anchors[name] = anchored }
    try put(anchored, at: event.position)
  }

  private mutating func takeAlias(_ event: YAMLEvent) throws(Refusal) {
    let name = event.anchor ?? ""
    guard let anchor = anchors[name] else {
      throw Refusal(
        .unknownAlias,
        at: event.position,
        "no anchor &\(name) stands before *\(name)",
        help: "put text that begins with * in quotation marks"
      )
    }
    try budget.spend(anchor, at: event.position)
    try put(anchor, at: event.position)
  }

  /// Writes what an anchor holds, as a key or a value.
  private mutating func put(_ content: YAMLAnchor, at position: TextPosition) throws(Refusal) {
    switch content {
    case .open:
      throw Refusal(
        .recursiveAlias,
        at: position,
        "the anchor's value contains this alias to itself",
        help: "write the value out, or leave the alias out"
      )
    case .scalar(_, let text) where awaitsKey: try putKey(text, at: position)
    case .container where awaitsKey: throw Self.keyNotScalar(position)
    case .scalar(let text, _):
      beginValue(position)
      json += text
      nodeCount += 1
      endValue(height: 0)
    case .container(let range, let nodes, let height):
      try requireDepth(open.count + height, position)
      beginValue(position)
      json += Array(json[range])
      nodeCount += nodes
      endValue(height: height)
    }
  }

  private mutating func putKey(_ text: [UInt8], at position: TextPosition) throws(Refusal) {
    let first = open[open.count - 1].noteKey(text, at: position)
    if let first {
      let name = quoted(String(decoding: text, as: UTF8.self))
      throw Refusal(
        .init(.duplicateKey),
        at: position,
        "duplicate key \(name); first at \(first)"
      )
    }
    if open[open.count - 1].count > 0 { json.append(UInt8(ascii: ",")) }
    text.withUnsafeBufferPointer { JSONWriter.appendString($0, to: &json) }
    json.append(UInt8(ascii: ":"))
  }

  /// Puts a comma before an element, and remembers where in the YAML text it stands: any element
  /// may be a record.
  private mutating func beginValue(_ position: TextPosition) {
    guard let container = open.last else { return places.note(position, at: json.count) }
    guard container.kind == .array else { return }
    if container.count > 0 { json.append(UInt8(ascii: ",")) }
    places.note(position, at: json.count)
  }

  private mutating func endValue(height: Int) {
    guard !open.isEmpty else { return }
    open[open.count - 1].noteValue(height: height)
  }

  private static func keyNotScalar(_ position: TextPosition) -> Refusal {
    Refusal(
      .keyNotScalar,
      at: position,
      "a key is an array or an object",
      help: "put the key in quotation marks, or make it a value"
    )
  }

  private func requireDepth(_ depth: Int, _ position: TextPosition) throws(Refusal) {
    guard depth <= Self.deepest else {
      throw Refusal(
        .init(.tooDeep),
        at: position,
        "nested more than \(Self.deepest) levels deep"
      )
    }
  }
}

// MARK: - Containers

extension YAMLComposer {
  private mutating func openContainer(
    _ kind: YAMLContainer.Kind,
    _ event: YAMLEvent
  ) throws(Refusal) {
    try YAMLTag.require(event.tag, of: kind == .array ? .seq : .map, at: event.position)
    guard !awaitsKey else { throw Self.keyNotScalar(event.position) }
    try requireDepth(open.count + 1, event.position)
    beginValue(event.position)
    if let name = event.anchor { anchors[name] = .open }
    open.append(
      YAMLContainer(kind, anchor: event.anchor, start: json.count, nodesBefore: nodeCount)
    )
    nodeCount += 1
    json.append(UInt8(ascii: kind == .array ? "[" : "{"))
  }

  private mutating func close() {
    guard let container = open.popLast() else { return }
    json.append(UInt8(ascii: container.kind == .array ? "]" : "}"))
    if let name = container.anchor {
      anchors[name] = .container(
        container.start..<json.count,
        nodes: nodeCount - container.nodesBefore,
        height: container.height
      )
    }
    endValue(height: container.height)
  }
}
