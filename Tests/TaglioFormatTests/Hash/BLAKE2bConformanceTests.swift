import TaglioFormat
import TestSupport
import Testing

/// Every published and computed digest, where a machine has them.
@Suite("BLAKE2b conformance", .enabled(if: TestData.isPresent))
struct BLAKE2bConformanceTests {
  @Test func officialVectors() throws {
    let text = try TestData.bytes("vectors/blake2/testvectors/blake2-kat.json")
    var count = 0
    for vector in try JSONDocument(parsing: text).root.elements {
      guard vector["hash"]?.string == "blake2b" else { continue }
      let message = [UInt8](hex: vector["in"]?.string ?? "?")
      let key = [UInt8](hex: vector["key"]?.string ?? "?")
      #expect(Hex.string(BLAKE2bTests.digest(message, 64, key: key)) == vector["out"]?.string)
      count += 1
    }
    #expect(count == 512)
  }

  @Test func lengthsFrom0To1024() throws {
    let rows = try Self.table("len-0-1024")
    #expect(rows.count == 1025)
    for row in rows {
      let message = Self.message("pattern", try #require(Int(row[0])))
      #expect(BLAKE2b.id(of: message).description == row[1], "length \(row[0])")
    }
  }

  @Test func officialInputsAs256Bits() throws {
    let rows = try Self.table("official-kat-inputs-256")
    #expect(rows.count == 512)
    for row in rows {
      let digest = BLAKE2bTests.digest([UInt8](hex: row[0]), 32, key: [UInt8](hex: row[1]))
      #expect(Hex.string(digest) == row[2])
    }
  }

  @Test func keyed() throws {
    let rows = try Self.table("keyed")
    #expect(rows.count == 512)
    for row in rows {
      let key = [UInt8](0..<(try #require(UInt8(row[0]))))
      let message = Self.message("pattern", try #require(Int(row[1])))
      #expect(Hex.string(BLAKE2bTests.digest(message, 32, key: key)) == row[2])
    }
  }

  @Test func largeMessages() throws {
    let rows = try Self.table("large")
    #expect(rows.count == 33)
    for row in rows {
      let length = try #require(Int(row[1]))
      #if DEBUG
      if length > 1 << 21 { continue }
      #endif
      #expect(BLAKE2b.id(of: Self.message(row[0], length)).description == row[2], "\(row)")
    }
  }

  @Test func texts() throws {
    let rows = try Self.table("text")
    #expect(rows.count == 12)
    for row in rows {
      #expect(BLAKE2b.id(of: [UInt8](hex: row[0])).description == row[1])
    }
  }

  @Test func digestSizes() throws {
    let rows = try Self.table("digest-sizes")
    #expect(rows.count == 64)
    for row in rows {
      let digest = BLAKE2bTests.digest(Array("abc".utf8), try #require(Int(row[0])))
      #expect(Hex.string(digest) == row[1])
    }
  }

  /// The rows of a table, split at tabs.
  static func table(_ name: String) throws -> [[String]] {
    try TestData.lines("vectors/blake2b-256/\(name).tsv").filter { !$0.hasPrefix("#") }.map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }

  static func message(_ kind: String, _ length: Int) -> [UInt8] {
    switch kind {
    case "pattern": (0..<length).map { UInt8($0 % 251) }
    case "a": [UInt8](repeating: 0x61, count: length)
    case "ff": [UInt8](repeating: 0xFF, count: length)
    default: [UInt8](repeating: 0, count: length)
    }
  }
}
