import TaglioSystem

/// Bytes that can be read at any place.
package protocol RandomBytes {
  /// How many there are.
  var count: Int { get }

  /// The bytes from `offset` on: `count` of them, or fewer at the end.
  ///
  /// No more memory is taken than there are bytes.
  func read(at offset: Int, count: Int) throws -> [UInt8]
}

/// Bytes in memory.
package struct MemoryBytes: RandomBytes {
  private let bytes: [UInt8]

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  package var count: Int { bytes.count }

  package func read(at offset: Int, count: Int) -> [UInt8] {
    guard offset >= 0, offset < bytes.count, count > 0 else { return [] }
    return Array(bytes[offset...].prefix(count))
  }
}

extension InputSource {
  /// The bytes of this source, which are not held in memory where it is a file.
  ///
  /// - Throws: `Refusal` where it is none and has more than `limit` bytes.
  func randomBytes(limit: Int = 1 << 30) throws -> any RandomBytes {
    if let file = self as? FileSource { return try file.openWhole() }
    guard let bytes = try open().readAll(limit: limit) else {
      throw Refusal(
        .init(rawValue: "tooLarge"),
        "the archive has more than \(limit >> 20) MiB and is no file that can be read at any place",
        help: "write it to a file first"
      )
    }
    return MemoryBytes(bytes)
  }
}
