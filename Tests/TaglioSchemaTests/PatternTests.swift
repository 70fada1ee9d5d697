import Testing

@testable import TaglioSchema

/// Patterns in the dialect of ECMA-262.
@Suite struct PatternTests {
  @Test(arguments: [
    ("", ["", "a"], []),
    ("a+", ["xay", "aa"], ["", "b"]),
    ("^a*$", ["", "aaa"], ["ab", "a\n", "\na"]),
    ("^a|b$", ["ax", "xb"], ["xa", "bx"]),
    ("^(?:ab|c){2,3}$", ["abc", "cabab"], ["c", "cccc"]),
    ("^a{2}$", ["aa"], ["a", "aaa"]),
    ("^a{2,}?$", ["aa", "aaaa"], ["a"]),
    ("^(a?b??)*$", ["", "abba"], ["c"]),
    ("^.$", ["a", "é", "😀", "\u{85}"], ["\n", "\u{2028}", "ab"]),
    ("^\\d$", ["7"], ["٧", "a"]),
    ("^\\D$", ["٧"], ["7"]),
    ("^\\w+$", ["aZ_9"], ["é", "-"]),
    ("^\\W$", ["é"], ["a"]),
    ("^\\s$", [" ", "\t", "\u{FEFF}", "\u{A0}", "\u{2028}"], ["\u{180E}", "a"]),
    ("^\\S$", ["a"], ["\u{3000}"]),
    ("\\bfoo\\b", ["a foo b", "foo"], ["food", "xfoo"]),
    ("o\\Bo", ["foo"], ["o o"]),
    ("^[a-c-]$", ["a", "-"], ["d"]),
    ("^[^a-c]$", ["d", "\n"], ["b"]),
    ("^[\\d\\-x]$", ["5", "-", "x"], ["y"]),
    ("^[\\D]$", ["x"], ["5"]),
    ("^[\\b]$", ["\u{8}"], ["b"]),
    ("^[]$", [], ["", "a"]),
    ("^[^]$", ["a", "\n"], [""]),
    ("^[&&--~~#]$", ["&", "~", "#", "-"], ["a"]),
    ("^\\t\\n\\v\\f\\r\\0$", ["\t\n\u{B}\u{C}\r\0"], []),
    ("^\\cJ\\x41\\u0042\\u{1F600}\\ud83d\\ude00$", ["\nAB😀😀"], []),
    ("^\\p{Letter}+$", ["aéя"], ["1"]),
    ("^\\P{L}[\\p{Lu}_]$", ["1A", "1_"], ["aA", "1a"]),
    ("^\\p{Script=Greek}$", ["α"], ["a"]),
    ("^(?=.*[A-Z])(?!foo)\\w+$", ["aB"], ["ab", "fooB"]),
    ("^(?<year>\\d+)\\.\\/$", ["1./"], ["1x/"]),
    ("^e\u{301}$", ["e\u{301}"], ["\u{E9}"]),
    ("^a{,2}]$", ["a{,2}]"], ["a"]),
    (" #(?:x)", [" #x"], ["x"]),
  ])
  func matches(text: String, good: [String], bad: [String]) throws {
    let pattern = try Pattern(text)
    for value in good + bad {
      var budget = 10_000
      let matches = pattern.matches(value, budget: &budget)
      #expect(matches == good.contains { $0.utf8.elementsEqual(value.utf8) }, "\(text): \(value)")
      #expect(budget < 10_000)
    }
  }

  @Test(arguments: [
    ("(", "never closed"), (")", "closes nothing"), ("[a", "never closed"), ("*a", "repeat"),
    ("a**", "repeat"), ("a++", "repeat"), ("a{2,1}", "ends before it begins"),
    ("a{99999}", "repeats something more than"), ("(a{1000}){1000}", "repeats too much"),
    ("((){20000}){20000}", "repeats too much"), ("[b-a]", "ends before it begins"),
    ("\\", "ends in a backslash"), ("\\Z", "that ECMA-262 does not have"), ("(a)\\1", "group"),
    ("(?<n>a)\\k<n>", "group"), ("(?<=a)b", "looks behind"), ("(?<!a)b", "looks behind"),
    ("(?i)a", "kind of group"), ("(?>a)", "kind of group"), ("\\p{Foo=Bar}", "not known"),
    ("\\pL", "without braces"), ("\\x4", "2 hexadecimal digits"), ("\\ud83d", "no character"),
    ("\\u{110000}", "no character"), ("\\c1", "without a letter"), ("[a-\\", "backslash"),
    (String(repeating: "(", count: 65), "groups inside one another"),
    (String(repeating: "a", count: 4097), "at most 4096 characters"),
  ])
  func isRefused(text: String, words: String) {
    let error = #expect(throws: PatternError.self) { try Pattern(text) }
    #expect(error?.detail.contains(words) == true)
  }

  /// Patterns over which matchers that go back take time without end.
  @Test(arguments: [
    ("(?:a?){50}a{50}", "aaaa", false),
    ("^(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", false),
    ("^(a|a)*$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", true),
    ("^(a*)*b", "aaaaaaaaaaaaaaaaaa", false),
    ("^(\\w+\\s?)*$", "word word word word word word word word word word!", false),
  ])
  func takesNoLongerThanTextTimesPattern(text: String, value: String, matches: Bool) throws {
    var budget = 40_000
    #expect(try Pattern(text).matches(value, budget: &budget) == matches)
  }

  @Test(arguments: ["[a-z]{1,500}\\d", "(?=(?=(?=.*b).*b).*b)c"])
  func endsWithItsBudget(text: String) throws {
    var budget = 20_000
    let value = String(repeating: "a", count: 2000)
    #expect(try Pattern(text).matches(value, budget: &budget) == nil)
    #expect(budget < 0 && budget > -2000)
  }
}
