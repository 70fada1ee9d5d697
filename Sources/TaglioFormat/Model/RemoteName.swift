/// What a copy calls another one: a letter or a digit, then letters, digits, `-`, `_` and `.`, 64 at
/// most.
///
/// Such a name is one component of a path, no option and no part of another setting's name.
package struct RemoteName: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let description: String

  /// The name of the remote that `clone` makes.
  package static let origin = RemoteName(unchecked: "origin")

  private init(unchecked text: String) {
    description = text
  }

  /// Nil where the text is no name.
  package init?(_ text: String) {
    let bytes = text.utf8
    guard let first = bytes.first, RemoteName.isAlphanumeric(first), bytes.count <= 64,
      bytes.allSatisfy({ RemoteName.isAlphanumeric($0) || "-_.".utf8.contains($0) })
    else { return nil }
    self.init(unchecked: text)
  }

  package static func < (left: RemoteName, right: RemoteName) -> Bool {
    left.description.utf8.lexicographicallyPrecedes(right.description.utf8)
  }

  static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: false
    }
  }
}
