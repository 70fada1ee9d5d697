/// One change of a JSON value at a place inside it.
public enum JSONEdit: Hashable, Sendable {
  /// Puts a value at the place: instead of what is there, as a new member of an object, or, where
  /// the last token is `-`, at the end of an array.
  case set(JSONPointer, CanonicalJSON)
  /// Takes the member or element at the place away.
  case unset(JSONPointer)

  /// The place.
  public var pointer: JSONPointer {
    switch self {
    case .set(let pointer, _), .unset(let pointer): pointer
    }
  }
}

/// Why a change of a JSON value could not be made.
public struct JSONEditError: Error, Hashable, Sendable {
  /// The way to the first thing that is not there, or that is of the wrong kind.
  public var pointer: JSONPointer
  /// One sentence for a person, without a final full stop.
  public var detail: String
  /// The ways to what stands beside it, at most `mostCandidates`.
  public var candidates: [String] = []

  /// The most ways that an error lists.
  public static let mostCandidates = 12
}

extension JSONValue {
  /// The value with the change made.
  ///
  /// What the place is in must exist. An index replaces an element and never adds one.
  public func applying(_ edit: JSONEdit) throws(JSONEditError) -> JSONValue {
    switch edit {
    case .set(let pointer, let value):
      return try JSONPlace(pointer: pointer, replacement: value.value).apply(to: self)
    case .unset(let pointer):
      guard !pointer.tokens.isEmpty else {
        throw JSONEditError(pointer: pointer, detail: "the whole value cannot be taken away")
      }
      return try JSONPlace(pointer: pointer, replacement: nil).apply(to: self)
    }
  }
}

/// The place of a change, and what will be there; nil for nothing.
private struct JSONPlace {
  let pointer: JSONPointer
  let replacement: JSONValue?

  /// What the value that the first `depth` tokens lead to becomes.
  func apply(to value: JSONValue, depth: Int = 0) throws(JSONEditError) -> JSONValue {
    guard depth < pointer.tokens.count else { return replacement ?? .null }
    let token = pointer.tokens[depth]
    switch value {
    case .object(var object):
      object[token] = try successor(of: object[token], in: value, depth)
      return .object(object)
    case .array(var elements):
      if token == "-", depth + 1 == pointer.tokens.count, let replacement {
        return .array(elements + [replacement])
      }
      guard let index = JSONPointer.index(token), index < elements.count else {
        throw absent(in: value, depth)
      }
      let new = try successor(of: elements[index], in: value, depth)
      elements.replaceSubrange(index...index, with: new.map { [$0] } ?? [])
      return .array(elements)
    default:
      throw JSONEditError(
        pointer: way(depth),
        detail: "\(words(way(depth))) is \(value.kindWords) and holds nothing"
      )
    }
  }

  /// What the member or element `old` becomes; nil where it is taken away.
  private func successor(
    of old: JSONValue?,
    in container: JSONValue,
    _ depth: Int
  ) throws(JSONEditError) -> JSONValue? {
    let isLast = depth + 1 == pointer.tokens.count
    if isLast, let replacement { return replacement }
    guard let old else { throw absent(in: container, depth) }
    guard !isLast else { return nil }
    return try apply(to: old, depth: depth + 1)
  }

  private func absent(in container: JSONValue, _ depth: Int) -> JSONEditError {
    let above = way(depth)
    var error = JSONEditError(pointer: way(depth + 1), detail: "there is no \(way(depth + 1))")
    switch container {
    case .object(let object):
      error.candidates = object.canonicalMembers.prefix(JSONEditError.mostCandidates)
        .map { "\(above.appending($0.key))" }
    case .array(let elements):
      error.detail +=
        elements.isEmpty
        ? ": the array is empty" : ": the array has the elements 0 to \(elements.count - 1)"
    default: break
    }
    return error
  }

  private func way(_ depth: Int) -> JSONPointer {
    JSONPointer(tokens: Array(pointer.tokens.prefix(depth)))
  }

  private func words(_ pointer: JSONPointer) -> String {
    pointer.tokens.isEmpty ? "the whole value" : "\(pointer)"
  }
}

extension JSONValue {
  /// The kind as a sentence names it.
  package var kindWords: String {
    switch self {
    case .null: "null"
    case .bool: "true or false"
    case .int, .uint, .double: "a number"
    case .string: "a text"
    case .array: "an array"
    case .object: "an object"
    }
  }
}
