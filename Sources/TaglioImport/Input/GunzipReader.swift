import TaglioFormat

/// Expands a gzip file (RFC 1952), which may have several members.
final class GunzipReader: InputReader {
  private let packed: any InputReader
  private var piece: [UInt8] = []
  private var stream: InflateStream
  private var isAtEnd = false

  /// Bytes read at a time; deflate makes at most some 1,000 times as many of them.
  private static let pieceLength = 16 << 10

  init(_ packed: any InputReader) throws {
    self.packed = packed
    stream = try InflateStream(.gzip)
  }

  func read(_ count: Int, into output: inout [UInt8]) throws -> Bool {
    let start = output.count
    while output.count == start && !isAtEnd {
      piece.removeAll(keepingCapacity: true)
      isAtEnd = try !packed.read(Self.pieceLength, into: &piece)
      do {
        try isAtEnd ? stream.finish() : expand(into: &output)
      } catch let error as FormatError {
        throw Refusal(.gzip, error.detail, help: "fetch or compress the file again")
      }
    }
    return output.count > start
  }

  private func expand(into output: inout [UInt8]) throws {
    try piece.withUnsafeBytes { piece in
      try stream.write(piece) { (expanded) throws(FormatError) in
        output.append(contentsOf: expanded)
      }
    }
  }
}

/// Gives bytes that were read already once more, then the rest.
final class ResumedReader: InputReader {
  private var first: [UInt8]
  private let rest: any InputReader

  init(_ first: [UInt8], then rest: any InputReader) {
    self.first = first
    self.rest = rest
  }

  func read(_ count: Int, into output: inout [UInt8]) throws -> Bool {
    guard !first.isEmpty else { return try rest.read(count, into: &output) }
    output += first
    first = []
    return true
  }
}
