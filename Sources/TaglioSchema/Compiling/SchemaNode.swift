import TaglioFormat

/// One schema: the root, or one inside another.
struct SchemaNode: Sendable {
  /// Where the schema stands.
  struct Origin: Sendable {
    /// The node that it stands in, or was found from; nil for a document's root.
    var parent: Int?

    /// The way from there, unescaped.
    var tokens: [String] = []

    /// The number of the document.
    var document: Int

    /// The number of the resource whose URI is its base.
    var resource: Int
  }

  var origin: Origin

  /// What it demands.
  var keywords: [any Keyword] = []

  /// What it demands of the parts at which no other keyword looked.
  var unevaluated: [any Keyword] = []

  /// The URI of the document, in a document's root.
  var uri: String?
}

extension [SchemaNode] {
  /// The place of a keyword of the node of this number, or of the node itself.
  func place(_ number: Int, _ keyword: String? = nil) -> SchemaPlace {
    var steps = keyword.map { [[$0]] } ?? []
    var node = self[number]
    while let parent = node.origin.parent {
      steps.append(node.origin.tokens)
      node = self[parent]
    }
    let tokens = Array<String>(steps.reversed().joined())
    return SchemaPlace(document: node.uri, pointer: JSONPointer(tokens: tokens))
  }
}

/// A schema with a URI of its own, and what can be named in it.
struct SchemaResource: Sendable {
  /// Absolute, if the author made it so; empty for a root without `$id`.
  var uri: URIReference

  /// The number of its root.
  var root: Int

  /// What `$anchor` and `$dynamicAnchor` name.
  var anchors: [String: Int] = [:]

  /// What `$dynamicAnchor` names.
  var dynamicAnchors: [String: Int] = [:]

  var dialect = SchemaDialect()
}

/// Which keywords count: the vocabularies that a schema's `$schema` has.
struct SchemaDialect: Sendable {
  static let uri = "https://json-schema.org/draft/2020-12/schema"
  private static let vocabularies = "https://json-schema.org/draft/2020-12/vocab/"
  private static let known = [
    "core", "applicator", "unevaluated", "validation", "meta-data", "format-annotation", "content",
  ]

  private(set) var applies = true
  private(set) var leavesOver = true
  private(set) var validates = true

  /// That of the draft.
  init() {}

  /// That of a metaschema's `$vocabulary`; throws the URI of one that is needed and not known.
  init(vocabulary: JSONView) throws(UnknownVocabulary) {
    (applies, leavesOver, validates) = (false, false, false)
    for (key, isNeeded) in vocabulary.members {
      let uri = key.string ?? ""
      let name = uri.hasPrefix(Self.vocabularies) ? uri.dropFirst(Self.vocabularies.count) : ""
      switch name {
      case "applicator": applies = true
      case "unevaluated": leavesOver = true
      case "validation": validates = true
      case _ where Self.known.contains(String(name)): break
      default: if isNeeded.bool != false { throw UnknownVocabulary(uri: uri) }
      }
    }
  }

  struct UnknownVocabulary: Error {
    var uri: String
  }
}
