extension FileHandle {
  /// Hands on the bytes from `start` to `end`, or as far as the file goes, in pieces of at most
  /// 256 KiB.
  ///
  /// - Returns: how many bytes there were.
  @discardableResult
  package borrowing func forEachPiece(
    from start: Int64 = 0,
    to end: Int64 = .max,
    _ body: (UnsafeRawBufferPointer) throws -> Void
  ) throws -> Int64 {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)
    defer { buffer.deallocate() }
    var offset = start
    while offset < end {
      let wanted = min(Int64(buffer.count), end - offset)
      let room = UnsafeMutableRawBufferPointer(rebasing: buffer[..<Int(wanted)])
      let count = try read(into: room, at: offset)
      if count > 0 { try body(UnsafeRawBufferPointer(rebasing: room[..<count])) }
      offset += Int64(count)
      if count < room.count { break }
    }
    return offset - start
  }
}
