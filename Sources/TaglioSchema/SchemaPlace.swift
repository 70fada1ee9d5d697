package import TaglioFormat

/// A place in a schema: a document, and the way to a value in it.
package struct SchemaPlace: Hashable, Sendable, CustomStringConvertible {
  /// The URI under which the document was given; nil for the schema itself.
  package var document: String?

  /// The way from the document's root.
  package var pointer: JSONPointer

  /// "/properties/score/maximum", after the URI and "#" in another document.
  package var description: String {
    guard let document else { return pointer.description }
    return "\(document)#\(pointer)"
  }
}
