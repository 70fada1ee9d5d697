import TaglioFormat

/// Reads one JSON object in which some arrays are long: an element of these is in memory at a time,
/// and kept in canonical form.
struct LogDocument {
  private let file: String
  private var document = JSONDocument()
  /// The elements of the long arrays that are there, by the place of the array.
  private(set) var lists: [JSONPointer: [LogElement]] = [:]

  init(_ file: String) {
    self.file = file
  }

  /// Reads the object that begins here, without its long arrays.
  mutating func read(_ stream: inout JSONStream) throws -> JSONObject {
    try members(&stream, JSONPointer(tokens: []))
  }

  private mutating func members(
    _ stream: inout JSONStream,
    _ way: JSONPointer
  ) throws -> JSONObject {
    var members: [(key: String, value: JSONValue)] = []
    try stream.readMembers { stream, key in
      if let value = try self.value(&stream, way.appending(key)) { members.append((key, value)) }
    }
    return JSONObject(unique: members)
  }

  /// The value that begins here; nil for a long array.
  private mutating func value(
    _ stream: inout JSONStream,
    _ way: JSONPointer
  ) throws -> JSONValue? {
    let first = try stream.peek()
    if first == UInt8(ascii: "["), LogFile.lists.contains(way) {
      try list(&stream, way)
      return nil
    }
    let leadsOn = LogFile.lists.contains { list in
      list.tokens.count > way.tokens.count && list.tokens.starts(with: way.tokens)
    }
    if first == UInt8(ascii: "{"), leadsOn { return .object(try members(&stream, way)) }
    _ = try stream.readValue(into: &document)
    return document.root.value
  }

  private mutating func list(_ stream: inout JSONStream, _ way: JSONPointer) throws {
    var elements: [LogElement] = []
    try stream.readElements { stream, index in
      let start = try stream.readValue(into: &document)
      guard document.root.kind == .object else {
        throw Refusal(
          .log,
          at: start,
          field: "\(way)/\(index)",
          "element \(index + 1) of \(way) is \(document.root.kind.name), and an object is wanted",
          help: "is this the log as the tool wrote it?"
        )
      }
      let place = RecordPlace(
        file: file,
        line: start.line,
        column: start.column,
        record: index + 1
      )
      elements.append(LogElement(json: document.root.canonical, place: place))
    }
    lists[way] = elements
  }
}
