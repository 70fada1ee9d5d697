import TaglioFormat
import TaglioKit
import TestSupport
import Testing

/// What expressions read as, and where their mistakes are.
@Suite struct QueryParserTests {
  /// Expressions that are the same, whichever way they are written.
  @Test(arguments: [
    ("a = 1", "/a=1"), ("a.b = 1", "/a/b = 1"), ("a = x", "a = \"x\""), ("a = x", "a='x'"),
    ("a = 1 and b = 2 and c = 3", "a=1 and(b=2)and c=3"), ("not a = 1", "not(a=1)"),
    ("a = 1 or b = 2 and c = 3", "a = 1 or (b = 2 and c = 3)"),
    ("not a = 1 and b = 2", "(not a = 1) and b = 2"), ("a in (1,2)", "a in ( 1 , 2 )"),
    ("exists a", "exists /a"), ("((a = 1))", "a = 1"),
    ("/a~1b = 1", "/a~1b=1"), ("a~x", "a ~ x"), ("/a~x", "/a ~ x"),
  ])
  func spellingDoesNotCount(_ left: String, _ right: String) throws {
    #expect(try Query(parsing: left) == Query(parsing: right))
  }

  /// Expressions that are not the same, however near they are.
  @Test(arguments: [
    ("a = 1", "a = \"1\""), ("a = true", "a = 'true'"), ("keyword = x", "/keyword = x"),
    ("(a = 1 or b = 2) and c = 3", "a = 1 or b = 2 and c = 3"), ("a = 1", "a != 1"),
    ("not (a = 1 and b = 2)", "not a = 1 and b = 2"), ("a = x", "a = X"),
    ("label.a = 1", "/label/a = 1"), ("/a~1b = 1", "/a/b = 1"), ("a < 1", "a <= 1"),
  ])
  func meaningsDiffer(_ left: String, _ right: String) throws {
    #expect(try Query(parsing: left) != Query(parsing: right))
  }

  @Test(arguments: [
    ("", 0, "expected a field"), ("(a = 1", 6, "expected \")\" to close the \"(\" at column 1"),
    ("a = 1)", 5, "no \"(\" stands before"), ("a", 1, "expected =, !="), ("a =", 3, "a value"),
    ("a = 1 b = 2", 6, "\"and\" or \"or\", found \"b\""), ("a = and", 4, "a value"),
    ("= 1", 0, "expected a field"), ("and", 0, "expected a field"), ("a ! 1", 2, "no operator"),
    ("a = \"x", 4, "not closed"), ("a = 'x", 4, "not closed"), ("a = \"\\x\"", 4, "no JSON string"),
    ("a in 1", 5, "expected \"(\""), ("a in ()", 6, "a value"), ("a in (1", 7, "\",\" or \")\""),
    ("a in (1,)", 8, "a value"), ("a = [1]", 4, "quotation marks"), ("a..b = 1", 0, "dots"),
    ("/a~2 = 1", 5, "\"and\" or \"or\""), ("exists", 6, "expected a field"),
    ("a = 1 and", 9, "a field"),
    ("a = 1 or or b = 1", 9, "a field"), ("not", 3, "a field"), ("a == 1", 3, "a value"),
    ("(a = 1 or (b = 2)", 17, "at column 1"), ("key < 3", 0, "has no order"),
    ("suite >= x", 0, "has no order"), ("a = 1, b", 5, "\"and\" or \"or\""),
    ("a = {\"x\":1}", 4, "quotation marks"), ("grün = 1 und", 9, "\"and\" or \"or\""),
  ])
  func aMistakeIsPointedAt(_ text: String, _ offset: Int, _ words: String) throws {
    try expectRefused(text, at: offset, words)
  }

  private func expectRefused(_ text: String, at offset: Int, _ words: String) throws {
    let error = try #require(throws: TaglioError.self) { try Query(parsing: text) }
    #expect(error.code == .usage && error.help?.isEmpty == false)
    #expect(error.message.contains(words), "\(text): \(error.message)")
    #expect(error.message.contains("column \(offset + 1)"), "\(text): \(error.message)")
    #expect(error.excerpt == TaglioError.Excerpt(text, at: offset), "\(text)")
  }

  @Test func nestingIsBounded() throws {
    for (opening, closing) in [("(", ")"), ("not ", "")] {
      func nested(_ depth: Int) -> String {
        String(repeating: opening, count: depth) + "a = 1"
          + String(repeating: closing, count: depth)
      }
      _ = try Query(parsing: nested(64))
      for depth in [65, 10_000] {
        let error = try #require(throws: TaglioError.self) { try Query(parsing: nested(depth)) }
        #expect(error.message.contains("more than 64"))
      }
    }
    let wide = (0..<2000).map { "a = \($0)" }.joined(separator: " or ")
    _ = try Query(parsing: wide)
    #expect(throws: TaglioError.self) {
      try Query(parsing: "a = " + String(repeating: "x", count: 70_000))
    }
  }

  /// Lines and tabs are shown as spaces, so that the caret stands below the place.
  @Test func theExcerptIsOneLine() throws {
    let error = try #require(throws: TaglioError.self) { try Query(parsing: "a = 1\n\tand") }
    #expect(error.excerpt == TaglioError.Excerpt("a = 1  and", at: 10))
  }

  /// Whatever tokens stand in a row, the text is read or its mistake has a place in it.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func everyTextIsReadOrRefused(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let parts = [
      "a", "/b", "keyword", "=", "!=", "<", "~", "(", ")", ",", "and", "or", "not", "in", "exists",
      "\"x\"", "'y'", "1", "null", "!", "\"", "'", "[", "~1", "é", "\u{0}",
    ]
    for _ in 0..<400 {
      let text = (0..<Int.random(in: 0...8, using: &generator)).map { _ in
        parts.randomElement(using: &generator) ?? ""
      }.joined(separator: .random(using: &generator) ? " " : "")
      do {
        _ = try Query(parsing: text)
      } catch let error as TaglioError {
        let offset = try #require(error.excerpt?.offset, "seed \(seed): \(text)")
        #expect((0...text.count).contains(offset), "seed \(seed): \(text)")
      }
    }
  }
}
