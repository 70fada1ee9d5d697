/// One comparison of a text with a pattern.
///
/// It reads the text once, with all the places in the program at which a match could be; so it takes
/// at most the length of the text times that of the program, and more only to look ahead.
struct PatternRun {
  private let program: [PatternProgram.Instruction]
  private let text: String.UnicodeScalarView

  /// How many instructions may still be carried out.
  private(set) var budget: Int

  init(_ program: PatternProgram, _ text: String, budget: Int) {
    self.program = program.instructions
    self.text = text.unicodeScalars
    self.budget = budget
  }

  /// The places that are open before one character of the text.
  private struct Places {
    /// Those of the instructions that pass over a character.
    var open: [Int] = []
    private var seen: [Bool]

    init(count: Int) {
      seen = Array(repeating: false, count: count)
    }

    /// Whether an instruction was not looked at before.
    mutating func insert(_ place: Int) -> Bool {
      defer { seen[place] = true }
      return !seen[place]
    }

    mutating func removeAll(_ touched: [Int]) {
      for place in touched { seen[place] = false }
      open.removeAll(keepingCapacity: true)
    }
  }

  /// Whether some part of the text matches; nil if that takes more than the budget.
  mutating func search() -> Bool? {
    let found = run(at: 0, from: text.startIndex, isSearch: true)
    return budget < 0 ? nil : found
  }

  /// Whether the program at `place` matches from an index on, or, in a search, from a later one.
  private mutating func run(at place: Int, from start: String.Index, isSearch: Bool) -> Bool {
    var (places, next) = (Places(count: program.count), Places(count: program.count))
    var (touched, touchedNext): ([Int], [Int]) = ([], [])
    budget -= program.count / 16
    var index = start
    while budget >= 0 {
      if isSearch || index == start, open(place, index, &places, &touched) { return true }
      guard index < text.endIndex, isSearch || !places.open.isEmpty else { return false }
      let scalar = text[index]
      index = text.index(after: index)
      for place in places.open {
        guard case .pass(let set) = program[place] else { continue }
        budget -= set.cost
        guard set.contains(scalar) else { continue }
        if open(place + 1, index, &next, &touchedNext) { return true }
      }
      budget -= 1
      places.removeAll(touched)
      touched.removeAll(keepingCapacity: true)
      swap(&places, &next)
      swap(&touched, &touchedNext)
    }
    return false
  }

  /// Opens a place, and those that are reached from it without a character; true at a match.
  private mutating func open(
    _ start: Int,
    _ index: String.Index,
    _ places: inout Places,
    _ touched: inout [Int]
  ) -> Bool {
    var waiting = [start]
    while let place = waiting.popLast(), budget >= 0 {
      guard places.insert(place) else { continue }
      touched.append(place)
      budget -= 1
      switch program[place] {
      case .pass: places.open.append(place)
      case .fork(let first, let second): waiting += [second, first]
      case .jump(let target): waiting.append(target)
      case .start: if index == text.startIndex { waiting.append(place + 1) }
      case .end: if index == text.endIndex { waiting.append(place + 1) }
      case .boundary(let isThere): if isBoundary(index) == isThere { waiting.append(place + 1) }
      case .ahead(let target, let isThere):
        if run(at: place + 1, from: index, isSearch: false) == isThere { waiting.append(target) }
      case .match: return true
      }
    }
    return false
  }

  private func isBoundary(_ index: String.Index) -> Bool {
    let isBefore =
      index > text.startIndex && ScalarSet.words.contains(text[text.index(before: index)])
    let isAfter = index < text.endIndex && ScalarSet.words.contains(text[index])
    return isBefore != isAfter
  }
}
