import TaglioFormat
import TaglioKit
import TestSupport
import Testing

/// Two texts, word by word.
@Suite struct TextPartTests {
  /// Two texts, and the parts as `[-removed-]` and `{+added+}`.
  struct Example: Sendable, CustomTestStringConvertible {
    var old: String
    var new: String
    var parts: String

    var testDescription: String { parts }
  }

  static let examples = [
    Example(old: "", new: "", parts: ""),
    Example(old: "", new: "a", parts: "{+a+}"),
    Example(old: "What is odd?", new: "What is even?", parts: "What is [-odd-]{+even+}?"),
    Example(old: "a b c", new: "a c", parts: "a [-b -]c"),
    Example(old: "12 apples", new: "13 apples", parts: "[-12-]{+13+} apples"),
    Example(old: "f(x)", new: "f(y)", parts: "f([-x-]{+y+})"),
    Example(old: "a\nb", new: "a\n\nb", parts: "a[-\n-]{+\n\n+}b"),
    Example(old: "a\r\nb", new: "a\nb", parts: "a[-\r\n-]{+\n+}b"),
    Example(old: "猫が好き", new: "犬が好き", parts: "[-猫-]{+犬+}が好き"),
    Example(old: "ฉันกิน", new: "ฉันดื่ม", parts: "ฉัน[-กิน-]{+ดื่ม+}"),
    Example(old: "Größe 1", new: "Größen 1", parts: "[-Größe-]{+Größen+} 1"),
    // Equal to Swift, and not the same bytes.
    Example(old: "é", new: "e\u{301}", parts: "[-é-]{+e\u{301}+}"),
    Example(old: "👩‍💻👩‍🔬", new: "👩‍💻👩‍🚀", parts: "👩‍💻[-👩‍🔬-]{+👩‍🚀+}"),
  ]

  @Test(arguments: examples)
  func wordsThatDifferAreFound(_ example: Example) {
    let parts = TextPart.compare(example.old, example.new)
    #expect(ExactString(words(parts)) == ExactString(example.parts))
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func thePartsMakeBothTexts(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let pieces = [
      "a", "bc", " ", "\n", "\r\n", "é", "e", "\u{301}", "猫", "👩‍💻", "\u{200D}", ".", "1",
    ]
    for _ in 0..<300 {
      func text() -> String {
        (0..<Int.random(in: 0..<20, using: &generator)).map { _ in
          pieces.randomElement(using: &generator) ?? ""
        }.joined()
      }
      expectWhole(text(), text(), "seed \(seed)")
    }
  }

  /// Too many words differ, and lines are compared; then too many lines.
  @Test func longTextsAreComparedByLinesAndAsAWhole() {
    func lines(_ count: Int, _ word: (Int) -> String) -> String {
      (0..<count).map { "\(word($0)) line \($0)\n" }.joined()
    }
    let old = lines(1500) { _ in "old" }
    let mixed = lines(1500) { $0 % 3 == 0 ? "new" : "old" }
    #expect(TextPart.compare(old, old + "one more\n").map(\.kind) == [.kept, .added])
    let parts = expectWhole(old, mixed, "some lines")
    #expect(parts.count == 1500)
    #expect(parts.allSatisfy { $0.text.hasSuffix("\n") })
    let start = "same\n"
    let many = expectWhole(
      start + lines(2100) { _ in "a" },
      start + lines(2100) { _ in "b" },
      "all"
    )
    #expect(many.map(\.kind) == [.kept, .removed, .added])
    #expect(many.first?.text == start)
  }

  @discardableResult
  private func expectWhole(_ old: String, _ new: String, _ comment: Comment) -> [TextPart] {
    let parts = TextPart.compare(old, new)
    let before = parts.filter { $0.kind != .added }.map(\.text).joined()
    let after = parts.filter { $0.kind != .removed }.map(\.text).joined()
    #expect(ExactString(before) == ExactString(old), comment)
    #expect(ExactString(after) == ExactString(new), comment)
    #expect(zip(parts, parts.dropFirst()).allSatisfy { $0.kind != $1.kind }, comment)
    return parts
  }

  private func words(_ parts: [TextPart]) -> String {
    parts.map { part in
      switch part.kind {
      case .kept: part.text
      case .removed: "[-\(part.text)-]"
      case .added: "{+\(part.text)+}"
      }
    }.joined()
  }
}
