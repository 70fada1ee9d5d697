import TaglioFormat
import TestSupport
import Testing

@Suite("JSONView")
struct JSONViewTests {
  func root(_ text: String) throws -> JSONView {
    try JSONDocument(parsing: Array(text.utf8)).root
  }

  @Test func readsMembersInSourceOrder() throws {
    let view = try root("{\"b\":{\"x\":[1,2]},\"a\":[[],3],\"c\":null}")
    #expect(view.kind == .object && view.count == 3)
    #expect(view.members.map { $0.key.string } == ["b", "a", "c"])
    #expect(view.members.map { $0.value.kind } == [.object, .array, .null])
    #expect(view["a"]?[1]?.int == 3)
    #expect(view["b"]?["x"]?.elements.map(\.int) == [1, 2])
    #expect(view["d"] == nil && view[0] == nil)
    #expect(view["a"]?[2] == nil && view["a"]?[-1] == nil)
    #expect(view["c"]?.count == 0 && view["c"]?.elements.first { _ in true } == nil)
  }

  @Test func findsKeysByTheirBytes() throws {
    let view = try root("{\"\\u0061\":1,\"e\u{301}\":2,\"\u{E9}\":3,\"\":4,\"\\ud83d\\ude00\":5}")
    #expect(view["a"]?.int == 1)
    #expect(view["e\u{301}"]?.int == 2)
    #expect(view["\u{E9}"]?.int == 3)
    #expect(view[""]?.int == 4)
    #expect(view["\u{1F600}"]?.int == 5)
    #expect(view["\\u0061"] == nil)
  }

  @Test func readsScalars() throws {
    let view = try root("[\"a\\n\\u00e9\",true,false,null,7,-0,7.0,9223372036854775808,\"x\"]")
    #expect(view[0]?.string == "a\n\u{E9}")
    #expect(view.elements.map(\.bool) == [nil, true, false] + Array(repeating: nil, count: 6))
    #expect(
      view.elements.map(\.int) == [nil, nil, nil, nil, 7, 0, nil, nil, nil]
    )
    #expect(view[0]?.stringEquals("a\n\u{E9}" as String) == true)
    #expect(view[0]?.stringEquals("a\ne\u{301}" as String) == false)
    #expect(view[8]?.stringEquals("x" as StaticString) == true)
    #expect(view[4]?.stringEquals("7" as StaticString) == false)
    var bytes: [UInt8] = []
    for element in view.elements { element.appendUTF8(to: &bytes) }
    #expect(bytes == Array("a\n\u{E9}x".utf8))
  }

  @Test func readsIDs() throws {
    let hex = ObjectIDTests.hex
    let escaped = "\\u0032" + hex.dropFirst()
    let view = try root("[\"\(hex)\",\"\(escaped)\",\"\(hex.uppercased())\",\"\(hex)0\",1]")
    let id = ObjectID(hex)
    #expect(view.elements.map(\.objectID) == [id, id, nil, nil, nil])
  }

  @Test func knowsWhereItStands() throws {
    let view = try root("{\n \"a\": \"x\",\n \"b\": [1,\n 22]}")
    #expect(view.position == TextPosition())
    #expect(view["a"]?.position == TextPosition(offset: 8, line: 2, column: 7))
    #expect(view["b"]?[1]?.position == TextPosition(offset: 24, line: 4, column: 2))
    #expect(view.members.map { $0.key.position.column } == [2, 2])
  }
}
