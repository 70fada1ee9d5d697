extension FormatError.Code {
  /// A payload that does not have the form of its type.
  package static let payload = Self(rawValue: "payload")
  /// A payload that is not the canonical text of itself.
  package static let notCanonical = Self(rawValue: "not-canonical")
  /// Content that only a later version of taglio knows.
  package static let newer = Self(rawValue: "newer")
  /// An index that cannot be trusted and is to be made anew.
  package static let index = Self(rawValue: "index")
}
