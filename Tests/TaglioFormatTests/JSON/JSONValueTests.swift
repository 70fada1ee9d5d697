import TaglioFormat
import Testing

@Suite("JSONValue")
struct JSONValueTests {
  @Test(
    arguments: [
      (1, 1.0), (.uint(1), 1), (0, -0.0), (.double(1e20), .double(100_000_000_000_000_000_000)),
      (["a": 1, "b": 2], ["b": 2, "a": 1]), ([nil, true], [.null, .bool(true)]),
    ] as [(JSONValue, JSONValue)]
  )
  func equalValues(_ left: JSONValue, _ right: JSONValue) throws {
    #expect(left == right)
    #expect(left.hashValue == right.hashValue)
    #expect(try CanonicalJSON(left) == CanonicalJSON(right))
  }

  @Test(
    arguments: [
      (1, 1.5), (1, "1"), (nil, false), ("\u{E9}", "e\u{301}"), ([1, 2], [2, 1]),
      (["a": 1], ["a": 2]), (["a": 1], ["b": 1]), (["\u{E9}": 1], ["e\u{301}": 1]), ([], [:]),
      (.int(9_007_199_254_740_993), .double(9_007_199_254_740_992)), (["a": nil], [:]),
    ] as [(JSONValue, JSONValue)]
  )
  func unequalValues(_ left: JSONValue, _ right: JSONValue) throws {
    #expect(left != right)
    #expect(try CanonicalJSON(left) != CanonicalJSON(right))
  }

  @Test func objectsKeepOrderAndUniqueKeys() throws {
    var object: JSONObject = ["b": 1, "a": 2, "b": 3]
    #expect(object.members.map(\.key) == ["b", "a"])
    #expect(object["b"] == 3)
    object["e\u{301}"] = 4
    object["\u{E9}"] = 5
    object["a"] = nil
    object["none"] = nil
    #expect(object.count == 3 && !object.isEmpty)
    let text = try CanonicalJSON(.object(object)).description
    #expect(text == "{\"b\":3,\"e\u{301}\":4,\"\u{E9}\":5}")
  }

  @Test func numbersTakeTheirCanonicalForm() throws {
    let text = "[1.0,1e2,9223372036854775807,9223372036854775808,1e19,1e20,0.5,-0.0]"
    let value = try CanonicalJSON(canonicalizing: text).value
    let expected: [JSONValue] = [
      .int(1), .int(100), .int(.max), .uint(9_223_372_036_854_775_808),
      .uint(10_000_000_000_000_000_000), .double(1e20), .double(0.5), .int(0),
    ]
    guard case .array(let elements) = value else { return #expect(Bool(false), "not an array") }
    #expect(elements.map(String.init(describing:)) == expected.map(String.init(describing:)))
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func refusesWhatHasNoText(_ number: Double) throws {
    let error = try #require(throws: JSONError.self) { try CanonicalJSON([.double(number)]) }
    #expect(error.code == .numberOverflow)
  }

  @Test func refusesWhatCouldNotBeReadBack() throws {
    let nested = { (depth: Int) in (0..<depth).reduce(JSONValue.null) { value, _ in [value] } }
    #expect(try CanonicalJSON(nested(512)).value == nested(512))
    let error = try #require(throws: JSONError.self) { try CanonicalJSON(nested(513)) }
    #expect(error.code == .tooDeep)
  }
}
