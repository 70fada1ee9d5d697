/// The list of accepted commits: a line for each, 64 hexadecimal digits and a line feed.
///
/// All lines are equally long, so they stand at multiples of 65. What a crash leaves of an append is
/// a tail without a whole line; it is ignored, and cut off by the next append. Other bytes between
/// whole lines are damage; it costs the lines that stood there and no others.
package struct AcceptedFile: Hashable, Sendable {
  /// In the order they were accepted.
  package var ids: [ObjectID] = []

  /// How many bytes there are up to the end of the last whole line; more are a torn tail.
  package var length = 0

  /// Offsets of the lines before `length` that hold no id.
  package var damaged: [Int] = []

  package static let lineLength = 65

  /// The most bytes that such a file may have, which are four million commits; a longer one is not
  /// read.
  package static let maximumLength = lineLength << 22

  /// The file that is missing: nothing was accepted yet.
  package init() {}

  /// Reads a file, whatever it holds.
  package init(decoding bytes: UnsafeRawBufferPointer) {
    var doubtful: [Int] = []
    for start in stride(from: 0, to: bytes.count, by: Self.lineLength) {
      guard let id = Self.line(bytes[start...].prefix(Self.lineLength)) else {
        doubtful.append(start)
        continue
      }
      ids.append(id)
      damaged += doubtful
      doubtful = []
      length = start + Self.lineLength
    }
  }

  /// The lines of these ids.
  package static func encode(_ ids: some Sequence<ObjectID>) -> [UInt8] {
    var bytes: [UInt8] = []
    for id in ids {
      id.appendHex(to: &bytes)
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  private static func line(_ bytes: Slice<UnsafeRawBufferPointer>) -> ObjectID? {
    guard bytes.count == lineLength, bytes.last == UInt8(ascii: "\n") else { return nil }
    return ObjectID(hex: UnsafeRawBufferPointer(rebasing: bytes.dropLast()))
  }
}
