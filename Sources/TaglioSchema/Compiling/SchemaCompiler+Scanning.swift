import TaglioFormat

/// How the schemas stand in the value of a keyword.
private enum Holding {
  case one, list, map

  /// The keywords that hold schemas, those for later use among them.
  static let keywords: [String: Holding] = [
    "$defs": .map, "additionalProperties": .one, "allOf": .list, "anyOf": .list, "contains": .one,
    "contentSchema": .one, "dependentSchemas": .map, "else": .one, "if": .one, "items": .one,
    "not": .one, "oneOf": .list, "patternProperties": .map, "prefixItems": .list,
    "properties": .map, "propertyNames": .one, "then": .one, "unevaluatedItems": .one,
    "unevaluatedProperties": .one,
  ]
}

extension SchemaCompiler {
  /// Walks through the schemas inside a schema.
  func scanMembers(of number: Int) throws(SchemaError) {
    for (key, value) in views[number].members {
      guard let keyword = key.string, let holding = Holding.keywords[keyword] else { continue }
      switch holding {
      case .one: try scanInside(number, value, [keyword])
      case .list:
        guard value.count > 0, value.kind == .array else {
          throw refusal(number, keyword, "must be an array of at least one schema")
        }
        for (index, element) in value.elements.enumerated() {
          try scanInside(number, element, [keyword, String(index)])
        }
      case .map:
        guard value.kind == .object else {
          throw refusal(number, keyword, "must be an object whose members are schemas")
        }
        for (name, element) in value.members {
          try scanInside(number, element, [keyword, name.string ?? ""])
        }
      }
    }
  }

  private func scanInside(
    _ parent: Int,
    _ view: JSONView,
    _ tokens: [String]
  ) throws(SchemaError) {
    var origin = nodes[parent].origin
    origin.parent = parent
    origin.tokens = tokens
    _ = try scan(view, origin)
  }

  /// Notes what a schema is called.
  func identify(_ number: Int) throws(SchemaError) {
    let isRoot = nodes[number].origin.parent == nil
    if let text = try text(number, "$id") { try open(number, text, isRoot: isRoot) }
    try chooseDialect(number)
    for keyword in ["$anchor", "$dynamicAnchor"] {
      guard let name = try text(number, keyword) else { continue }
      try note(name, keyword, number)
    }
  }

  /// Begins a resource at a schema with an `$id`.
  private func open(_ number: Int, _ text: String, isRoot: Bool) throws(SchemaError) {
    let reference = URIReference(text)
    guard reference.fragment ?? "" == "" else {
      throw refusal(number, "$id", "must not have a fragment: $anchor names a place in a schema")
    }
    let outer = nodes[number].origin.resource
    let uri = reference.document.resolved(against: resources[outer].uri)
    guard uri.description.utf8.count <= SchemaLimits.uri else {
      throw refusal(number, "$id", "makes a URI of more than \(SchemaLimits.uri) bytes")
    }
    let resource = isRoot ? outer : resources.count
    if isRoot {
      resources[outer].uri = uri
    } else {
      resources.append(
        SchemaResource(uri: uri, root: number, dialect: resources[outer].dialect)
      )
      setResource(resource, of: number)
    }
    let known = numbersByURI.updateValue(resource, forKey: uri.description)
    guard known == nil || known == resource else {
      throw refusal(number, "$id", "another schema has the URI \(uri) too")
    }
  }

  /// Notes an anchor.
  private func note(_ name: String, _ keyword: String, _ number: Int) throws(SchemaError) {
    guard Self.isAnchor(name) else {
      let detail = "must be a name of letters, digits, \"-\", \"_\" and \".\""
      throw refusal(number, keyword, detail)
    }
    let resource = nodes[number].origin.resource
    let known = resources[resource].anchors.updateValue(number, forKey: name)
    guard known == nil || known == number else {
      throw refusal(number, keyword, "another schema has the anchor \(name) too")
    }
    if keyword == "$dynamicAnchor" { resources[resource].dynamicAnchors[name] = number }
  }

  private static func isAnchor(_ name: String) -> Bool {
    let isFirst = name.utf8.first.map { $0.isLetter || $0 == UInt8(ascii: "_") }
    return isFirst == true
      && name.utf8.allSatisfy { byte in
        byte.isLetter || byte.isDigit || "-_.".utf8.contains(byte)
      }
  }

  /// The value of a keyword that must be a string, if it is there.
  func text(_ number: Int, _ keyword: String) throws(SchemaError) -> String? {
    guard let value = views[number][keyword] else { return nil }
    guard let text = value.string else { throw refusal(number, keyword, "must be a string") }
    guard text.utf8.count <= SchemaLimits.uri else {
      throw refusal(number, keyword, "must not be longer than \(SchemaLimits.uri) bytes")
    }
    return text
  }
}

extension UInt8 {
  var isLetter: Bool { (0x61...0x7A).contains(self | 0x20) }

  var isDigit: Bool { (0x30...0x39).contains(self) }
}
