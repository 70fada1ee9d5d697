import TaglioFormat
import TaglioKit
import TestSupport
import Testing

/// The differences of two JSON values.
@Suite struct FieldDifferenceTests {
  /// Two values and the differences, each as `path: old → new`.
  struct Example: Sendable, CustomTestStringConvertible {
    var old: String
    var new: String
    var differences: [String]

    var testDescription: String { "\(old) → \(new)" }
  }

  static let examples = [
    Example(old: #"{"a":1}"#, new: #"{"a":1}"#, differences: []),
    Example(old: #"{"a":1}"#, new: #"{"a":"1"}"#, differences: [#"/a: 1 → "1""#]),
    Example(old: #"{"a":null}"#, new: "{}", differences: ["/a: null → nothing"]),
    Example(old: "{}", new: #"{"a":null}"#, differences: ["/a: nothing → null"]),
    Example(
      old: #"{"a":{"b":1,"c":2},"d":3}"#,
      new: #"{"a":{"b":1,"c":4},"e":3}"#,
      differences: ["/a/c: 2 → 4", "/d: 3 → nothing", "/e: nothing → 3"]
    ),
    Example(
      old: #"{"a/b":1,"m~n":{"":1}}"#,
      new: #"{"a/b":2,"m~n":{"":2}}"#,
      differences: ["/a~1b: 1 → 2", "/m~0n/: 1 → 2"]
    ),
    Example(old: #"{"a":{}}"#, new: #"{"a":[]}"#, differences: ["/a: {} → []"]),
    Example(
      old: "[1,2,3,4]",
      new: "[0,1,3,4,5]",
      differences: ["/0: nothing → 0", "/1: 2 → nothing", "/4: nothing → 5"]
    ),
    Example(
      old: #"[{"id":1,"x":1},{"id":2,"x":1}]"#,
      new: #"[{"id":1,"x":1},{"id":2,"x":2},{"id":3}]"#,
      differences: ["/1/x: 1 → 2", #"/2: nothing → {"id":3}"#]
    ),
    Example(old: "[]", new: "[[]]", differences: ["/0: nothing → []"]),
    Example(old: "1", new: "2", differences: [": 1 → 2"]),
    // Numbers are equal where their canonical texts are.
    Example(old: "[1,2.5]", new: "[1.0,25e-1]", differences: []),
    // What looks alike and is not the same bytes differs.
    Example(
      old: #"{"é":"é"}"#,
      new: "{\"e\u{301}\":\"é\"}",
      differences: ["/e\u{301}: nothing → \"é\"", "/é: \"é\" → nothing"]
    ),
  ]

  @Test(arguments: examples)
  func differencesAreNamedByPointers(_ example: Example) throws {
    let differences = FieldDifference.between(try json(example.old), try json(example.new))
    let words = differences.map { difference in
      let values = [difference.old, difference.new].map { $0.map { "\($0)" } ?? "nothing" }
      return ExactString("\(difference.path): " + values.joined(separator: " → "))
    }
    #expect(words == example.differences.map { ExactString($0) })
  }

  @Test func onlyTextsHaveWords() throws {
    let old = try json(#"{"a":"one two","b":"x","c":1}"#)
    let new = try json(#"{"a":"one three","b":1,"c":2}"#)
    let words = FieldDifference.between(old, new).map(\.words)
    let parts = [TextPart(.kept, "one "), TextPart(.removed, "two"), TextPart(.added, "three")]
    #expect(words == [parts, nil, nil])
  }

  /// Differences lead from the old value to the new one, for related values and for any two.
  @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func differencesCanBeApplied(_ seed: UInt64) throws {
    var maker = ValueMaker(seed: seed)
    for _ in 0..<150 {
      let old = maker.value(depth: 4)
      let new = maker.chance(5) ? maker.value(depth: 4) : maker.edited(old)
      let differences = FieldDifference.between(try CanonicalJSON(old), try CanonicalJSON(new))
      #expect(differences.isEmpty == (old == new), "seed \(seed)")
      #expect(old.applying(differences) == new, "seed \(seed): \(old) → \(new)")
    }
  }

  /// Where too many elements differ, places are compared instead, and that can be applied too.
  @Test func longArraysAreComparedPlaceByPlace() throws {
    let old = JSONValue.array((0..<2500).map { .int($0) } + [.string("end")])
    let new = JSONValue.array((0..<2400).map { .int(-$0) } + [.string("end")])
    let differences = FieldDifference.between(try CanonicalJSON(old), try CanonicalJSON(new))
    #expect(differences.count(where: { $0.kind == .changed }) == 2399)
    #expect(differences.count(where: { $0.kind == .removed }) == 100)
    #expect(old.applying(differences) == new)
  }

  private func json(_ text: String) throws -> CanonicalJSON {
    try CanonicalJSON(canonicalizing: Array(text.utf8))
  }
}

/// Random values of few kinds, so that they often have something in common.
struct ValueMaker {
  private var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &generator) }

  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  private mutating func key() -> String { ["a", "b", "/", "~1", "é", "e\u{301}", "0"][below(7)] }

  private mutating func scalar() -> JSONValue {
    switch below(4) {
    case 0: .null
    case 1: .int(Int64(below(3)))
    case 2: .bool(chance(50))
    default: .string(["", "é", "e\u{301}", "one two", "one  two\n"][below(5)])
    }
  }

  mutating func value(depth: Int) -> JSONValue {
    switch depth == 0 ? 0 : below(4) {
    case 0: return scalar()
    case 1, 2: return .array((0..<below(6)).map { _ in value(depth: depth - 1) })
    default:
      var pairs: [ExactString: JSONValue] = [:]
      for _ in 0..<below(5) { pairs[ExactString(key())] = value(depth: depth - 1) }
      return .object(JSONObject(unique: pairs.map { ($0.key.string, $0.value) }))
    }
  }

  /// The value with some of what is in it changed, put in or taken out.
  mutating func edited(_ old: JSONValue) -> JSONValue {
    switch old {
    case .array(let elements):
      var edited: [JSONValue] = []
      for element in elements {
        if chance(15) { edited.append(value(depth: 1)) }
        if !chance(15) { edited.append(chance(40) ? self.edited(element) : element) }
      }
      return .array(edited)
    case .object(let object):
      var pairs: [ExactString: JSONValue] = [:]
      for (key, member) in object.members where !chance(15) {
        pairs[ExactString(key)] = chance(40) ? edited(member) : member
      }
      if chance(20) { pairs[ExactString(key())] = value(depth: 1) }
      return .object(JSONObject(unique: pairs.map { ($0.key.string, $0.value) }))
    default: return scalar()
    }
  }
}
