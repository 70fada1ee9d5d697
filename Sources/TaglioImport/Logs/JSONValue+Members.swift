import TaglioFormat

/// What adapters ask of values that may be anything.
extension JSONValue {
  /// A member of an object; nil for null, for what is not there, and for what is no object.
  subscript(name: String) -> JSONValue? {
    guard case .object(let object) = self, let value = object[name], value != .null else {
      return nil
    }
    return value
  }

  /// A string that is not empty.
  var text: String? {
    if case .string(let text) = self, !text.isEmpty { text } else { nil }
  }

  var object: JSONObject? {
    if case .object(let object) = self { object } else { nil }
  }

  var array: [JSONValue]? {
    if case .array(let array) = self { array } else { nil }
  }

  var bool: Bool? {
    if case .bool(let bool) = self { bool } else { nil }
  }

  var int: Int? {
    if case .int(let int) = self { Int(exactly: int) } else { nil }
  }

  var number: Double? {
    switch self {
    case .int(let value): Double(value)
    case .uint(let value): Double(value)
    case .double(let value): value
    default: nil
    }
  }

  /// A name as a key has it: a text that is not empty, or the digits of a whole number.
  var name: String? {
    switch self {
    case .string: text
    case .int(let value): String(value)
    case .uint(let value): String(value)
    default: nil
    }
  }

  /// The text of a string; of any other value its canonical text, for messages.
  var words: String {
    if case .string(let text) = self { return text }
    // Only shown: a value too deep or large to be written is not what the message is about.
    return (try? CanonicalJSON(self).description) ?? "a value"
  }
}

extension JSONObject {
  /// Takes a member out; nil for null and for what is not there.
  mutating func take(_ name: String) -> JSONValue? {
    guard let value = self[name] else { return nil }
    self[name] = nil
    return value == .null ? nil : value
  }

  /// The members of these names that are there and not null.
  func picking(_ names: [String]) -> JSONObject {
    var picked = JSONObject()
    for name in names {
      if let value = self[name], value != .null { picked[name] = value }
    }
    return picked
  }
}
