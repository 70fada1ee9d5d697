import TaglioFormat
import TestSupport
import Testing

/// Laws that hold for every value, tried on random ones.
@Suite("JSON properties")
struct JSONPropertyTests {
  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func readingAndWritingAreInverse(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<300 {
      let value = randomValue(depth: 4, using: &generator)
      let canonical = try CanonicalJSON(value)
      #expect(canonical.value == value, "seed \(seed)")
      #expect(try CanonicalJSON(validating: canonical.bytes) == canonical, "seed \(seed)")
      #expect(try CanonicalJSON(canonicalizing: canonical.bytes) == canonical, "seed \(seed)")
    }
  }

  /// The same value in any order of keys, spelling of characters and white space is the same text.
  @Test(arguments: [5, 6, 7, 8] as [UInt64])
  func spellingDoesNotMatter(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<300 {
      let value = randomValue(depth: 4, using: &generator)
      let messy = spell(value, using: &generator)
      #expect(
        try CanonicalJSON(canonicalizing: messy) == CanonicalJSON(value),
        "seed \(seed): \(messy)"
      )
    }
  }

  /// Whatever one byte of a text becomes, it is refused or read as something that has a text.
  @Test(arguments: [9, 10] as [UInt64])
  func damageIsRefusedOrReadWell(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      var text = Array(spell(randomValue(depth: 3, using: &generator), using: &generator).utf8)
      for _ in 0..<30 {
        let index = text.indices.randomElement(using: &generator) ?? 0
        text[index] = UInt8.random(in: 0...255, using: &generator)
        guard let document = try? JSONDocument(parsing: text) else { continue }
        let canonical = document.root.canonical
        #expect(try CanonicalJSON(validating: canonical.bytes) == canonical, "seed \(seed)")
      }
    }
  }

  /// The order of keys is that of their UTF-16 code units, whichever way they are spelled.
  @Test(arguments: [11, 12] as [UInt64])
  func keysAreSortedByCodeUnits(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for count in [2, 5, 16, 17, 100] {
      let keys = Set((0..<count).map { _ in Array(randomString(using: &generator).utf16) })
      let object = keys.shuffled(using: &generator).map { key in
        spell(.string(String(decoding: key, as: UTF16.self)), using: &generator) + ":0"
      }
      let text = "{" + object.joined(separator: ",") + "}"
      let document = try JSONDocument(parsing: try CanonicalJSON(canonicalizing: text).bytes)
      let sorted = keys.sorted { $0.lexicographicallyPrecedes($1) }
      let read = document.root.members.map { Array(($0.key.string ?? "?").utf16) }
      #expect(read == sorted, "seed \(seed)")
    }
  }

  func randomValue(depth: Int, using generator: inout SeededGenerator) -> JSONValue {
    switch Int.random(in: 0...(depth > 0 ? 9 : 6), using: &generator) {
    case 0: .null
    case 1: .bool(.random(using: &generator))
    case 2: .int(Int64(bitPattern: generator.next()) >> Int64.random(in: 0...63, using: &generator))
    case 3: .uint(generator.next())
    case 4: .double(randomDouble(using: &generator))
    case 5, 6: .string(randomString(using: &generator))
    case 7:
      .array(
        (0..<Int.random(in: 0...5, using: &generator)).map { _ in
          randomValue(depth: depth - 1, using: &generator)
        }
      )
    default: .object(randomObject(depth: depth - 1, using: &generator))
    }
  }

  func randomObject(depth: Int, using generator: inout SeededGenerator) -> JSONObject {
    var object = JSONObject()
    for _ in 0..<Int.random(in: 0...20, using: &generator) {
      object[randomString(using: &generator)] = randomValue(depth: depth, using: &generator)
    }
    return object
  }

  func randomDouble(using generator: inout SeededGenerator) -> Double {
    let value = Double(bitPattern: generator.next())
    return value.isFinite ? value : 0.1
  }

  func randomString(using generator: inout SeededGenerator) -> String {
    let ranges: [ClosedRange<UInt32>] = [
      0...0x1F, 0x20...0x7F, 0x61...0x63, 0xE0...0x301, 0xD700...0xD7FF, 0xE000...0xFFFF,
      0x1_0000...0x1_0010, 0x10_FFF0...0x10_FFFF,
    ]
    var string = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...6, using: &generator) {
      let range = ranges.randomElement(using: &generator) ?? 0...0
      if let scalar = UnicodeScalar(UInt32.random(in: range, using: &generator)) {
        string.append(scalar)
      }
    }
    return String(string)
  }

  /// Some text of the value, seldom the canonical one.
  func spell(_ value: JSONValue, using generator: inout SeededGenerator) -> String {
    let space = ["", "", " ", "\n\t", "\r\n"]
    var text = space.randomElement(using: &generator) ?? ""
    switch value {
    case .string(let string): text += spell(string, using: &generator)
    case .array(let elements):
      text += "[" + elements.map { spell($0, using: &generator) }.joined(separator: ",") + "]"
    case .object(let object):
      let members = object.members.shuffled(using: &generator).map {
        spell(.string($0.key), using: &generator) + ":" + spell($0.value, using: &generator)
      }
      text += "{" + members.joined(separator: ",") + "}"
    case .double(let number): text += number.description
    default: text += (try? CanonicalJSON(value).description) ?? "?"
    }
    return text + (space.randomElement(using: &generator) ?? "")
  }

  func spell(_ string: String, using generator: inout SeededGenerator) -> String {
    var text = "\""
    for unit in string.unicodeScalars {
      let mustEscape = unit.value < 0x20 || unit == "\"" || unit == "\\"
      if mustEscape || Int.random(in: 0...3, using: &generator) == 0 {
        for unit in UTF16.encode(unit) ?? .init() {
          let hex = String(unit, radix: 16, uppercase: .random(using: &generator))
          text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        }
      } else {
        text.unicodeScalars.append(unit)
      }
    }
    return text + "\""
  }
}
