/// Bytes that can be read from their beginning as often as needed.
///
/// A source gives the same bytes each time, or an error.
package protocol InputSource: Sendable {
  /// What messages call it.
  var name: String { get }

  /// Whether `name` is a file's, whose ending tells the format.
  var isNamed: Bool { get }

  /// Begins to read.
  func open() throws -> any InputReader
}

/// One passage through a source.
package protocol InputReader: AnyObject {
  /// Appends the next bytes, about `count` of them but at least one; false at the end.
  ///
  /// Once it has returned false, it returns false again.
  func read(_ count: Int, into output: inout [UInt8]) throws -> Bool
}

/// Bytes in memory.
package struct MemorySource: InputSource {
  package let name: String
  package let isNamed: Bool
  private let bytes: [UInt8]

  package init(name: String, isNamed: Bool = true, bytes: [UInt8]) {
    self.name = name
    self.isNamed = isNamed
    self.bytes = bytes
  }

  package func open() -> any InputReader {
    MemoryReader(bytes)
  }
}

/// Reads bytes that are in memory.
final class MemoryReader: InputReader {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) {
    rest = bytes[...]
  }

  func read(_ count: Int, into output: inout [UInt8]) -> Bool {
    guard !rest.isEmpty else { return false }
    output += rest.prefix(count)
    rest = rest.dropFirst(count)
    return true
  }
}

extension InputReader {
  /// The whole rest, if it is at most `limit` bytes; else nil.
  func readAll(limit: Int) throws -> [UInt8]? {
    var bytes: [UInt8] = []
    while try read(256 << 10, into: &bytes) {
      guard bytes.count <= limit else { return nil }
    }
    return bytes
  }
}
