import TaglioFormat

/// Puts fields of an output into the fields of a case.
struct JoinedFields {
  let fields: [JoinRequest.Field]

  /// The case's fields with those of the output among them; nil where the output has none of them.
  ///
  /// Objects are made on the way.
  ///
  /// - Throws: `badInput` where the case has something in their place.
  func join(
    _ content: CanonicalJSON,
    with output: CanonicalJSON,
    named name: String
  ) throws -> CanonicalJSON? {
    var value = content.value
    var hasAny = false
    let root = output.document.root
    for field in fields {
      guard let found = root.value(at: field.source) else { continue }
      hasAny = true
      guard let joined = JoinedFields.setting(field.target.tokens[...], in: value, to: found.value)
      else {
        throw TaglioError(
          .badInput,
          "the case \(name) has something at \(field.target) already, or above it",
          field: "\(field.target)",
          help: "Choose another place: --fields \(field.source)=/PLACE"
        )
      }
      value = joined
    }
    return hasAny ? try CanonicalJSON(value) : nil
  }

  /// Nil where something is in the way.
  private static func setting(
    _ path: ArraySlice<String>,
    in value: JSONValue,
    to new: JSONValue
  ) -> JSONValue? {
    guard let name = path.first else { return nil }
    guard case .object(var object) = value else { return nil }
    if path.count == 1 {
      guard object[name] == nil else { return nil }
      object[name] = new
    } else {
      let inner = object[name] ?? .object(JSONObject())
      guard let set = setting(path.dropFirst(), in: inner, to: new) else { return nil }
      object[name] = set
    }
    return .object(object)
  }
}
