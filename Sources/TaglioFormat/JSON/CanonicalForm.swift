/// Writes the values of a document in canonical form.
///
/// What is written next mostly stands next in the text too. Such a run of the text is only noted and
/// copied when something else follows, by `flush` at the end.
///
/// Lends the document's memory.
struct CanonicalForm {
  private let text: UnsafeBufferPointer<UInt8>
  private let nodes: UnsafeBufferPointer<JSONNode>
  /// The run of the text that is to be copied next.
  private var start = 0
  private var end = 0

  init(text: UnsafeBufferPointer<UInt8>, nodes: UnsafeBufferPointer<JSONNode>) {
    self.text = text
    self.nodes = nodes
  }

  /// Copies what was noted.
  mutating func flush(to output: inout [UInt8]) {
    output.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<end]))
    start = end
  }

  mutating func append(_ index: Int, to output: inout [UInt8]) {
    let node = nodes[index]
    switch node.kind {
    case .object: appendObject(index, to: &output) { _ in false }
    case .array: appendArray(index, to: &output)
    case .string: appendString(node, to: &output)
    case .number: appendNumber(node, to: &output)
    case .null, .true, .false: append(node.range, to: &output)
    }
  }

  private mutating func appendArray(_ index: Int, to output: inout [UInt8]) {
    append(ASCII.openBracket, to: &output)
    var place = index + 1
    for element in 0..<nodes[index].length {
      if element > 0 { append(ASCII.comma, to: &output) }
      append(place, to: &output)
      place = nodes[place].next(after: place)
    }
    append(ASCII.closeBracket, to: &output)
  }

  @inline(__always)
  mutating func appendObject(
    _ index: Int,
    to output: inout [UInt8],
    omitting isOmitted: (JSONText) -> Bool
  ) {
    append(ASCII.openBrace, to: &output)
    var place = index + 1
    var isFirst = true
    for _ in 0..<nodes[index].length {
      let key = Int(nodes[place].link)
      if !isOmitted(JSONText(text, nodes[key])) {
        if !isFirst { append(ASCII.comma, to: &output) }
        isFirst = false
        appendString(nodes[key], to: &output)
        append(ASCII.colon, to: &output)
        append(key + 1, to: &output)
      }
      place = nodes[place + 1].next(after: place + 1)
    }
    append(ASCII.closeBrace, to: &output)
  }

  @inline(__always)
  private mutating func appendString(_ node: JSONNode, to output: inout [UInt8]) {
    guard node.traits.contains(.canonical) else {
      flush(to: &output)
      return JSONText(text, node).appendCanonical(to: &output)
    }
    let span = node.range
    append((span.lowerBound &- 1)..<(span.upperBound &+ 1), to: &output)
  }

  private mutating func appendNumber(_ node: JSONNode, to output: inout [UInt8]) {
    if node.traits.contains(.canonical) { return append(node.range, to: &output) }
    flush(to: &output)
    switch JSONNumber(node, of: text) {
    case .signed(let value): output.append(contentsOf: String(value).utf8)
    case .unsigned(let value): output.append(contentsOf: String(value).utf8)
    case .double(let value): JSONWriter.appendNumber(value, to: &output)
    }
  }

  /// Appends part of the text.
  @inline(__always)
  private mutating func append(_ span: Range<Int>, to output: inout [UInt8]) {
    if span.lowerBound != end {
      flush(to: &output)
      start = span.lowerBound
    }
    end = span.upperBound
  }

  /// Appends one byte, which mostly is the next of the text.
  @inline(__always)
  private mutating func append(_ byte: UInt8, to output: inout [UInt8]) {
    if end < text.count, text[end] == byte {
      end &+= 1
    } else {
      flush(to: &output)
      output.append(byte)
    }
  }
}
