import Foundation
import Testing

@testable import TaglioKit

/// The policy of an HTML report allows the style and the script that stand in it and nothing else.
@Suite struct ReportPolicyTests {
  @Test(arguments: [
    (ReportStyle.css, ReportStyle.digest), (ReportScript.javascript, ReportScript.digest),
  ])
  func theDigestIsThatOfTheText(_ text: String, _ digest: String) {
    #expect(Data(SHA256.digest(of: Array(text.utf8))).base64EncodedString() == digest)
  }

  @Test func thePolicyNamesBothAndAllowsNothingElse() {
    #expect(
      HTMLReport.policy
        == "default-src 'none'; style-src 'sha256-\(ReportStyle.digest)'; "
        + "script-src 'sha256-\(ReportScript.digest)'; base-uri 'none'; form-action 'none'"
    )
  }

  /// A style or a script that says this would end itself early or reach out.
  @Test(arguments: [
    "</", "<!--", "http:", "https:", "//", "url(", "innerHTML", "eval(", "@import", "import(",
  ])
  func neitherReachesOutOfItself(_ words: String) {
    #expect(!ReportStyle.css.contains(words) && !ReportScript.javascript.contains(words))
  }

  private static let known: [(text: String, digest: String)] = [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ]

  @Test(arguments: known)
  func theDigestOfTheTestsIsRight(_ text: String, _ digest: String) {
    let bytes = SHA256.digest(of: Array(text.utf8))
    #expect(bytes.map { String(format: "%02x", $0) }.joined() == digest)
  }
}

/// SHA-256 (FIPS 180-4), which browsers compare styles and scripts by.
private enum SHA256 {
  static func digest(of message: [UInt8]) -> [UInt8] {
    var state: [UInt32] = primes.prefix(8).map { fraction(Double($0).squareRoot()) }
    let constants = primes.map { fraction(cbrt(Double($0))) }
    let padded = padded(message)
    for start in stride(from: 0, to: padded.count, by: 64) {
      compress(&state, schedule(padded[start..<start + 64]), constants)
    }
    return state.flatMap(bigEndian)
  }

  private static let primes: [Int] = (2...311).filter { number in
    !(2..<number).contains { $0 * $0 <= number && number.isMultiple(of: $0) }
  }

  /// The first 32 bits behind the point.
  private static func fraction(_ value: Double) -> UInt32 {
    UInt32((value - value.rounded(.down)) * 4_294_967_296)
  }

  private static func bigEndian(_ word: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> $0) }
  }

  private static func padded(_ message: [UInt8]) -> [UInt8] {
    var bytes = message + [0x80]
    while bytes.count % 64 != 56 { bytes.append(0) }
    let length = UInt64(message.count) * 8
    return bytes + bigEndian(UInt32(length >> 32)) + bigEndian(UInt32(truncatingIfNeeded: length))
  }

  private static func schedule(_ block: ArraySlice<UInt8>) -> [UInt32] {
    let bytes = Array(block)
    var words = (0..<16).map { place in
      bytes[place * 4..<place * 4 + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }
    for place in 16..<64 {
      let (early, late) = (words[place - 15], words[place - 2])
      let first = turn(early, 7) ^ turn(early, 18) ^ early >> 3
      let second = turn(late, 17) ^ turn(late, 19) ^ late >> 10
      words.append(words[place - 16] &+ first &+ words[place - 7] &+ second)
    }
    return words
  }

  private static func turn(_ word: UInt32, _ count: UInt32) -> UInt32 {
    word >> count | word << (32 - count)
  }

  private static func compress(_ state: inout [UInt32], _ words: [UInt32], _ keys: [UInt32]) {
    var s = state
    for place in 0..<64 {
      let high = turn(s[4], 6) ^ turn(s[4], 11) ^ turn(s[4], 25)
      let choice = s[4] & s[5] ^ ~s[4] & s[6]
      let first = s[7] &+ high &+ choice &+ keys[place] &+ words[place]
      let low = turn(s[0], 2) ^ turn(s[0], 13) ^ turn(s[0], 22)
      let second = low &+ (s[0] & s[1] ^ s[0] & s[2] ^ s[1] & s[2])
      s = [first &+ second, s[0], s[1], s[2], s[3] &+ first, s[4], s[5], s[6]]
    }
    for place in state.indices { state[place] &+= s[place] }
  }
}
