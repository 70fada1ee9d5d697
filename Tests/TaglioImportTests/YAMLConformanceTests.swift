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
      #expect(one.outcome == expected(one), "\(one.id)")
    }
  }

  @Test func everyListedDeviationIsStillOne() throws {
    let cases = Set(try YAMLSuite.cases().map(\.id))
    let lists = [
      YAMLDeviations.lenient, YAMLDeviations.strict, YAMLDeviations.guarded, YAMLDeviations.tags,
    ]
    let listed = lists.flatMap(\.keys)
    #expect(Set(listed).count == listed.count)
    #expect(cases.isSuperset(of: listed))
  }

  /// What must come out; for must-fail cases and those without JSON, what comes out unless it is wrong.
  private func expected(_ one: YAMLSuiteCase) -> String {
    if YAMLDeviations.tags[one.id] != nil { return "refused: unknownTag" }
    if YAMLDeviations.strict[one.id] != nil || YAMLDeviations.guarded[one.id] != nil {
      return "refused: syntax"
    }
    if YAMLDeviations.lenient[one.id] != nil {
      return one.outcome.hasPrefix("refused") ? "accepted" : one.outcome
    }
    if one.mustFail { return one.outcome.hasPrefix("refused") ? one.outcome : "refused" }
    return one.json?.joined(separator: "\n") ?? one.outcome
  }
}
