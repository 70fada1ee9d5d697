/// Finds what somebody meant who misspelt a name.
package enum Spelling {
  /// The most that are suggested.
  private static let most = 3

  /// The names that are nearest to `word`, in the order of `names`, where any is near enough.
  ///
  /// That is about one slip in three letters; capital letters count as small ones.
  package static func nearest(to word: String, among names: [String]) -> [String] {
    let limit = max(1, (word.count + 1) / 3)
    // A long word is near to nothing, and comparing it would cost its square.
    guard word.count < 64 else { return [] }
    let distances = names.map { distance(word.lowercased(), $0.lowercased()) }
    guard let best = distances.min(), best <= limit else { return [] }
    return Array(zip(names, distances).filter { $0.1 == best }.map(\.0).prefix(most))
  }

  /// The optimal string alignment distance: how many letters must be put in, left out, replaced or
  /// exchanged with their neighbour, none touched twice.
  package static func distance(_ left: String, _ right: String) -> Int {
    let (left, right) = (Array(left), Array(right))
    var before: [Int] = []
    var last = Array(0...right.count)
    for (row, letter) in left.enumerated() {
      var next = [row + 1]
      for (column, other) in right.enumerated() {
        var best = min(last[column + 1] + 1, next[column] + 1)
        best = min(best, last[column] + (letter == other ? 0 : 1))
        if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
          best = min(best, before[column - 1] + 1)
        }
        next.append(best)
      }
      (before, last) = (last, next)
    }
    return last[right.count]
  }
}
