import TaglioFormat
import Testing

@Suite("IDPrefix")
struct IDPrefixTests {
  @Test(arguments: ["2cb5", "2cb57", "2CB57f", ObjectIDTests.hex])
  func coversTheIDsThatBeginSo(_ text: String) throws {
    let prefix = try #require(IDPrefix(text))
    let id = try #require(ObjectID(ObjectIDTests.hex))
    #expect(prefix.matches(id))
    #expect(prefix.description == text.lowercased())
    let digits = String(text.lowercased())
    #expect(prefix.lowerBound.description == digits.padded(with: "0"))
    #expect(prefix.upperBound.description == digits.padded(with: "f"))
  }

  @Test func excludesItsNeighbours() throws {
    let prefix = try #require(IDPrefix("2cb57fdc"))
    let below = try #require(ObjectID("2cb57fdb".padded(with: "f")))
    let above = try #require(ObjectID("2cb57fdd".padded(with: "0")))
    #expect(!prefix.matches(below) && !prefix.matches(above))
    #expect(IDPrefix("2CB5") == IDPrefix("2cb5"))
  }

  @Test(arguments: ["", "2cb", "2cbg", "2cb ", "０１２３", ObjectIDTests.hex + "0"])
  func refuses(_ text: String) {
    #expect(IDPrefix(text) == nil)
  }
}

extension String {
  fileprivate func padded(with digit: Character) -> String {
    self + String(repeating: digit, count: 64 - count)
  }
}
