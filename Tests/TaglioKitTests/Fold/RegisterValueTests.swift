import TaglioFormat
import TaglioKit
import Testing

/// Values that the index holds are checked before anybody relies on them.
@Suite struct RegisterValueTests {
  @Test(arguments: ["", "{", "{ }", "nul", "\"\u{1}\"", "1.0"])
  func aFieldThatIsNotCanonicalIsRefused(text: String) {
    #expect(throws: FormatError.self) {
      try RegisterValue(.field, [1] + Array(text.utf8))
    }
  }

  @Test(arguments: [("name\0{", false), ("name\0\"a\"", true), ("name", false)])
  func anElementThatIsNotCanonicalIsRefused(detail: String, isGood: Bool) {
    let key = RegisterKey(
      .element,
      target: [UInt8](repeating: 7, count: 32),
      detail: Array(detail.utf8)
    )
    let heap = key.heapBytes(value: [1])
    let read = heap.withUnsafeBytes { bytes in
      Result { () throws(FormatError) in try RegisterKey.read(.element, bytes) }
    }
    switch read {
    case .success(let read): #expect(isGood && read.key == key)
    case .failure(let error): #expect(!isGood && error.code == .index)
    }
  }

  @Test func aGoodFieldReadsBack() throws {
    let value = RegisterValue.json(CanonicalJSON(unchecked: Array(#"{"a":[1,null]}"#.utf8)))
    #expect(try RegisterValue(.field, value.bytes) == value)
  }
}
