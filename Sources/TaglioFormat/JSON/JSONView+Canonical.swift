extension JSONView {
  /// Appends the canonical text of the value.
  ///
  /// It may be longer than the source: `1e20` becomes 21 digits. Whoever stores it checks its size.
  package func appendCanonical(to output: inout [UInt8]) {
    document.withNodes { text, nodes in
      CanonicalForm(text: text, nodes: nodes).append(index, to: &output)
    }
  }

  /// Appends the canonical text of an object without the members of these keys.
  ///
  /// Keys are given as their exact bytes. Values of other kinds are appended whole.
  package func appendCanonical(to output: inout [UInt8], omitting keys: [[UInt8]]) {
    document.withNodes { text, nodes in
      let form = CanonicalForm(text: text, nodes: nodes)
      guard kind == .object else { return form.append(index, to: &output) }
      form.appendObject(index, to: &output) { key in
        keys.contains { key.equals($0) }
      }
    }
  }

  /// The canonical text of the value.
  package var canonical: CanonicalJSON {
    var bytes: [UInt8] = []
    appendCanonical(to: &bytes)
    return CanonicalJSON(unchecked: bytes)
  }
}

/// Writes the values of a document in canonical form.
///
/// Lends the document's memory.
private struct CanonicalForm {
  let text: UnsafeBufferPointer<UInt8>
  let nodes: UnsafeBufferPointer<JSONNode>

  func append(_ index: Int, to output: inout [UInt8]) {
    let node = nodes[index]
    switch node.kind {
    case .object: appendObject(index, to: &output) { _ in false }
    case .array: appendArray(index, to: &output)
    case .string: appendString(node, to: &output)
    case .number: appendNumber(node, to: &output)
    case .null, .true, .false: appendSpan(node.range, to: &output)
    }
  }

  private func appendArray(_ index: Int, to output: inout [UInt8]) {
    output.append(ASCII.openBracket)
    var place = index + 1
    for element in 0..<nodes[index].length {
      if element > 0 { output.append(ASCII.comma) }
      append(place, to: &output)
      place = nodes[place].next(after: place)
    }
    output.append(ASCII.closeBracket)
  }

  @inline(__always)
  func appendObject(
    _ index: Int,
    to output: inout [UInt8],
    omitting isOmitted: (JSONText) -> Bool
  ) {
    output.append(ASCII.openBrace)
    var place = index + 1
    var isFirst = true
    for _ in 0..<nodes[index].length {
      let key = Int(nodes[place].link)
      if !isOmitted(JSONText(text, nodes[key])) {
        if !isFirst { output.append(ASCII.comma) }
        isFirst = false
        appendString(nodes[key], to: &output)
        output.append(ASCII.colon)
        append(key + 1, to: &output)
      }
      place = nodes[place + 1].next(after: place + 1)
    }
    output.append(ASCII.closeBrace)
  }

  private func appendString(_ node: JSONNode, to output: inout [UInt8]) {
    guard node.traits.contains(.canonical) else {
      return JSONText(text, node).appendCanonical(to: &output)
    }
    let span = node.range
    appendSpan((span.lowerBound - 1)..<(span.upperBound + 1), to: &output)
  }

  private func appendNumber(_ node: JSONNode, to output: inout [UInt8]) {
    if node.traits.contains(.canonical) { return appendSpan(node.range, to: &output) }
    switch JSONNumber(node, of: text) {
    case .signed(let value): output.append(contentsOf: String(value).utf8)
    case .unsigned(let value): output.append(contentsOf: String(value).utf8)
    case .double(let value): JSONWriter.appendNumber(value, to: &output)
    }
  }

  @inline(__always)
  private func appendSpan(_ span: Range<Int>, to output: inout [UInt8]) {
    output.append(contentsOf: UnsafeBufferPointer(rebasing: text[span]))
  }
}

extension JSONText {
  fileprivate func equals(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { equals($0) }
  }
}
