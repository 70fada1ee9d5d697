extension [UInt8] {
  /// `withUnsafeBytes` for a body that changes what it captured and throws.
  package func lend<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
    try withUnsafeBytes { try body($0) }
  }

  /// The bytes that pairs of hexadecimal digits stand for; anything else is left out.
  package init(hex text: some StringProtocol) {
    var digits: [UInt8] = []
    for character in text {
      if let value = character.hexDigitValue { digits.append(UInt8(value)) }
    }
    self = stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }
}
