import TaglioFormat

/// Writes the JSON text of the record that a row stands for.
struct CSVRecordWriter {
  private let layout: CSVLayout
  private let types: CellTypes
  private var value = JSONDocument()

  init(_ layout: CSVLayout, _ types: CellTypes) {
    self.layout = layout
    self.types = types
  }

  /// Replaces `json` by the record of a row that has as many cells as the layout has columns.
  mutating func write(
    _ cells: [CSVCell],
    of bytes: UnsafeRawBufferPointer,
    into json: inout [UInt8]
  ) throws(CSVFault) {
    json.removeAll(keepingCapacity: true)
    json.append(UInt8(ascii: "{"))
    for member in layout.members {
      json += member.text
      try append(cells[member.column], of: bytes, member.column, to: &json)
    }
    json += layout.closing
    for label in layout.labels where !cells[label.column].contents.isEmpty {
      if json.count > 1 { json.append(UInt8(ascii: ",")) }
      json += label.text
      let cell = cells[label.column]
      if label.isList {
        try appendList(cell, of: bytes, label.column, to: &json)
      } else {
        try append(cell, of: bytes, label.column, to: &json)
      }
    }
    json.append(UInt8(ascii: "}"))
  }

  private mutating func append(
    _ cell: CSVCell,
    of bytes: UnsafeRawBufferPointer,
    _ column: Int,
    to json: inout [UInt8]
  ) throws(CSVFault) {
    let text = cell.unquoted(in: bytes)
    if types == .json, text.isEmpty {
      json += "null".utf8
    } else if types == .json, try isJSON(text, cell, column) {
      json += text
    } else {
      text.withUnsafeBufferPointer { JSONWriter.appendString($0, to: &json) }
    }
  }

  /// Appends an array: the cell itself where it is one and cells are JSON, else the texts between
  /// its commas, without the spaces around them and without empty ones.
  private mutating func appendList(
    _ cell: CSVCell,
    of bytes: UnsafeRawBufferPointer,
    _ column: Int,
    to json: inout [UInt8]
  ) throws(CSVFault) {
    let text = cell.unquoted(in: bytes)
    if types == .json, try isJSON(text, cell, column), value.root.kind == .array {
      json += text
      return
    }
    json.append(UInt8(ascii: "["))
    var isFirst = true
    for part in text.split(separator: UInt8(ascii: ",")) {
      let element = part.trimmingSpaces
      guard !element.isEmpty else { continue }
      if !isFirst { json.append(UInt8(ascii: ",")) }
      isFirst = false
      element.withUnsafeBufferPointer { JSONWriter.appendString($0, to: &json) }
    }
    json.append(UInt8(ascii: "]"))
  }

  /// Whether a cell is a JSON text, which is parsed then.
  ///
  /// - Throws: what is wrong with a text that is JSON by its grammar and has no canonical form.
  private mutating func isJSON(
    _ text: [UInt8],
    _ cell: CSVCell,
    _ column: Int
  ) throws(CSVFault) -> Bool {
    guard let first = text.first(where: { !isJSONSpace($0) }), Self.mayBegin(first) else {
      return false
    }
    do throws(JSONError) {
      value = try JSONDocument(parsing: text)
      return true
    } catch {
      guard Self.lawful.contains(error.code) else { return false }
      throw CSVFault(
        at: cell.start,
        .init(error.code),
        "in the column \"\(layout.names[column])\": \(error.detail)",
        help: "write the cell as a JSON string, or read cells as text: --types text"
      )
    }
  }

  /// Whether a JSON text may begin with this byte.
  private static func mayBegin(_ byte: UInt8) -> Bool {
    "{[\"-tfn".utf8.contains(byte) || (0x30...0x39).contains(byte)
  }

  /// The faults of texts that keep to the grammar of JSON.
  private static let lawful: Set<JSONError.Code> = [
    .duplicateKey, .loneSurrogate, .numberOverflow, .integerTooLong, .tooDeep, .tooLarge,
  ]
}

extension ArraySlice<UInt8> {
  /// The bytes without the spaces and tabs around them.
  fileprivate var trimmingSpaces: ArraySlice<UInt8> {
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
    guard let first = firstIndex(where: { !isSpace($0) }),
      let last = lastIndex(where: { !isSpace($0) })
    else { return [] }
    return self[first...last]
  }
}
