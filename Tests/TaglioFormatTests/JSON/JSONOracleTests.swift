import TaglioFormat
import TestSupport
import Testing

/// Documents on which three other implementations of RFC 8785 agree, and those on which they do not.
@Suite("RFC 8785 oracle", .enabled(if: TestData.isPresent))
struct JSONOracleTests {
  static let directory = "vectors/rfc8785-oracle"

  @Test func agreesOnEveryPair() throws {
    let lines = try TestData.lines("\(Self.directory)/rfc8785-pairs.hex.tsv")
    #expect(lines.count == 500)
    for line in lines {
      let columns = line.split(separator: "\t")
      let canonical = try CanonicalJSON(canonicalizing: [UInt8](hex: columns[0]))
      #expect(canonical.bytes == [UInt8](hex: columns[1]))
      #expect(BLAKE2b.id(of: canonical.bytes).description == columns[2])
      #expect(canonical.document.isCanonical)
    }
  }

  @Test func readsTheSamePairsFromJSONLines() throws {
    for line in try TestData.lines("\(Self.directory)/rfc8785-pairs.jsonl") {
      let row = try JSONDocument(parsing: Array(line.utf8)).root
      let canonical = try CanonicalJSON(canonicalizing: row["input"]?.string ?? "")
      #expect(row["canonical"]?.stringEquals(canonical.description) == true)
      #expect(row["canonical_bytes"]?.int == canonical.bytes.count)
    }
  }

  @Test func takesDepthUpTo512() throws {
    let lines = try TestData.lines("\(Self.directory)/depth.jsonl")
    #expect(lines.count == 51)
    for line in lines {
      let row = try JSONDocument(parsing: Array(line.utf8)).root
      let input = Array((row["input"]?.string ?? "").utf8)
      guard try #require(row["depth"]?.int) <= 512 else {
        #expect(JSONError.refusing(input)?.code == .tooDeep)
        continue
      }
      let canonical = try CanonicalJSON(canonicalizing: input)
      #expect(BLAKE2b.id(of: canonical.bytes) == row["blake2b256"]?.objectID)
    }
  }

  /// What taglio says where implementations differ, and why.
  static let decisions: [String: Decision] = [
    // Exact, since ids of 64 bits occur in data and rounding one changes the record.
    "int_2p53": .text("9007199254740992"), "int_2p53p1": .text("9007199254740993"),
    "int_max64": .text("9223372036854775807"), "uint_max64": .text("18446744073709551615"),
    "int_neg_2p53": .text("-9007199254740992"), "in_object": .text("{\"id\":1234567890123456789}"),
    // No type holds it exactly, and the nearest double is another number.
    "int_30_digits": .refused(.integerTooLong),
    // No UTF-8 spells them.
    "lone_high": .refused(.loneSurrogate), "lone_low": .refused(.loneSurrogate),
    "reversed": .refused(.loneSurrogate), "lone_in_key": .refused(.loneSurrogate),
    // Keeping the last would lose the others without a word.
    "dup_key": .refused(.duplicateKey), "dup_key_escaped": .refused(.duplicateKey),
    // Not JSON.
    "nan": .refused(.syntax), "inf": .refused(.syntax), "ninf": .refused(.syntax),
    "bom_start": .refused(.byteOrderMark), "empty": .refused(.unexpectedEnd),
    "trailing": .refused(.trailingData), "two": .refused(.trailingData),
    // Infinity has no text; what is nearest to 0 is 0.
    "overflow": .refused(.numberOverflow), "neg_overflow": .refused(.numberOverflow),
    "underflow": .text("0"),
    // Every scalar value of Unicode is kept.
    "nonchar": .text("\"\u{FFFF}\u{FFFE}\""), "nul": .text("\"\\u0000\""),
    "bom_inside": .text("\"\u{FEFF}\""),
  ]

  enum Decision: Sendable {
    case text(String)
    case refused(JSONError.Code)
  }

  @Test func decidesWhereOthersDiffer() throws {
    let lines = try TestData.lines("\(Self.directory)/out-of-domain.jsonl")
    #expect(lines.count == Self.decisions.count)
    for line in lines {
      let row = try JSONDocument(parsing: Array(line.utf8)).root
      let name = try #require(row["name"]?.string)
      let input = Array((row["input"]?.string ?? "").utf8)
      switch try #require(Self.decisions[name]) {
      case .text(let expected):
        #expect(try CanonicalJSON(canonicalizing: input).bytes == Array(expected.utf8), "\(name)")
      case .refused(let code): #expect(JSONError.refusing(input)?.code == code, "\(name)")
      }
    }
  }
}
