import TaglioFormat

extension SchemaCompiler {
  /// The keywords that lead elsewhere.
  func references(of number: Int) throws(SchemaError) -> [any Keyword] {
    var keywords: [any Keyword] = []
    if let text = try text(number, "$ref") {
      let target = try target(of: text, "$ref", number).number
      keywords.append(Reference(name: "$ref", target: target, anchor: nil))
    }
    if let text = try text(number, "$dynamicRef") {
      let (target, anchor) = try target(of: text, "$dynamicRef", number)
      keywords.append(Reference(name: "$dynamicRef", target: target, anchor: anchor))
    }
    return keywords
  }

  /// Where a reference leads, and the dynamic anchor by which it found it, if it was one.
  private func target(
    of text: String,
    _ keyword: String,
    _ number: Int
  ) throws(SchemaError) -> (number: Int, anchor: String?) {
    let base = resources[nodes[number].origin.resource].uri
    let uri = URIReference(text).resolved(against: base)
    func unresolved(_ detail: String) -> SchemaError {
      SchemaError(code: .unresolved, place: nodes.place(number, keyword), detail: detail)
    }
    guard let resource = try resource(at: uri.document.description) else {
      throw unresolved("no schema was given that has the URI \(uri.document)")
    }
    guard let fragment = (uri.fragment ?? "").withoutPercents else {
      throw unresolved("the fragment of \(uri) is not UTF-8")
    }
    if fragment.isEmpty { return (resources[resource].root, nil) }
    let place = PointerTarget(resource: resource, pointer: ExactString(fragment))
    if let known = numbersByPointer[place] { return (known, nil) }
    if let pointer = JSONPointer(fragment) {
      guard let found = try schema(at: pointer, in: resource) else {
        throw unresolved("\(text) leads to nothing")
      }
      numbersByPointer[place] = found
      return (found, nil)
    }
    guard let found = resources[resource].anchors[fragment] else {
      throw unresolved("no schema has the anchor \(fragment) there")
    }
    let isDynamic = resources[resource].dynamicAnchors[fragment] != nil
    return (found, isDynamic ? fragment : nil)
  }

  /// The schema at a pointer from a resource's root, which may be a place that no keyword names.
  private func schema(at pointer: JSONPointer, in resource: Int) throws(SchemaError) -> Int? {
    let root = resources[resource].root
    var (view, nearest) = (views[root], root)
    for token in pointer.tokens {
      try countLookups(view.count, root)
      guard let next = view.child(token) else { return nil }
      view = next
      nearest = self.number(of: view, inDocumentOf: root) ?? nearest
    }
    var origin = nodes[root].origin
    origin.parent = root
    origin.tokens = pointer.tokens
    origin.resource = nodes[nearest].origin.resource
    return try scan(view, origin)
  }

  /// Chooses by `$schema` which keywords count in a resource.
  func chooseDialect(_ number: Int) throws(SchemaError) {
    guard let text = try text(number, "$schema") else { return }
    let uri = URIReference(text).document.description
    let resource = nodes[number].origin.resource
    guard uri != SchemaDialect.uri else { return resources[resource].dialect = .init() }
    func unknown(_ detail: String) -> SchemaError {
      SchemaError(code: .unknownDialect, place: nodes.place(number, "$schema"), detail: detail)
    }
    guard let metaschema = document(at: uri) else {
      throw unknown(
        "\(text) is not draft 2020-12 (\(SchemaDialect.uri)), the one that is read here"
      )
    }
    guard let vocabulary = metaschema.document.root["$vocabulary"] else { return }
    do {
      resources[resource].dialect = try SchemaDialect(vocabulary: vocabulary)
    } catch {
      throw unknown("\(text) needs the vocabulary \(error.uri), which is not known here")
    }
  }
}

extension JSONView {
  /// The member of an object, or the element of an array, that a pointer's token names.
  fileprivate func child(_ token: String) -> JSONView? {
    guard kind == .array else { return self[token] }
    return JSONPointer.index(token).flatMap { self[$0] }
  }
}
