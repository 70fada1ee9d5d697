import TestSupport
import Testing

@testable import TaglioFormat

@Suite struct Base64Tests {
  /// RFC 4648, section 10.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
  ])
  func theVectorsOfTheRFC(_ bytes: String, _ text: String) {
    #expect(Base64.text(Array(bytes.utf8)) == text)
    #expect(Base64.bytes(text) == Array(bytes.utf8))
  }

  @Test(arguments: [
    "Z", "Zg", "Zg=", "Zh==", "Zm9=", "====", "Zg==Zg==", "Zm 9v", "Zm-v", "Z===", "é",
  ])
  func everyOtherTextIsRefused(_ text: String) {
    #expect(Base64.bytes(text) == nil)
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func bytesComeBack(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for length in 0..<70 {
      let bytes = (0..<length).map { _ in UInt8.random(in: .min ... .max, using: &random) }
      #expect(Base64.bytes(Base64.text(bytes)) == bytes, "seed \(seed), length \(length)")
    }
  }
}
