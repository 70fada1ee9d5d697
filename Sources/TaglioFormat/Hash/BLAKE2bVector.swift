extension BLAKE2b {
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

    @inline(__always)
    init(
      _ h0: UInt64, _ h1: UInt64, _ h2: UInt64, _ h3: UInt64,
      _ h4: UInt64, _ h5: UInt64, _ h6: UInt64, _ h7: UInt64,
      counter: UInt64, finalMask: UInt64
    ) {
      (v0, v1, v2, v3, v4, v5, v6, v7) = (h0, h1, h2, h3, h4, h5, h6, h7)
      (v8, v9, v10, v11) = (Self.iv0, Self.iv1, Self.iv2, Self.iv3)
      (v12, v13) = (Self.iv4 ^ counter, Self.iv5)
      (v14, v15) = (Self.iv6 ^ finalMask, Self.iv7)
    }

    /// One round: the arguments are the message words in the order of the round's schedule.
    @inline(__always)
    mutating func round(
      _ m0: UInt64, _ m1: UInt64, _ m2: UInt64, _ m3: UInt64,
      _ m4: UInt64, _ m5: UInt64, _ m6: UInt64, _ m7: UInt64,
      _ m8: UInt64, _ m9: UInt64, _ m10: UInt64, _ m11: UInt64,
      _ m12: UInt64, _ m13: UInt64, _ m14: UInt64, _ m15: UInt64
    ) {
      Self.mix(&v0, &v4, &v8, &v12, m0, m1)
      Self.mix(&v1, &v5, &v9, &v13, m2, m3)
      Self.mix(&v2, &v6, &v10, &v14, m4, m5)
      Self.mix(&v3, &v7, &v11, &v15, m6, m7)
      Self.mix(&v0, &v5, &v10, &v15, m8, m9)
      Self.mix(&v1, &v6, &v11, &v12, m10, m11)
      Self.mix(&v2, &v7, &v8, &v13, m12, m13)
      Self.mix(&v3, &v4, &v9, &v14, m14, m15)
    }

    /// The mixing function G of section 3.1.
    @inline(__always)
    private static func mix(
      _ a: inout UInt64, _ b: inout UInt64, _ c: inout UInt64, _ d: inout UInt64,
      _ x: UInt64, _ y: UInt64
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
