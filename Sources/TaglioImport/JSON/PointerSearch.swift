import TaglioFormat

/// Follows a JSON Pointer through one text of a stream and delivers the elements of the array
/// there.
///
/// The whole text is read and must be JSON; of what lies beside the way no more is held at once
/// than one child of a value.
struct PointerSearch {
  private let pointer: JSONPointer
  private var document = JSONDocument()
  private var outcome = Outcome.missing

  /// Where the first arrays of objects were seen, for the message that the pointer leads to none.
  private var candidates: [JSONPointer] = []
  private static let mostCandidates = 8

  private enum Outcome {
    case missing
    case delivered
    case notArray(JSONView.Kind, TextPosition)
  }

  init(_ pointer: JSONPointer) {
    self.pointer = pointer
  }

  /// Passes over the text that begins here.
  consuming func read(_ stream: inout JSONStream, _ deliver: RecordSink) throws {
    let start = stream.position
    try descend(&stream, 0, deliver)
    switch outcome {
    case .delivered: return
    case .missing:
      throw refusal(.recordsMissing, start, "nothing is at \(quoted(pointer.description))")
    case .notArray(let kind, let position):
      let message = "\(kind.name) is at \(quoted(pointer.description)), not an array of records"
      throw refusal(.recordsNotArray, position, message)
    }
  }

  /// Passes over the value here, to which the first `depth` tokens lead.
  private mutating func descend(
    _ stream: inout JSONStream,
    _ depth: Int,
    _ deliver: RecordSink
  ) throws {
    guard depth < pointer.tokens.count else { return try arrive(&stream, deliver) }
    let way = JSONPointer(tokens: Array(pointer.tokens.prefix(depth)))
    let token = pointer.tokens[depth]
    switch try stream.peek() {
    case UInt8(ascii: "{"):
      try stream.readMembers { stream, key in
        let isOnWay = key.utf8.elementsEqual(token.utf8)
        try isOnWay
          ? descend(&stream, depth + 1, deliver) : pass(&stream, way.appending(key))
      }
    case UInt8(ascii: "["):
      let wanted = JSONPointer.index(token)
      try stream.readElements { stream, index in
        try index == wanted
          ? descend(&stream, depth + 1, deliver) : pass(&stream, way.appending("\(index)"))
      }
    default: _ = try stream.readValue(into: &document)
    }
  }

  /// Passes over the value to which the whole pointer leads.
  private mutating func arrive(_ stream: inout JSONStream, _ deliver: RecordSink) throws {
    let first = try stream.peek()
    let position = stream.position
    switch first {
    case UInt8(ascii: "["):
      outcome = .delivered
      try stream.readElements { stream, _ in
        let position = try stream.readValue(into: &document)
        try deliver(document, position)
      }
    case UInt8(ascii: "{"):
      try pass(&stream, pointer)
      outcome = .notArray(.object, position)
    default:
      _ = try stream.readValue(into: &document)
      outcome = .notArray(document.root.kind, position)
    }
  }

  /// Passes over a value beside the way and notes where it has arrays of objects.
  private mutating func pass(_ stream: inout JSONStream, _ path: JSONPointer) throws {
    switch try stream.peek() {
    case UInt8(ascii: "["):
      try stream.readElements { stream, index in
        _ = try stream.readValue(into: &document)
        if index == 0, document.root.kind == .object { note(path) }
      }
    case UInt8(ascii: "{"):
      try stream.readMembers { stream, key in
        _ = try stream.readValue(into: &document)
        if document.root[0]?.kind == .object { note(path.appending(key)) }
      }
    default: _ = try stream.readValue(into: &document)
    }
  }

  private mutating func note(_ path: JSONPointer) {
    if candidates.count < Self.mostCandidates { candidates.append(path) }
  }

  private func refusal(
    _ code: ImportError.Code,
    _ position: TextPosition,
    _ message: String
  ) -> Refusal {
    let shown = candidates.map { quoted($0.description) }.joined(separator: ", ")
    let help =
      candidates.isEmpty
      ? "no array of objects was found; leave --records out if the text itself holds the records"
      : "arrays of objects are at \(shown): --records \(candidates[0])"
    return Refusal(code, at: position, field: pointer.description, message, help: help)
  }
}
