/// Why a schema was refused.
package struct SchemaError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of refusal this is; stable, for programs.
  package struct Code: RawRepresentable, Hashable, Sendable {
    package let rawValue: String

    package init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// A keyword has a value that it cannot have.
    package static let wrongKeyword = Self(rawValue: "wrongKeyword")

    /// A reference leads to nothing that was given.
    package static let unresolved = Self(rawValue: "unresolved")

    /// The schema is of another draft, or needs a vocabulary that is not known here.
    package static let unknownDialect = Self(rawValue: "unknownDialect")

    /// A pattern is not a regular expression, or one that cannot be used here.
    package static let badPattern = Self(rawValue: "badPattern")

    /// The schema is larger than `SchemaLimits` allow.
    package static let tooLarge = Self(rawValue: "tooLarge")
  }

  package var code: Code

  /// The keyword, or the schema, that is wrong.
  package var place: SchemaPlace

  /// One sentence for a person, without a final full stop.
  package var detail: String

  /// "/properties/score/type: …".
  package var description: String {
    let place = place.description
    return place.isEmpty ? detail : "\(place): \(detail)"
  }
}
