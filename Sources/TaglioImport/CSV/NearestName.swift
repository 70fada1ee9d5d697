extension [String] {
  /// The element that a person most likely meant by `name`: equal but for capital letters, or at
  /// most two letters, and less than half of them, apart.
  func nearest(to name: String) -> String? {
    let wanted = Swift.Array(name.lowercased().unicodeScalars.prefix(64))
    var best: (distance: Int, element: String)?
    for element in self {
      let other = Swift.Array(element.lowercased().unicodeScalars.prefix(64))
      let distance = editDistance(wanted, other)
      guard distance <= 2, distance * 2 < Swift.max(wanted.count, 1) || distance == 0 else {
        continue
      }
      if distance < best?.distance ?? .max { best = (distance, element) }
    }
    return best?.element
  }
}

/// How many letters must be put in, taken out or changed to make one word of the other
/// (Levenshtein), row by row.
private func editDistance(_ left: [UnicodeScalar], _ right: [UnicodeScalar]) -> Int {
  var row = Array(0...right.count)
  for (index, letter) in left.enumerated() {
    var diagonal = row[0]
    row[0] = index + 1
    for (column, other) in right.enumerated() {
      let changed = diagonal + (letter == other ? 0 : 1)
      diagonal = row[column + 1]
      row[column + 1] = min(changed, diagonal + 1, row[column] + 1)
    }
  }
  return row[right.count]
}
