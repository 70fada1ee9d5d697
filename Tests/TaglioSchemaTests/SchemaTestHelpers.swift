import TaglioFormat

@testable import TaglioSchema

/// The value of a JSON text.
func json(_ text: String) throws -> JSONView {
  try JSONDocument(parsing: Array(text.utf8)).root
}

/// The schema of a JSON text, with others by URI.
func schema(_ text: String, documents: [String: String] = [:]) throws -> Schema {
  var others: [String: CanonicalJSON] = [:]
  for (uri, text) in documents {
    others[uri] = try CanonicalJSON(canonicalizing: Array(text.utf8))
  }
  return try Schema(try json(text), documents: others)
}

extension Schema {
  /// What is wrong with the value of a JSON text.
  func words(_ text: String) throws -> [String] {
    violations(of: try json(text)).map(\.description)
  }
}
