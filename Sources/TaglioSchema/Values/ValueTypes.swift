import TaglioFormat

/// The types that the keyword `type` knows.
struct ValueTypes: OptionSet, Sendable {
  let rawValue: UInt8

  static let null = Self(rawValue: 1)
  static let boolean = Self(rawValue: 2)
  static let object = Self(rawValue: 4)
  static let array = Self(rawValue: 8)
  static let number = Self(rawValue: 16)
  static let string = Self(rawValue: 32)
  /// A number without a fraction, however it is written: 1.0 is one.
  static let integer = Self(rawValue: 64)

  /// The types by their names.
  static let named: KeyValuePairs<String, ValueTypes> = [
    "null": .null, "boolean": .boolean, "object": .object, "array": .array, "number": .number,
    "string": .string, "integer": .integer,
  ]

  /// The type of this name.
  init?(name: String) {
    guard let (_, type) = Self.named.first(where: { $0.key == name }) else { return nil }
    self = type
  }

  init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// The names of these types, for a message.
  var words: String {
    JSONView.alternatives(Self.named.filter { contains($0.value) }.map(\.key))
  }

  func include(_ view: JSONView) -> Bool {
    switch view.kind {
    case .null: contains(.null)
    case .true, .false: contains(.boolean)
    case .object: contains(.object)
    case .array: contains(.array)
    case .string: contains(.string)
    case .number:
      contains(.number) || contains(.integer) && DecimalNumber(view)?.isInteger == true
    }
  }
}
