import TaglioFormat
import TestSupport
import Testing

@Suite("BLAKE2b")
struct BLAKE2bTests {
  /// Appendix A of RFC 7693.
  @Test func digestsTheExampleOfTheRFC() {
    let expected = """
      ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1\
      7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923
      """
    let digest = Array("abc".utf8).lend { BLAKE2b.hash($0, digestLength: 64) }
    #expect(Hex.string(digest) == expected)
  }

  /// Appendix E of RFC 7693: a digest over digests of every kind, keyed and not.
  @Test func passesTheSelfTestOfTheRFC() {
    let expected = "c23a7800d98123bd10f506c61e29da5603d763b8bbad2e737f5e765a7bccd475"
    var all = BLAKE2b(digestLength: 32)
    for digestLength in [20, 32, 48, 64] {
      for length in [0, 3, 128, 129, 255, 1024] {
        let input = Self.sequence(length, seed: length)
        all.update(Self.digest(input, digestLength))
        all.update(Self.digest(input, digestLength, key: Self.sequence(digestLength)))
      }
    }
    #expect(Hex.string(all.finalize()) == expected)
  }

  @Test(arguments: [
    ("", "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8"),
    ("a", "8928aae63c84d87ea098564d1e03ad813f107add474e56aedd286349c0c03ea4"),
    ("abc", "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319"),
  ])
  func digestsWhatB2sumPrints(_ text: String, _ expected: String) {
    #expect(BLAKE2b.id(of: Array(text.utf8)).description == expected)
  }

  @Test func piecesGiveTheDigestOfTheWhole() {
    var generator = SeededGenerator(seed: 11)
    for length in [0, 1, 127, 128, 129, 255, 256, 257, 384, 1000] {
      let message = Self.sequence(length, seed: length)
      let whole = BLAKE2b.id(of: message)
      for _ in 0..<20 {
        var hasher = BLAKE2b()
        var rest = message[...]
        while !rest.isEmpty {
          let piece = rest.prefix(Int.random(in: 0...200, using: &generator))
          hasher.update(piece)
          rest = rest.dropFirst(piece.count)
        }
        #expect(hasher.finalizeID() == whole, "length \(length)")
      }
    }
  }

  @Test func takesCollectionsThatAreNotContiguous() {
    var hasher = BLAKE2b()
    hasher.update(Array("abc".utf8).lazy.map { $0 })
    #expect(hasher.finalizeID() == BLAKE2b.id(of: Array("abc".utf8)))
  }

  static func digest(_ message: [UInt8], _ length: Int, key: [UInt8] = []) -> [UInt8] {
    var hasher = BLAKE2b(digestLength: length, key: key)
    hasher.update(message)
    return hasher.finalize()
  }

  /// The generator of appendix E.
  static func sequence(_ length: Int, seed: Int? = nil) -> [UInt8] {
    var a = 0xDEAD_4BAD &* UInt32(seed ?? length)
    var b: UInt32 = 1
    return (0..<length).map { _ in
      let next = a &+ b
      (a, b) = (b, next)
      return UInt8(next >> 24)
    }
  }
}
