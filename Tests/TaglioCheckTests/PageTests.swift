import Foundation
import TaglioCheck
import Testing

@Suite("The page of findings")
struct PageTests {
  /// The rows `| name | severity | meaning |` of the page, in its order.
  private static func rows() throws -> [[String]] {
    let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Docs/fsck.md")
    let text = String(decoding: try Data(contentsOf: page), as: UTF8.self)
    return text.split(separator: "\n").filter { $0.hasPrefix("| `") }.map { line in
      line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        .filter { !$0.isEmpty }
    }
  }

  @Test("lists every name with its severity and meaning, in order")
  func agrees() throws {
    let names = Finding.Name.all.map { ["`\($0.text)`", $0.severity.rawValue, $0.meaning] }
    #expect(try Self.rows() == names)
  }
}
