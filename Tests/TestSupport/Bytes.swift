extension [UInt8] {
  /// `withUnsafeBytes` for a body that changes what it captured and throws.
  package func lend<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
    try withUnsafeBytes { try body($0) }
  }

  /// The bytes that pairs of lower-case hexadecimal digits stand for; white space is left out.
  package init(hex text: some StringProtocol) {
    let digits = text.utf8.filter { $0 > 0x20 }.map { $0 < 0x3A ? $0 & 15 : $0 &- 0x57 }
    self = stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }
}
