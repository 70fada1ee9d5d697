import TaglioFormat
import Testing

@testable import TaglioImport

@Suite struct ColumnMapTests {
  @Test func entriesKeepTheirOrder() throws {
    let map = try ColumnMap(#"b=/x,a b=label:title,c\,d=label:grade"#)
    #expect(map.entries.map(\.column) == ["b", "a b", "c,d"])
    #expect(map.entries.first?.target == .place(JSONPointer(tokens: ["x"])))
    #expect(map.labels == ["title", "grade"])
  }

  /// A text that is no map, and what is said of it.
  static let faults: [(text: String, message: String)] = [
    ("", "an entry has no column; it looks like topic=label:title"),
    ("a", "\"a\" has no target; it looks like /input/question or label:title"),
    ("a=/x,", "an entry has no column; it looks like topic=label:title"),
    ("a=", "\"\" is no target; it looks like /input/question or label:title"),
    ("a=x", "\"x\" is no target; it looks like /input/question or label:title"),
    ("a=/x~2", "\"/x~2\" is no target; it looks like /input/question or label:title"),
    ("a=label:", "\"label:\" is no target; it looks like /input/question or label:title"),
    ("=/x", "an entry has no column; it looks like topic=label:title"),
    ("a=/x,a=/y", "the column \"a\" is there twice"),
    ("a=/x\\", "a backslash at the end takes nothing as it is"),
  ]

  @Test(arguments: faults)
  func whatIsNoMapIsRefused(_ one: (text: String, message: String)) {
    let fault = #expect(throws: ColumnMap.Fault.self) { try ColumnMap(one.text) }
    #expect(fault?.message == one.message)
  }

  /// A name that was typed, and what was meant.
  static let near: [(typed: String, meant: String?)] = [
    ("qestion", "question"), ("QUESTION", "question"), ("questoin", "question"), ("ids", "id"),
    ("x", nil), ("answers given", nil), ("", nil), ("i", "id"),
  ]

  @Test(arguments: near)
  func aNearNameIsSuggested(_ one: (typed: String, meant: String?)) {
    let names = ["id", "question", "answer"]
    #expect(Spelling.nearest(to: one.typed, among: names).first == one.meant)
  }
}
