import TaglioFormat
import Testing

@Suite struct SpellingTests {
  @Test(arguments: [
    ("", "", 0), ("abc", "abc", 0), ("abc", "", 3), ("", "ab", 2), ("stauts", "status", 1),
    ("kitten", "sitting", 3), ("ca", "abc", 3), ("ab", "ba", 1), ("pagre", "pager", 1),
    ("é", "e", 1),
  ])
  func distancesAreThoseOfOptimalStringAlignment(_ left: String, _ right: String, _ count: Int) {
    #expect(Spelling.distance(left, right) == count)
    #expect(Spelling.distance(right, left) == count)
  }

  @Test func theNearestAreSuggested() {
    let names = ["add", "log", "ls", "show", "state", "status"]
    #expect(Spelling.nearest(to: "stauts", among: names) == ["status"])
    #expect(Spelling.nearest(to: "lo", among: names) == ["log", "ls"])
    #expect(Spelling.nearest(to: "stat", among: names) == ["state"])
    #expect(Spelling.nearest(to: "LOG", among: names) == ["log"])
    #expect(Spelling.nearest(to: "frobnicate", among: names).isEmpty)
    #expect(Spelling.nearest(to: "", among: names).isEmpty)
    #expect(Spelling.nearest(to: String(repeating: "a", count: 100_000), among: names).isEmpty)
  }
}
