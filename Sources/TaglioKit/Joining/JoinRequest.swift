package import TaglioFormat

/// How cases are joined with what came out of them.
package struct JoinRequest: Sendable {
  /// A field of an output, and where it goes in the new case.
  package struct Field: Hashable, Sendable {
    package var source: JSONPointer
    package var target: JSONPointer
  }

  /// A run whose outputs cases are joined with, and the fields that are taken from them.
  package struct Part: Sendable {
    package var run: ObjectID
    package var fields: [Field]

    package init(run: ObjectID, fields: [Field]) {
      self.run = run
      self.fields = fields
    }
  }

  /// The suite whose members are joined.
  package var suite: String
  /// In the order of the new cases' sources; each run once, and each target.
  package var parts: [Part]
  /// The suite that lists the new cases; it is made where it is not here.
  package var target: String
  package var message: String?

  package init(suite: String, with parts: [Part], target: String) {
    self.suite = suite
    self.parts = parts
    self.target = target
  }

  /// Reads one `/label=/expected,/note=/note` for each run.
  ///
  /// - Throws: `TaglioError` `usage`, also where two fields go to one place.
  package static func fields(_ texts: [String]) throws -> [[Field]] {
    let fields = try texts.map { try self.fields($0) }
    try requireApart(fields.flatMap(\.self))
    return fields
  }

  private static func fields(_ text: String) throws -> [Field] {
    let fields = try text.split(separator: ",").map { entry in
      let sides = entry.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
      guard sides.count == 2, let source = pointer(sides[0]), let target = pointer(sides[1]) else {
        throw TaglioError(
          .usage,
          "--fields: \"\(entry)\" does not say where a field goes",
          help: "Write the place in the output and that in the case: /label=/expected"
        )
      }
      return Field(source: source, target: target)
    }
    guard !fields.isEmpty else {
      throw TaglioError(.usage, "--fields names no field", help: "Write: --fields /label=/expected")
    }
    return fields
  }

  private static func requireApart(_ fields: [Field]) throws {
    for (index, field) in fields.enumerated() {
      guard let other = fields[..<index].first(where: { $0.meets(field) }) else { continue }
      throw TaglioError(
        .usage,
        "--fields: \(field.target) and \(other.target) are one place, or one inside the other",
        help: "Give each field a place of its own."
      )
    }
  }

  private static func pointer(_ text: String) -> JSONPointer? {
    JSONPointer(text).flatMap { $0.tokens.isEmpty ? nil : $0 }
  }
}

extension JoinRequest.Field {
  /// Whether one target is, or is above, the other.
  fileprivate func meets(_ other: Self) -> Bool {
    let left = target.tokens.map { ExactString($0) }
    let right = other.target.tokens.map { ExactString($0) }
    return left.starts(with: right) || right.starts(with: left)
  }
}

/// What joining did.
package struct JoinReport: Sendable {
  package var suite: NamedSuite
  /// Whether the suite was made.
  package var isNewSuite: Bool
  /// Cases that are new.
  package var added = 0
  /// Joined cases that were here already.
  package var unchanged = 0
  /// Members of the new suite that were joined from an earlier version of a case, and left it.
  package var replaced = 0
  /// What people call the members that have no output with one of the fields.
  package var without: [String] = []
  package var commit: ObjectID?
}
