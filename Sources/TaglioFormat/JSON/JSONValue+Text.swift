extension JSONValue {
  /// Appends the canonical text; NaN, infinities and more than 512 levels are refused.
  func appendCanonical(to output: inout [UInt8], depth: Int = 0) throws(JSONError) {
    switch self {
    case .null: output.append(contentsOf: "null".utf8)
    case .bool(let value): output.append(contentsOf: value ? "true".utf8 : "false".utf8)
    case .int(let value): output.append(contentsOf: String(value).utf8)
    case .uint(let value): output.append(contentsOf: String(value).utf8)
    case .double(let value):
      guard value.isFinite else { throw JSONError(.numberOverflow, "JSON has no \(value)") }
      JSONWriter.appendNumber(value, to: &output)
    case .string(let value): JSONWriter.appendString(value, to: &output)
    case .array(let elements):
      try Self.appendArray(elements, to: &output, depth: depth)
    case .object(let object):
      try Self.appendObject(object, to: &output, depth: depth)
    }
  }

  private static func appendArray(
    _ elements: [JSONValue],
    to output: inout [UInt8],
    depth: Int
  ) throws(JSONError) {
    try checkDepth(depth)
    output.append(ASCII.openBracket)
    for (index, element) in elements.enumerated() {
      if index > 0 { output.append(ASCII.comma) }
      try element.appendCanonical(to: &output, depth: depth + 1)
    }
    output.append(ASCII.closeBracket)
  }

  private static func appendObject(
    _ object: JSONObject,
    to output: inout [UInt8],
    depth: Int
  ) throws(JSONError) {
    try checkDepth(depth)
    output.append(ASCII.openBrace)
    for (index, member) in object.canonicalMembers.enumerated() {
      if index > 0 { output.append(ASCII.comma) }
      JSONWriter.appendString(member.key, to: &output)
      output.append(ASCII.colon)
      try member.value.appendCanonical(to: &output, depth: depth + 1)
    }
    output.append(ASCII.closeBrace)
  }

  private static func checkDepth(_ depth: Int) throws(JSONError) {
    let limit = JSONDocument.Limits().depth
    guard depth < limit else {
      throw JSONError(.tooDeep, "the value is nested more than \(limit) levels deep")
    }
  }
}

extension JSONView {
  /// The value as a tree.
  ///
  /// Numbers take the form that their canonical text has: 1.0 is `.int(1)`.
  package var value: JSONValue {
    switch kind {
    case .null: .null
    case .false: .bool(false)
    case .true: .bool(true)
    case .number: numberValue
    case .string: .string(string ?? "")
    case .array: arrayValue
    case .object: objectValue
    }
  }

  private var arrayValue: JSONValue {
    var values: [JSONValue] = []
    values.reserveCapacity(count)
    for element in elements {
      values.append(element.value)
    }
    return .array(values)
  }

  private var objectValue: JSONValue {
    var pairs: [(key: String, value: JSONValue)] = []
    pairs.reserveCapacity(count)
    for (key, value) in members {
      pairs.append((key.string ?? "", value.value))
    }
    return .object(JSONObject(unique: pairs))
  }

  private var numberValue: JSONValue {
    var number = number
    if case .double(let value) = number { number = JSONNumber(canonicalizing: value) }
    switch number {
    case .signed(let value): return .int(value)
    case .unsigned(let value): return .uint(value)
    case .double(let value): return .double(value)
    case nil: return .null
    }
  }
}
