/// The name of an object: the BLAKE2b-256 digest of its uncompressed bytes.
///
/// The digest is kept as four words, each the big-endian reading of eight of its bytes, so that
/// comparing ids compares digests byte by byte.
public struct ObjectID: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let w0, w1, w2, w3: UInt64

  package init(words: (UInt64, UInt64, UInt64, UInt64)) {
    (w0, w1, w2, w3) = words
  }

  /// Reads a digest of exactly 32 bytes.
  package init?(bytes: UnsafeRawBufferPointer) {
    guard bytes.count == 32 else { return nil }
    func word(_ index: Int) -> UInt64 {
      UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
    }
    self.init(words: (word(0), word(1), word(2), word(3)))
  }

  /// Reads a digest of exactly 32 bytes.
  package init?(bytes: some Collection<UInt8>) {
    let id = bytes.withContiguousStorageIfAvailable { ObjectID(bytes: UnsafeRawBufferPointer($0)) }
    guard let id = id ?? Array(bytes).withUnsafeBytes(ObjectID.init(bytes:)) else { return nil }
    self = id
  }

  /// Reads exactly 64 lower-case hexadecimal digits.
  package init?(hex: UnsafeRawBufferPointer) {
    guard hex.count == 64 else { return nil }
    func word(_ index: Int) -> UInt64? {
      var word: UInt64 = 0
      for byte in hex[index * 16..<index * 16 + 16] {
        guard let value = Hex.value(byte) else { return nil }
        word = word << 4 | UInt64(value)
      }
      return word
    }
    guard let w0 = word(0), let w1 = word(1), let w2 = word(2), let w3 = word(3) else { return nil }
    self.init(words: (w0, w1, w2, w3))
  }

  /// Reads exactly 64 lower-case hexadecimal digits; anything else is nil.
  public init?(_ text: some StringProtocol) {
    var text = String(text)
    guard let id = text.withUTF8({ ObjectID(hex: UnsafeRawBufferPointer($0)) }) else { return nil }
    self = id
  }

  /// The 64 lower-case hexadecimal digits.
  public var description: String { digits(from: 0) }

  /// The hexadecimal digits from this place on.
  package func digits(from first: Int) -> String {
    String(unsafeUninitializedCapacity: 64 - first) { buffer in
      for place in first..<64 {
        let word = place < 16 ? w0 : place < 32 ? w1 : place < 48 ? w2 : w3
        let byte = UInt8(truncatingIfNeeded: word >> UInt64(60 - place % 16 * 4))
        buffer[place - first] = Hex.digit(byte)
      }
      return 64 - first
    }
  }

  /// The first digits, for showing to a person.
  package func short(_ digits: Int = 12) -> String {
    String(description.prefix(digits))
  }

  /// The number of the fan-out directory: the first byte of the digest.
  package var firstByte: UInt8 {
    UInt8(truncatingIfNeeded: w0 >> 56)
  }

  /// Appends the 32 bytes of the digest.
  package func appendBytes(to output: inout [UInt8]) {
    let words = (w0.bigEndian, w1.bigEndian, w2.bigEndian, w3.bigEndian)
    withUnsafeBytes(of: words) { output.append(contentsOf: $0) }
  }

  /// Appends the 64 hexadecimal digits.
  package func appendHex(to output: inout [UInt8]) {
    Hex.append(w0, to: &output)
    Hex.append(w1, to: &output)
    Hex.append(w2, to: &output)
    Hex.append(w3, to: &output)
  }

  /// The order of the digests' bytes, which is also that of the hexadecimal texts.
  public static func < (left: ObjectID, right: ObjectID) -> Bool {
    if left.w0 != right.w0 { return left.w0 < right.w0 }
    if left.w1 != right.w1 { return left.w1 < right.w1 }
    if left.w2 != right.w2 { return left.w2 < right.w2 }
    return left.w3 < right.w3
  }

  /// Feeds the first word alone: the digest is as good as random, so that 64 of its bits do.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(w0)
  }
}
