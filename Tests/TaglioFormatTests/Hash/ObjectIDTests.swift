import TaglioFormat
import TestSupport
import Testing

@Suite("ObjectID")
struct ObjectIDTests {
  static let hex = "2cb57fdceeccf548476ddc65ea72f184822b379bcde7e8fa57064dcab42b7bf3"

  @Test func readsAndPrintsItsDigits() throws {
    let id = try #require(ObjectID(Self.hex))
    #expect(id.description == Self.hex)
    #expect(id.short() == "2cb57fdceecc")
    #expect(id.firstByte == 0x2c)
    var bytes: [UInt8] = []
    id.appendBytes(to: &bytes)
    #expect(bytes.count == 32 && bytes.first == 0x2c && bytes.last == 0xf3)
    #expect(ObjectID(bytes: bytes) == id)
    #expect(ObjectID(bytes: AnyCollection(bytes)) == id)
  }

  @Test(arguments: [
    "", "2cb5", String(hex.dropLast()), hex + "0", hex.uppercased(),
    "g" + hex.dropFirst(), " " + hex.dropFirst(), hex.dropLast() + "\u{e9}",
  ])
  func refuses(_ text: String) {
    #expect(ObjectID(text) == nil)
  }

  @Test func refusesOtherLengths() {
    #expect(ObjectID(bytes: [UInt8](repeating: 0, count: 31)) == nil)
    #expect(ObjectID(bytes: [UInt8](repeating: 0, count: 33)) == nil)
  }

  @Test func ordersAsItsDigitsDo() {
    var generator = SeededGenerator(seed: 7)
    let ids = (0..<200).map { _ in
      ObjectID(
        words: (generator.next() & 3, generator.next() & 3, generator.next() & 3, generator.next())
      )
    }
    #expect(ids.sorted().map(\.description) == ids.map(\.description).sorted())
  }
}
