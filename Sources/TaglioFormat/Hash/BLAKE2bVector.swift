extension BLAKE2b {
  /// The eight words that lead from one block to the next.
  typealias Chain = (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64)

  /// The sixteen words of one block of the message.
  typealias Message = (
    UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64,
    UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64
  )

  /// The sixteen working words of one compression.
  struct Vector {
    var v0, v1, v2, v3, v4, v5, v6, v7: UInt64
    var v8, v9, v10, v11, v12, v13, v14, v15: UInt64

    // The fractional parts of the square roots of the first eight primes (section 2.6).
    @inline(__always) static var iv0: UInt64 { 0x6a09_e667_f3bc_c908 }
    @inline(__always) static var iv1: UInt64 { 0xbb67_ae85_84ca_a73b }
    @inline(__always) static var iv2: UInt64 { 0x3c6e_f372_fe94_f82b }
    @inline(__always) static var iv3: UInt64 { 0xa54f_f53a_5f1d_36f1 }
    @inline(__always) static var iv4: UInt64 { 0x510e_527f_ade6_82d1 }
    @inline(__always) static var iv5: UInt64 { 0x9b05_688c_2b3e_6c1f }
    @inline(__always) static var iv6: UInt64 { 0x1f83_d9ab_fb41_bd6b }
    @inline(__always) static var iv7: UInt64 { 0x5be0_cd19_137e_2179 }

    /// The chain value and the constants, with the counter and, in the last block, the mask that
    /// section 3.2 mixes in.
    @inline(__always)
    init(chain: Chain, counter: UInt64, finalMask: UInt64) {
      (v0, v1, v2, v3, v4, v5, v6, v7) = chain
      (v8, v9, v10, v11) = (Self.iv0, Self.iv1, Self.iv2, Self.iv3)
      (v12, v13) = (Self.iv4 ^ counter, Self.iv5)
      (v14, v15) = (Self.iv6 ^ finalMask, Self.iv7)
    }

    /// One round with the message words in the order of its row of the schedule.
    @inline(__always)
    mutating func round(_ m: Message) {
      Self.mix(&v0, &v4, &v8, &v12, m.0, m.1)
      Self.mix(&v1, &v5, &v9, &v13, m.2, m.3)
      Self.mix(&v2, &v6, &v10, &v14, m.4, m.5)
      Self.mix(&v3, &v7, &v11, &v15, m.6, m.7)
      Self.mix(&v0, &v5, &v10, &v15, m.8, m.9)
      Self.mix(&v1, &v6, &v11, &v12, m.10, m.11)
      Self.mix(&v2, &v7, &v8, &v13, m.12, m.13)
      Self.mix(&v3, &v4, &v9, &v14, m.14, m.15)
    }

    /// The mixing function G of section 3.1.
    @inline(__always)
    private static func mix(
      _ a: inout UInt64,
      _ b: inout UInt64,
      _ c: inout UInt64,
      _ d: inout UInt64,
      _ x: UInt64,
      _ y: UInt64
    ) {
      a = a &+ b &+ x
      d = rotate(d ^ a, 32)
      c = c &+ d
      b = rotate(b ^ c, 24)
      a = a &+ b &+ y
      d = rotate(d ^ a, 16)
      c = c &+ d
      b = rotate(b ^ c, 63)
    }

    @inline(__always)
    private static func rotate(_ word: UInt64, _ bits: UInt64) -> UInt64 {
      word &>> bits | word &<< (64 &- bits)
    }
  }
}
