/// Reads the members of one payload object, and refuses what the format does not know.
///
/// A key that is missing or of the wrong type is an error (`payload`). A key that is not known
/// comes from a newer taglio (`newer`): such an object is left alone and never called damaged.
package struct PayloadReader {
  private let view: JSONView
  /// What the object is called in messages, such as `case`.
  private let subject: String

  /// A reader of an object that must have every key of `required` and may have those of `optional`.
  package init(
    _ view: JSONView,
    subject: String,
    required: [String] = [],
    optional: [String] = []
  ) throws(FormatError) {
    guard view.kind == .object else { throw .payload("\(subject): an object is expected") }
    self.view = view
    self.subject = subject
    for name in required where view[name] == nil {
      throw .payload("\(subject): the key \"\(name)\" is missing")
    }
    for member in view.members {
      let known =
        required.contains { member.key.stringEquals($0) }
        || optional.contains { member.key.stringEquals($0) }
      if !known { throw .newer("\(subject): unknown key \"\(member.key.string ?? "")\"") }
    }
  }

  /// The member `name`, if it is there.
  package subscript(name: String) -> JSONView? { view[name] }

  /// The value of `name` as `convert` reads it.
  ///
  /// It must be there.
  package func value<Value>(
    _ name: String,
    _ expected: String,
    _ convert: (JSONView) -> Value?
  ) throws(FormatError) -> Value {
    guard let member = view[name], let value = convert(member) else {
      throw .payload("\(subject): \"\(name)\" must be \(expected)")
    }
    return value
  }

  /// The value of `name`, nil where it is JSON null.
  package func nullable<Value>(
    _ name: String,
    _ expected: String,
    _ convert: (JSONView) -> Value?
  ) throws(FormatError) -> Value? {
    guard view[name]?.kind != .null else { return nil }
    return try value(name, "\(expected) or null", convert)
  }

  package func id(_ name: String) throws(FormatError) -> ObjectID {
    try value(name, "an object id", \.objectID)
  }

  package func optionalID(_ name: String) throws(FormatError) -> ObjectID? {
    try nullable(name, "an object id", \.objectID)
  }

  package func string(_ name: String) throws(FormatError) -> String {
    try value(name, "a string", \.string)
  }

  package func count(_ name: String) throws(FormatError) -> Int {
    try value(name, "a whole number from 0") { view in
      view.int.flatMap { $0 >= 0 && $0 <= Int(UInt32.max) ? $0 : nil }
    }
  }

  package func object(_ name: String) throws(FormatError) -> CanonicalJSON {
    try value(name, "an object") { $0.kind == .object ? $0.canonical : nil }
  }

  /// The ids of an array, in its order.
  package func ids(_ name: String) throws(FormatError) -> [ObjectID] {
    try elements(name, "an object id", \.objectID)
  }

  /// The elements of an array as `convert` reads them.
  package func elements<Value>(
    _ name: String,
    _ expected: String,
    _ convert: (JSONView) -> Value?
  ) throws(FormatError) -> [Value] {
    guard let array = view[name], array.kind == .array else {
      throw .payload("\(subject): \"\(name)\" must be an array")
    }
    var values: [Value] = []
    values.reserveCapacity(array.count)
    for element in array.elements {
      guard let value = convert(element) else {
        throw .payload("\(subject): each element of \"\(name)\" must be \(expected)")
      }
      values.append(value)
    }
    return values
  }

  /// As `elements`, empty where the key is absent; the values must ascend without repeats, and an
  /// array that is there must not be empty (empty kinds are left out, so that equal changes have
  /// equal bytes).
  package func ascending<Value: Comparable>(
    _ name: String,
    _ expected: String,
    _ convert: (JSONView) -> Value?
  ) throws(FormatError) -> [Value] {
    guard view[name] != nil else { return [] }
    let values = try elements(name, expected, convert)
    try requireAscending(values, name)
    guard !values.isEmpty else { throw .payload("\(subject): \"\(name)\" must not be empty") }
    return values
  }

  package func requireAscending<Value: Comparable>(
    _ values: [Value],
    _ name: String
  ) throws(FormatError) {
    for (left, right) in zip(values, values.dropFirst()) where left >= right {
      throw .payload("\(subject): \"\(name)\" must be sorted without repeats")
    }
  }

  /// The members of the object `name`, empty where the key is absent; one that is there must have
  /// members.
  package func members<Key, Value>(
    _ name: String,
    key convertKey: (String) -> Key?,
    value convert: (Key, JSONView) throws(FormatError) -> Value
  ) throws(FormatError) -> [(Key, Value)] {
    guard let object = view[name] else { return [] }
    guard object.kind == .object, object.count > 0 else {
      throw .payload("\(subject): \"\(name)\" must be an object with members")
    }
    var members: [(Key, Value)] = []
    members.reserveCapacity(object.count)
    for member in object.members {
      let text = member.key.string ?? ""
      guard let key = convertKey(text) else {
        throw .payload("\(subject): \"\(text)\" is not a key that \"\(name)\" can have")
      }
      members.append((key, try convert(key, member.value)))
    }
    return members
  }
}

extension FormatError {
  /// A payload that does not have the form of its type.
  package static func payload(_ detail: String) -> FormatError {
    FormatError(.payload, detail)
  }

  /// Content that this version does not know: not damage, but work for a newer taglio.
  package static func newer(_ detail: String) -> FormatError {
    FormatError(.newer, detail)
  }
}
