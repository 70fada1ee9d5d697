extension BLAKE2b {
  /// The chain value and the byte counter of RFC 7693, section 2.2.
  struct State: Sendable {
    static let blockLength = 128

    private var h0, h1, h2, h3, h4, h5, h6, h7: UInt64

    /// Bytes compressed so far.
    ///
    /// The RFC counts in 128 bits; no message here comes near 2^64.
    private var counter: UInt64 = 0

    /// Mixes the parameter block (section 2.5: lengths, fan-out and depth 1) into the first words.
    init(digestLength: Int, keyLength: Int) {
      let parameters = 0x0101_0000 | UInt64(keyLength) << 8 | UInt64(digestLength)
      h0 = Vector.iv0 ^ parameters
      (h1, h2, h3) = (Vector.iv1, Vector.iv2, Vector.iv3)
      (h4, h5, h6, h7) = (Vector.iv4, Vector.iv5, Vector.iv6, Vector.iv7)
    }

    /// Compresses whole blocks, none of which is the message's last.
    mutating func compress(_ blocks: UnsafeRawBufferPointer) {
      guard let base = blocks.baseAddress else { return }
      for offset in stride(from: 0, to: blocks.count, by: Self.blockLength) {
        counter &+= UInt64(Self.blockLength)
        compressBlock(base + offset, finalMask: 0)
      }
    }

    /// Compresses what is left of the message, 0 to 128 bytes, padded with zeros.
    mutating func compressLast(_ rest: UnsafeRawBufferPointer) {
      counter &+= UInt64(rest.count)
      withUnsafeTemporaryAllocation(byteCount: Self.blockLength, alignment: 8) { block in
        block.initializeMemory(as: UInt8.self, repeating: 0)
        block.copyMemory(from: rest)
        guard let base = block.baseAddress else { return }
        compressBlock(UnsafeRawPointer(base), finalMask: .max)
      }
    }

    /// The compression function F of section 3.2.
    ///
    /// All words are locals and every round is spelled out with its row of the message schedule:
    /// the compiler keeps the words in registers, which loops over arrays prevent.
    @inline(never)
    private mutating func compressBlock(_ block: UnsafeRawPointer, finalMask: UInt64) {
      let m0 = block.word(0)
      let m1 = block.word(1)
      let m2 = block.word(2)
      let m3 = block.word(3)
      let m4 = block.word(4)
      let m5 = block.word(5)
      let m6 = block.word(6)
      let m7 = block.word(7)
      let m8 = block.word(8)
      let m9 = block.word(9)
      let m10 = block.word(10)
      let m11 = block.word(11)
      let m12 = block.word(12)
      let m13 = block.word(13)
      let m14 = block.word(14)
      let m15 = block.word(15)
      let chain = (h0, h1, h2, h3, h4, h5, h6, h7)
      var v = Vector(chain: chain, counter: counter, finalMask: finalMask)
      v.round((m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15))
      v.round((m14, m10, m4, m8, m9, m15, m13, m6, m1, m12, m0, m2, m11, m7, m5, m3))
      v.round((m11, m8, m12, m0, m5, m2, m15, m13, m10, m14, m3, m6, m7, m1, m9, m4))
      v.round((m7, m9, m3, m1, m13, m12, m11, m14, m2, m6, m5, m10, m4, m0, m15, m8))
      v.round((m9, m0, m5, m7, m2, m4, m10, m15, m14, m1, m11, m12, m6, m8, m3, m13))
      v.round((m2, m12, m6, m10, m0, m11, m8, m3, m4, m13, m7, m5, m15, m14, m1, m9))
      v.round((m12, m5, m1, m15, m14, m13, m4, m10, m0, m7, m6, m3, m9, m2, m8, m11))
      v.round((m13, m11, m7, m14, m12, m1, m3, m9, m5, m0, m15, m4, m8, m6, m2, m10))
      v.round((m6, m15, m14, m9, m11, m3, m0, m8, m12, m2, m13, m7, m1, m4, m10, m5))
      v.round((m10, m2, m8, m4, m7, m6, m1, m5, m15, m11, m9, m14, m3, m12, m13, m0))
      v.round((m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15))
      v.round((m14, m10, m4, m8, m9, m15, m13, m6, m1, m12, m0, m2, m11, m7, m5, m3))
      h0 ^= v.v0 ^ v.v8
      h1 ^= v.v1 ^ v.v9
      h2 ^= v.v2 ^ v.v10
      h3 ^= v.v3 ^ v.v11
      h4 ^= v.v4 ^ v.v12
      h5 ^= v.v5 ^ v.v13
      h6 ^= v.v6 ^ v.v14
      h7 ^= v.v7 ^ v.v15
    }

    /// The first `length` bytes of the chain value, each word little-endian.
    func digest(length: Int) -> [UInt8] {
      var bytes: [UInt8] = []
      for word in [h0, h1, h2, h3, h4, h5, h6, h7] {
        withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
      }
      return Array(bytes.prefix(length))
    }

    /// The first 32 bytes of the chain value.
    var id: ObjectID {
      ObjectID(words: (h0.byteSwapped, h1.byteSwapped, h2.byteSwapped, h3.byteSwapped))
    }
  }
}

extension UnsafeRawPointer {
  /// The little-endian word number `index`.
  @inline(__always)
  fileprivate func word(_ index: Int) -> UInt64 {
    UInt64(littleEndian: loadUnaligned(fromByteOffset: index &* 8, as: UInt64.self))
  }
}
