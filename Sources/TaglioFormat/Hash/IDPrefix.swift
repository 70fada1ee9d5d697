/// The beginning of an id, as people type it: 4 to 64 hexadecimal digits.
///
/// Capitals are taken and kept as small letters. The ids a prefix covers are a range.
public struct IDPrefix: Hashable, Sendable, CustomStringConvertible {
  /// The smallest id that begins so.
  package let lowerBound: ObjectID

  /// The largest id that begins so.
  package let upperBound: ObjectID

  /// How many digits were given.
  package let digits: Int

  /// Reads 4 to 64 hexadecimal digits; anything else is nil.
  public init?(_ text: some StringProtocol) {
    let count = text.utf8.count
    guard (4...64).contains(count) else { return nil }
    var low: [UInt64] = [0, 0, 0, 0]
    var high: [UInt64] = [.max, .max, .max, .max]
    for (place, byte) in text.utf8.enumerated() {
      guard let value = Hex.value(byte, capitals: true) else { return nil }
      let shift = UInt64(60 - place % 16 * 4)
      low[place / 16] |= UInt64(value) << shift
      high[place / 16] &= ~(UInt64(~value & 15) << shift)
    }
    lowerBound = ObjectID(words: (low[0], low[1], low[2], low[3]))
    upperBound = ObjectID(words: (high[0], high[1], high[2], high[3]))
    digits = count
  }

  /// Whether `id` begins with this prefix.
  public func matches(_ id: ObjectID) -> Bool {
    lowerBound <= id && id <= upperBound
  }

  /// The digits, in small letters.
  public var description: String {
    lowerBound.short(digits)
  }
}
