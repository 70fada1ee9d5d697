import Foundation
import TaglioFormat
import TestSupport

@testable import TaglioImport

/// The YAML test suite, which is written in YAML itself: `vectors/yaml-test-suite/src`.
enum YAMLSuite {
  /// All cases, by file name.
  static func cases() throws -> [YAMLSuiteCase] {
    let directory = try TestData.url("vectors/yaml-test-suite/src")
    let files = try FileManager.default.contentsOfDirectory(atPath: directory.path)
    return try files.filter { $0.hasSuffix(".yaml") }.sorted().flatMap { try cases(in: $0) }
  }

  private static func cases(in file: String) throws -> [YAMLSuiteCase] {
    let bytes = try TestData.bytes("vectors/yaml-test-suite/src/\(file)")
    var cases: [YAMLSuiteCase] = []
    try YAMLRecords.forEachDocument(bytes) { json, _ in
      let list = try JSONDocument(parsing: json).root
      var expected: JSONView?
      for (index, one) in list.elements.enumerated() {
        let name = String(file.dropLast(".yaml".count))
        if let value = one["json"] { expected = value }
        let id = list.count > 1 ? "\(name)/\(index)" : name
        cases.append(
          YAMLSuiteCase(
            id: id,
            text: Array(unmark(one["yaml"]?.string ?? "").utf8),
            json: try expected?.string.map { try canonicalTexts(unmark($0)) },
            mustFail: one["fail"]?.bool ?? false
          )
        )
      }
    }
    return cases
  }

  /// Puts in the characters that the suite writes as visible marks.
  private static func unmark(_ text: String) -> String {
    var result = text.replacing(/—*»/, with: "\t")
    if result.hasSuffix("∎\n") { result.removeLast(2) }
    let marks = ["␣": " ", "↵": "", "⇔": "\u{FEFF}", "←": "\r"]
    for (mark, character) in marks { result = result.replacing(mark, with: character) }
    return result
  }

  private static func canonicalTexts(_ text: String) throws -> [String] {
    var texts: [String] = []
    var stream = JSONStream(TextWindow(Array(text.utf8)))
    var document = JSONDocument()
    while try stream.peek() != nil {
      _ = try stream.readValue(into: &document)
      texts.append(document.root.canonical.description)
    }
    return texts
  }
}
