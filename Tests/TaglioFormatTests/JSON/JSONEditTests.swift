import TaglioFormat
import Testing

/// Changing a value at a JSON Pointer.
@Suite("JSON edits")
struct JSONEditTests {
  static let document = #"{"a":{"b":[1,{"c":2},3]},"d/e":"x","empty":[]}"#

  /// A place, the new value there (nil takes it away), and the whole value after it.
  static let examples: [(pointer: String, value: String?, after: String)] = [
    ("/a/b/0", "9", #"{"a":{"b":[9,{"c":2},3]},"d/e":"x","empty":[]}"#),
    ("/a/b/1/c", "[]", #"{"a":{"b":[1,{"c":[]},3]},"d/e":"x","empty":[]}"#),
    ("/a/b/-", "4", #"{"a":{"b":[1,{"c":2},3,4]},"d/e":"x","empty":[]}"#),
    ("/empty/-", "null", #"{"a":{"b":[1,{"c":2},3]},"d/e":"x","empty":[null]}"#),
    ("/new", "true", #"{"a":{"b":[1,{"c":2},3]},"d/e":"x","empty":[],"new":true}"#),
    ("/d~1e", "1", #"{"a":{"b":[1,{"c":2},3]},"d/e":1,"empty":[]}"#),
    ("/", "1", #"{"":1,"a":{"b":[1,{"c":2},3]},"d/e":"x","empty":[]}"#),
    ("", "{}", "{}"),
    ("/a/b/1", nil, #"{"a":{"b":[1,3]},"d/e":"x","empty":[]}"#),
    ("/a/b/1/c", nil, #"{"a":{"b":[1,{},3]},"d/e":"x","empty":[]}"#),
    ("/a", nil, #"{"d/e":"x","empty":[]}"#),
  ]

  @Test(arguments: examples)
  func changesOnePlace(_ example: (pointer: String, value: String?, after: String)) throws {
    let after = try CanonicalJSON(JSONEditTests.apply(example.pointer, example.value))
    #expect(after.description == example.after)
  }

  /// A place, the new value there, the place that is told, and what stands beside it.
  static let refusals: [(pointer: String, value: String?, told: String, beside: [String])] = [
    ("/x/y", "1", "/x", ["/a", "/d~1e", "/empty"]),
    ("/x", nil, "/x", ["/a", "/d~1e", "/empty"]),
    ("/a/b/3", "1", "/a/b/3", []),
    ("/a/b/01", "1", "/a/b/01", []),
    ("/a/b/-", nil, "/a/b/-", []),
    ("/a/b/-/c", "1", "/a/b/-", []),
    ("/empty/0", nil, "/empty/0", []),
    ("/d~1e/x", "1", "/d~1e", []),
    ("/a/b/0/x", nil, "/a/b/0", []),
    ("", nil, "", []),
  ]

  @Test(arguments: refusals)
  func tellsTheFirstThingThatIsNotThere(
    _ refusal: (pointer: String, value: String?, told: String, beside: [String])
  ) throws {
    let error = try #require(throws: JSONEditError.self) {
      try JSONEditTests.apply(refusal.pointer, refusal.value)
    }
    #expect(error.pointer.description == refusal.told)
    #expect(error.candidates == refusal.beside)
    #expect(!error.detail.isEmpty)
  }

  private static func apply(_ pointer: String, _ value: String?) throws -> JSONValue {
    let pointer = try #require(JSONPointer(pointer))
    let value = try value.map { try CanonicalJSON(canonicalizing: Array($0.utf8)) }
    return try CanonicalJSON(canonicalizing: Array(document.utf8)).value
      .applying(value.map { .set(pointer, $0) } ?? .unset(pointer))
  }
}
