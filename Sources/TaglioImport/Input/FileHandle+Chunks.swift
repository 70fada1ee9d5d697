import TaglioSystem

extension FileHandle {
  /// The bytes from `offset` on: `count` of them, or fewer at the end of the file.
  func readChunk(_ count: Int, at offset: Int64) throws(SystemError) -> [UInt8] {
    try Self.chunk(count) { (room) throws(SystemError) in try read(into: room, at: offset) }
  }

  /// The bytes that follow those read before: `count` of them, or fewer at the end of the file.
  func readNextChunk(_ count: Int) throws(SystemError) -> [UInt8] {
    try Self.chunk(count) { (room) throws(SystemError) in try readNext(into: room) }
  }

  private static func chunk(
    _ capacity: Int,
    filledBy read: (UnsafeMutableRawBufferPointer) throws(SystemError) -> Int
  ) throws(SystemError) -> [UInt8] {
    var failure: SystemError?
    let chunk = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      do throws(SystemError) {
        count = try read(UnsafeMutableRawBufferPointer(buffer))
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return chunk
  }
}
