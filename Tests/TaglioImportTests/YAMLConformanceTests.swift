import TaglioFormat
import TestSupport
import Testing

@testable import TaglioImport

/// One case of the YAML test suite.
struct YAMLSuiteCase: CustomTestStringConvertible {
  /// The file's name and, where it holds several cases, the case's number.
  var id: String
  var text: [UInt8]

  /// The documents' canonical JSON; nil where the suite gives none.
  var json: [String]?
  var mustFail: Bool

  var testDescription: String { id }

  /// What the reader makes of the case: the documents, or why it refuses them.
  var outcome: String {
    do {
      return try yamlDocuments(text).joined(separator: "\n")
    } catch let refusal as Refusal {
      return "refused: \(refusal.code.rawValue)"
    } catch {
      return "unexpected error: \(error)"
    }
  }
}

@Suite("YAML test suite", .enabled(if: TestData.isPresent))
struct YAMLConformanceTests {
  @Test func everyCaseIsThere() throws {
    let cases = try YAMLSuite.cases()
    #expect(cases.count == 406)
    #expect(cases.count { $0.mustFail } == 94)
    #expect(cases.count { $0.json != nil && !$0.mustFail } == 283)
  }

  @Test func everyCaseAgreesOrIsListed() throws {
    for one in try YAMLSuite.cases() {
      if let listed = YAMLDeviations.outcome(of: one.id) {
        #expect(one.outcome == listed, "\(one.id)")
      } else if one.mustFail {
        #expect(one.outcome.hasPrefix("refused: "), "\(one.id)")
      } else {
        #expect(one.outcome == one.json?.joined(separator: "\n"), "\(one.id)")
      }
    }
  }

  @Test func whatIsListedDoesDiffer() throws {
    let cases = try YAMLSuite.cases()
    for one in cases where YAMLDeviations.outcome(of: one.id) != nil {
      let agrees =
        one.mustFail
        ? one.outcome.hasPrefix("refused: ") : one.outcome == one.json?.joined(separator: "\n")
      #expect(!agrees, "\(one.id)")
    }
    #expect(Set(cases.map(\.id)).isSuperset(of: YAMLDeviations.ids))
  }
}

extension YAMLDeviations {
  /// The ids of all lists.
  fileprivate static var ids: [String] {
    Array(lenient.keys) + strict.keys + guarded.keys + tags.keys + beyondJSON.keys
  }

  /// What is read of a listed case.
  fileprivate static func outcome(of id: String) -> String? {
    if tags[id] != nil { return "refused: unknownTag" }
    if strict[id] != nil || guarded[id] != nil { return "refused: syntax" }
    return lenient[id]?.json ?? beyondJSON[id]
  }
}
