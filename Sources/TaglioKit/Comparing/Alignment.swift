/// How two sequences match: what the first must lose and gain to become the second.
struct Alignment: Sendable {
  /// One element on the way through both sequences, by its places in them.
  enum Step: Hashable, Sendable {
    case kept(old: Int, new: Int)
    case removed(old: Int)
    case added(new: Int)
  }

  /// In the order of both sequences; what is removed stands before what is added in its place.
  private(set) var steps: [Step] = []
  /// Whether the middle was too long to be looked at, and is removed and added as a whole.
  private(set) var isCoarse = false

  /// Aligns two sequences.
  ///
  /// What they begin and end with in common is kept. Between, the standard library's `difference`
  /// (E. Myers, An O(ND) Difference Algorithm and Its Variations, 1986) finds the fewest steps. Its
  /// time and memory grow with the square of their number.
  ///
  /// - Parameter limit: the most elements of both middles together that are still looked at.
  init<Element: Hashable>(from old: [Element], to new: [Element], limit: Int) {
    let shorter = min(old.count, new.count)
    let start = zip(old, new).prefix { $0 == $1 }.count
    let end = zip(old.reversed(), new.reversed()).prefix(shorter - start).prefix { $0 == $1 }.count
    let olds = start..<(old.count - end)
    let news = start..<(new.count - end)
    steps.reserveCapacity(old.count + news.count)
    for place in 0..<start { steps.append(.kept(old: place, new: place)) }
    isCoarse = olds.count + news.count > limit
    if isCoarse || olds.isEmpty || news.isEmpty {
      steps += olds.map { .removed(old: $0) } + news.map { .added(new: $0) }
    } else {
      alignMiddle(old, olds, new, news)
    }
    for place in 0..<end {
      steps.append(.kept(old: olds.upperBound + place, new: news.upperBound + place))
    }
  }

  private mutating func alignMiddle<Element: Hashable>(
    _ old: [Element],
    _ olds: Range<Int>,
    _ new: [Element],
    _ news: Range<Int>
  ) {
    var numbers: [Element: Int] = [:]
    func numbered(_ elements: ArraySlice<Element>) -> [Int] {
      elements.map { element in
        if let number = numbers[element] { return number }
        numbers[element] = numbers.count
        return numbers.count - 1
      }
    }
    let left = numbered(old[olds])
    let right = numbered(new[news])
    var removed = [Bool](repeating: false, count: left.count)
    var added = [Bool](repeating: false, count: right.count)
    for change in right.difference(from: left) {
      switch change {
      case .remove(let offset, _, _): removed[offset] = true
      case .insert(let offset, _, _): added[offset] = true
      }
    }
    walk(removed, from: olds.lowerBound, added, from: news.lowerBound)
  }

  private mutating func walk(
    _ removed: [Bool],
    from oldStart: Int,
    _ added: [Bool],
    from newStart: Int
  ) {
    var (old, new) = (0, 0)
    while old < removed.count || new < added.count {
      if old < removed.count, removed[old] {
        steps.append(.removed(old: oldStart + old))
        old += 1
      } else if new < added.count, added[new] {
        steps.append(.added(new: newStart + new))
        new += 1
      } else {
        steps.append(.kept(old: oldStart + old, new: newStart + new))
        old += 1
        new += 1
      }
    }
  }
}
