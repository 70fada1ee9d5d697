/// A value inside a parsed document.
package struct JSONView: Sendable {
  package typealias Kind = JSONKind

  let document: JSONDocument

  /// The value's number in its document: no two values of one document share it.
  package let index: Int

  var node: JSONNode { document.nodes[index] }

  package var kind: Kind { node.kind }

  /// The number of elements or members; 0 for what is neither array nor object.
  package var count: Int {
    node.isContainer ? Int(node.length) : 0
  }

  /// Where the value begins.
  package var position: TextPosition {
    let isString = kind == .string
    let offset = Int(node.start) - (isString ? 1 : 0)
    return document.text.withUnsafeBytes {
      document.origin.advanced(over: UnsafeRawBufferPointer(rebasing: $0[..<offset]))
    }
  }

  /// The length of a scalar's text in the source; 0 for containers.
  var spanLength: Int { node.isContainer ? 0 : Int(node.length) }

  /// The elements of an array, in order; none for any other kind.
  package var elements: Elements {
    Elements(document: document, place: index + 1, left: kind == .array ? count : 0)
  }

  /// The members of an object, in source order; none for any other kind.
  package var members: Members {
    Members(document: document, place: index + 1, left: kind == .object ? count : 0)
  }

  /// The member of an object with this key.
  ///
  /// The key's contents must be the same bytes, whatever its spelling in the text; Unicode
  /// equivalence does not count. Looks at one key after another.
  package subscript(key: String) -> JSONView? {
    guard kind == .object else { return nil }
    var key = key
    let found = key.withUTF8 { key in
      document.withNodes { text, nodes -> Int? in
        var place = index + 1
        for _ in 0..<count {
          if JSONText(text, nodes[place]).equals(key) { return place + 1 }
          place = nodes[place + 1].next(after: place + 1)
        }
        return nil
      }
    }
    return found.map { JSONView(document: document, index: $0) }
  }

  /// The element of an array at this place.
  ///
  /// Passes over all before it.
  package subscript(index: Int) -> JSONView? {
    guard index >= 0 else { return nil }
    return elements.dropFirst(index).first { _ in true }
  }

  /// An array's elements.
  package struct Elements: Sequence, IteratorProtocol {
    fileprivate let document: JSONDocument
    fileprivate var place: Int
    fileprivate var left: Int

    package var underestimatedCount: Int { left }

    package mutating func next() -> JSONView? {
      guard left > 0 else { return nil }
      let view = JSONView(document: document, index: place)
      place = view.node.next(after: place)
      left -= 1
      return view
    }
  }

  /// An object's members: each key, a string, and its value.
  package struct Members: Sequence, IteratorProtocol {
    fileprivate let document: JSONDocument
    fileprivate var place: Int
    fileprivate var left: Int

    package var underestimatedCount: Int { left }

    package mutating func next() -> (key: JSONView, value: JSONView)? {
      guard left > 0 else { return nil }
      let key = JSONView(document: document, index: place)
      let value = JSONView(document: document, index: place + 1)
      place = value.node.next(after: place + 1)
      left -= 1
      return (key, value)
    }
  }
}

extension JSONDocument {
  /// Lends the text and the nodes.
  @inline(__always)
  func withNodes<R>(
    _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<JSONNode>) -> R
  ) -> R {
    text.withUnsafeBufferPointer { text in
      nodes.withNodes { nodes in body(text, nodes) }
    }
  }
}
