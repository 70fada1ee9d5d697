import TaglioSystem

extension FileHandle {
  private static let pieceLength = 1 << 16

  /// Waits for more bytes and appends them; false at the end.
  borrowing func appendSome(to bytes: inout [UInt8]) throws -> Bool {
    let piece = UnsafeMutableRawBufferPointer.allocate(
      byteCount: FileHandle.pieceLength,
      alignment: 16
    )
    defer { piece.deallocate() }
    let count = try readSome(into: piece)
    bytes += piece.prefix(count)
    return count > 0
  }
}
