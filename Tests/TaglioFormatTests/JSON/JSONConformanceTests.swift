import Foundation
import TaglioFormat
import TestSupport
import Testing

/// Every file of the public suites, where a machine has them.
@Suite("JSON conformance", .enabled(if: TestData.isPresent))
struct JSONConformanceTests {
  static let parsing = "vectors/jsontestsuite/test_parsing"

  /// Valid by RFC 8259, which leaves their meaning open; taglio refuses them rather than pick one.
  static let duplicates = [
    "y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json",
  ]

  static func files(_ directory: String, prefix: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: try TestData.url(directory).path)
      .filter { $0.hasPrefix(prefix) && $0.hasSuffix(".json") }.sorted()
  }

  @Test func acceptsEveryValidText() throws {
    let names = try Self.files(Self.parsing, prefix: "y_")
    #expect(names.count == 95)
    for name in names where !Self.duplicates.contains(name) {
      let text = try TestData.bytes("\(Self.parsing)/\(name)")
      let canonical = try CanonicalJSON(canonicalizing: text)
      #expect(try CanonicalJSON(validating: canonical.bytes) == canonical, "\(name)")
    }
    for name in Self.duplicates {
      let text = try TestData.bytes("\(Self.parsing)/\(name)")
      #expect(JSONError.refusing(text)?.code == .duplicateKey, "\(name)")
    }
  }

  @Test func refusesEveryInvalidText() throws {
    let names = try Self.files(Self.parsing, prefix: "n_")
    #expect(names.count == 188)
    for name in names {
      let text = try TestData.bytes("\(Self.parsing)/\(name)")
      let error = try #require(JSONError.refusing(text), "\(name) is accepted")
      #expect(error.position == TextPosition().advanced(over: text[..<error.position.offset]))
      #expect(!error.detail.isEmpty)
    }
  }

  @Test func canonicalisesEveryPublishedTriple() throws {
    let base = "vectors/rfc8785-cyberphone/testdata"
    let names = try Self.files("\(base)/input", prefix: "")
    #expect(names.count == 6)
    for name in names {
      let canonical = try CanonicalJSON(canonicalizing: TestData.bytes("\(base)/input/\(name)"))
      #expect(try TestData.bytes("\(base)/output/\(name)") == canonical.bytes, "\(name)")
      let hex = name.replacing(".json", with: ".txt")
      let expected = [UInt8](
        hex: String(decoding: try TestData.bytes("\(base)/outhex/\(hex)"), as: UTF8.self)
      )
      #expect(expected == canonical.bytes, "\(hex)")
    }
  }
}
