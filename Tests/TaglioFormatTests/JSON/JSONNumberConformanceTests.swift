import TaglioFormat
import TestSupport
import Testing

/// ECMAScript's number text for 144,803 doubles and 84 spellings.
@Suite("JSON number conformance", .enabled(if: TestData.isPresent))
struct JSONNumberConformanceTests {
  @Test(arguments: [("es6testfile-first100000.txt", 100_000), ("es6-edge-and-random.txt", 44_803)])
  func writesEveryNumber(_ file: String, _ count: Int) throws {
    let lines = try TestData.bytes("vectors/es6-numbers/\(file)").split(separator: 0x0A)
    #expect(lines.count == count)
    var failures: [String] = []
    var document = JSONDocument()
    var text: [UInt8] = []
    for line in lines {
      let columns = line.split(separator: 0x2C, omittingEmptySubsequences: false)
      let bits = UInt64(String(decoding: columns[0], as: UTF8.self), radix: 16) ?? 0
      text.removeAll(keepingCapacity: true)
      JSONWriter.appendNumber(Double(bitPattern: bits), to: &text)
      try text.lend { try document.reparse($0) }
      if text != Array(columns[1]) || !document.isCanonical {
        failures.append(String(decoding: line, as: UTF8.self))
      }
    }
    #expect(failures.isEmpty)
  }

  @Test func refusesWhatIsNotFinite() throws {
    let lines = try TestData.lines("vectors/es6-numbers/es6-invalid.txt")
    #expect(lines.count == 7)
    for line in lines {
      let bits = try #require(UInt64(line.dropLast(), radix: 16))
      #expect(throws: JSONError.self) { try CanonicalJSON(.double(Double(bitPattern: bits))) }
    }
  }

  /// Integers that ECMAScript rounds and taglio keeps, since they fit 64 bits.
  static let kept = [
    "9007199254740993", "9007199254740995", "-9007199254740993", "9223372036854775807",
    "9223372036854775808", "18446744073709551615", "1234567890123456789",
  ]

  /// Integers that ECMAScript rounds and taglio refuses, since neither 64 bits hold them nor do
  /// they stand as the canonical text of their double; by their first 22 digits.
  static let refused = [
    "1000000000000000000000", "999999999999999999999", "18446744073709551616",
    "1234567890123456789012", "1797693134862315700000",
  ]

  @Test func readsEverySpelling() throws {
    let rows = try TestData.lines("vectors/es6-numbers/json-number-text.tsv")
      .filter { !$0.hasPrefix("#") }
    #expect(rows.count == 84)
    for row in rows {
      let columns = row.split(separator: "\t").map(String.init)
      let isInteger = columns[0].allSatisfy { $0.isNumber || $0 == "-" }
      if columns[1] == "!OVERFLOW" {
        #expect(JSONError.refusing(columns[0])?.code == .numberOverflow, "\(row)")
      } else if isInteger && Self.refused.contains(String(columns[0].prefix(22))) {
        #expect(JSONError.refusing(columns[0])?.code == .integerTooLong, "\(row)")
      } else {
        let expected = Self.kept.contains(columns[0]) ? columns[0] : columns[1]
        #expect(try CanonicalJSON(canonicalizing: columns[0]).description == expected, "\(row)")
      }
    }
  }
}
