import TaglioFormat

/// Turns the documents of a schema into numbered nodes whose references are numbers.
///
/// First it walks through all places where a schema can stand, and notes their names; then it reads
/// the keywords of one node after another, which may lead to more documents and places.
final class SchemaCompiler {
  private(set) var nodes: [SchemaNode] = []
  private(set) var views: [JSONView] = []
  var resources: [SchemaResource] = []

  /// The resources by URI.
  var numbersByURI: [String: Int] = [:]

  /// Whether a keyword of the vocabulary "unevaluated" occurs.
  var tracks = false

  /// The schemas by resource and JSON Pointer, as far as references led to them.
  var numbersByPointer: [PointerTarget: Int] = [:]

  private var numbersByPlace: [Place: Int] = [:]
  private var documentCount = 0
  private var patterns = 0
  private var lookups = 0
  private let documents: [String: CanonicalJSON]

  /// A value in a document.
  private struct Place: Hashable {
    var document: Int
    var value: Int
  }

  /// A pointer from the root of a resource.
  struct PointerTarget: Hashable {
    var resource: Int
    var pointer: ExactString
  }

  init(documents: [String: CanonicalJSON]) {
    var known: [String: CanonicalJSON] = [:]
    for (uri, document) in documents {
      known[URIReference(uri).document.description] = document
    }
    self.documents = known
  }

  /// Reads the schema and all that it refers to; its root is node 0.
  func compile(_ root: JSONView) throws(SchemaError) {
    _ = try open(root, uri: nil)
    var next = 0
    while next < nodes.count {
      try readKeywords(of: next)
      next += 1
    }
  }

  /// The number of the resource of a URI, which may be a document that was not looked at yet.
  func resource(at uri: String) throws(SchemaError) -> Int? {
    if let known = numbersByURI[uri] { return known }
    guard let document = documents[uri] else { return nil }
    return nodes[try open(document.document.root, uri: uri)].origin.resource
  }

  /// The text of a document by URI, if it was given.
  func document(at uri: String) -> CanonicalJSON? { documents[uri] }

  /// Takes in a document; returns the number of its root.
  private func open(_ root: JSONView, uri: String?) throws(SchemaError) -> Int {
    let resource = resources.count
    resources.append(SchemaResource(uri: URIReference(uri ?? ""), root: nodes.count))
    numbersByURI[uri ?? ""] = resource
    documentCount += 1
    let origin = SchemaNode.Origin(document: documentCount - 1, resource: resource)
    return try scan(root, origin, uri: uri)
  }

  /// The number of the schema at a view, if it has one.
  func number(of view: JSONView, inDocumentOf node: Int) -> Int? {
    numbersByPlace[Place(document: nodes[node].origin.document, value: view.index)]
  }

  /// Gives a schema, and all those inside it, a number each.
  func scan(
    _ view: JSONView,
    _ origin: SchemaNode.Origin,
    uri: String? = nil
  ) throws(SchemaError) -> Int {
    let place = Place(document: origin.document, value: view.index)
    if let known = numbersByPlace[place] { return known }
    let number = nodes.count
    nodes.append(SchemaNode(origin: origin, uri: uri))
    views.append(view)
    numbersByPlace[place] = number
    try count(number)
    guard view.kind != .true, view.kind != .false else { return number }
    guard view.kind == .object else {
      throw refusal(number, nil, "a schema is an object or a truth value")
    }
    try identify(number)
    try scanMembers(of: number)
    return number
  }

  /// Counts a schema, or a pattern of a schema, which counts as one for every 20 instructions.
  func count(_ number: Int, _ pattern: Pattern? = nil) throws(SchemaError) {
    patterns += pattern.map { 1 + $0.work / 20 } ?? 0
    guard nodes.count + patterns <= SchemaLimits.schemas else {
      throw tooLarge(number, "there are more than \(SchemaLimits.schemas) schemas in it")
    }
  }

  /// Counts what is passed over for a reference of a schema.
  func countLookups(_ count: Int, _ number: Int) throws(SchemaError) {
    lookups += count
    guard lookups <= SchemaLimits.lookups else {
      throw tooLarge(number, "its references take too long to follow")
    }
  }

  private func tooLarge(_ number: Int, _ detail: String) -> SchemaError {
    SchemaError(code: .tooLarge, place: nodes.place(number), detail: detail)
  }

  /// Makes a node the root of a resource, or that of its document.
  func setResource(_ resource: Int, of number: Int) {
    nodes[number].origin.resource = resource
  }

  func setKeywords(_ keywords: [any Keyword], unevaluated: [any Keyword], of number: Int) {
    nodes[number].keywords = keywords
    nodes[number].unevaluated = unevaluated
    tracks = tracks || !unevaluated.isEmpty
  }

  /// The error that says what is wrong with a keyword.
  func refusal(_ number: Int, _ keyword: String?, _ detail: String) -> SchemaError {
    SchemaError(code: .wrongKeyword, place: nodes.place(number, keyword), detail: detail)
  }
}
