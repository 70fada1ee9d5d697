import Foundation
import TaglioFormat
import TaglioSchema
import TestSupport
import Testing

/// The required tests of the JSON Schema Test Suite for draft 2020-12.
@Suite(.enabled(if: TestData.isPresent)) struct SchemaConformanceTests {
  private static let directory = "vectors/json-schema-test-suite/"

  /// The groups that are refused, with the number of their tests: they refer to the draft's own
  /// metaschema, which is not built in.
  private static let refused = [
    "defs.json: validate definition against metaschema": 2,
    "ref.json: remote ref, containing refs itself": 2,
  ]

  @Test func requiredTestsPassButForThoseThatNeedTheMetaschema() throws {
    let remotes = try Self.remotes()
    var refused: [String: Int] = [:]
    var passed = 0
    for file in try Self.files(of: "tests/draft2020-12") where !file.contains("/") {
      let text = try TestData.bytes(Self.directory + "tests/draft2020-12/" + file)
      let groups = try JSONDocument(parsing: text)
      for group in groups.root.elements {
        let name = "\(file): \(group["description"]?.string ?? "")"
        let schema = try #require(group["schema"])
        let tests = try #require(group["tests"])
        guard let schema = try? Schema(schema, documents: remotes) else {
          refused[name] = tests.count
          continue
        }
        for test in tests.elements {
          try check(test, schema, name)
          passed += 1
        }
      }
    }
    #expect(refused == Self.refused)
    #expect(passed == 1299 - Self.refused.values.reduce(0, +))
  }

  private func check(_ test: JSONView, _ schema: Schema, _ group: String) throws {
    let data = try #require(test["data"])
    let violations = schema.violations(of: data)
    let name = "\(group): \(test["description"]?.string ?? "")"
    #expect(violations.isEmpty == test["valid"]?.bool, "\(name): \(violations)")
    #expect(schema.accepts(data) == violations.isEmpty, "\(name)")
    for violation in violations {
      #expect(!violation.message.hasPrefix("cannot be checked"), "\(name): \(violation)")
    }
  }

  private static func remotes() throws -> [String: CanonicalJSON] {
    var remotes: [String: CanonicalJSON] = [:]
    for file in try files(of: "remotes") {
      let text = try TestData.bytes(directory + "remotes/" + file)
      remotes["http://localhost:1234/" + file] = try CanonicalJSON(canonicalizing: text)
    }
    return remotes
  }

  private static func files(of path: String) throws -> [String] {
    let root = try TestData.url(directory + path)
    let files = FileManager.default.enumerator(atPath: root.path)
    let names = (files?.allObjects ?? []).compactMap { $0 as? String }
    return names.filter { $0.hasSuffix(".json") }.sorted()
  }
}
