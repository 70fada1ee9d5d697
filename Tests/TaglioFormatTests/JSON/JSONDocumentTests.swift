import TaglioFormat
import TestSupport
import Testing

@Suite("JSONDocument")
struct JSONDocumentTests {
  @Test func readsValuesThatRunTogether() throws {
    let text = Array(" {\"a\":1}[2]\n\"x\" 3 null{}".utf8)
    var document = JSONDocument()
    var position = TextPosition()
    var seen: [String] = []
    try text.lend { bytes in
      while position.offset < bytes.count {
        position = try document.reparsePrefix(bytes, at: position)
        seen.append(document.root.canonical.description)
      }
    }
    #expect(seen == ["{\"a\":1}", "[2]", "\"x\"", "3", "null", "{}"])
    #expect(position == TextPosition(offset: 24, line: 2, column: 13))
  }

  @Test func positionsAreThoseOfTheWholeText() throws {
    let text = Array("[1]\n[2,\n 3] [4,]".utf8)
    try text.lend { bytes in
      let (document, end) = try JSONDocument.parsePrefix(bytes, at: 3)
      #expect(document.root[1]?.position == TextPosition(offset: 9, line: 3, column: 2))
      #expect(end == 11)
      let error = try #require(throws: JSONError.self) {
        try JSONDocument.parsePrefix(bytes, at: 11)
      }
      #expect(error.position == TextPosition(offset: 15, line: 3, column: 8))
      let atEnd = try #require(throws: JSONError.self) {
        try JSONDocument.parsePrefix(bytes, at: bytes.count)
      }
      #expect(atEnd.code == .unexpectedEnd)
    }
  }

  /// A value that the limit cuts is too large, wherever the cut falls; it is never a shorter value.
  @Test func aCutValueIsTooLarge() throws {
    let texts = ["1234567890", "\"\\ud83d\\ude00\"", "\"日本語\"", "[1,true,null]", "-1.5e-07"]
    for text in texts {
      let bytes = Array((text + " 1").utf8)
      for limit in 1...text.utf8.count {
        let limits = JSONDocument.Limits(bytes: limit)
        let error = bytes.lend { bytes in
          do throws(JSONError) {
            _ = try JSONDocument.parsePrefix(bytes, at: TextPosition(), limits: limits)
            return nil as JSONError?
          } catch {
            return error
          }
        }
        let expected: JSONError.Code? = limit < text.utf8.count ? .tooLarge : nil
        #expect(error?.code == expected, "\(text) limited to \(limit)")
      }
    }
  }

  @Test func reparsingReplacesTheValue() throws {
    var document = JSONDocument()
    #expect(document.root.kind == .null)
    try Array("{\"b\":1,\"a\":[2]}".utf8).lend { try document.reparse($0) }
    let kept = document.root
    try Array("[3]".utf8).lend { try document.reparse($0) }
    #expect(document.root.canonical.description == "[3]")
    #expect(kept.canonical.description == "{\"a\":[2],\"b\":1}")
    #expect(throws: JSONError.self) { try Array("[3".utf8).lend { try document.reparse($0) } }
    #expect(document.root.kind == .null && document.isCanonical)
    #expect(document.root.canonical.description == "null")
  }

  /// Sorting very many keys that stand in no order, and finding the one duplicate among them.
  @Test func veryManyKeysAreSorted() throws {
    #if DEBUG
    let count = 100_000
    #else
    let count = 1_000_000
    #endif
    var text = Self.unorderedKeys(count)
    #expect(try JSONDocument(parsing: text).root.count == count)
    text.removeLast()
    text += Array(",\"77\":1}".utf8)
    let error = try #require(JSONError.refusing(text))
    #expect(error.code == .duplicateKey)
    #expect(error.detail.hasPrefix("duplicate key \"77\""))
    #expect(error.position.offset == text.count - 7)
  }

  /// An object of the keys "0", "1", … below `count`, in an order far from sorted.
  static func unorderedKeys(_ count: Int) -> [UInt8] {
    let stride = 700_001  // prime, hence without a common factor with any count used
    var text: [UInt8] = []
    for index in 0..<count {
      text.append(index == 0 ? 0x7B : 0x2C)
      text += "\"\(index * stride % count)\":0".utf8
    }
    text.append(0x7D)
    return text
  }

  @Test(arguments: ["[", "{\"a\":", "[{\"a\":"])
  func aHundredThousandOpenBracketsAreRefusedEarly(_ opening: String) {
    let error = JSONError.refusing(String(repeating: opening, count: 100_000))
    #expect(error?.code == .tooDeep)
  }
}
