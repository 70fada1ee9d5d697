extension JSONParser {
  /// Puts the keys of the unordered object at `object`, whose end is the end of the table, into
  /// canonical order and refuses a key that occurs twice.
  ///
  /// Sorting costs n log n whatever the keys are; no hash can be flooded.
  mutating func arrangeKeys(of object: Int) throws(JSONError) {
    var places: [Int] = []
    places.reserveCapacity(Int(nodes[object].length))
    var place = object + 1
    while place < nodes.count {
      places.append(place)
      place = nodes[place + 1].next(after: place + 1)
    }
    let keys = sortedKeys(places)
    try refuseDuplicates(in: keys)
    for (place, key) in zip(places, keys) {
      nodes[place].link = UInt32(key)
    }
  }

  private func sortedKeys(_ places: [Int]) -> [Int] {
    if places.count > 16 {
      return places.sorted { left, right in
        let order = compareKeys(left, right)
        return order < 0 || order == 0 && left < right
      }
    }
    var keys = places
    for end in 1..<keys.count {
      var hole = end
      let key = keys[end]
      while hole > 0, compareKeys(key, keys[hole - 1]) < 0 {
        keys[hole] = keys[hole - 1]
        hole -= 1
      }
      keys[hole] = key
    }
    return keys
  }

  /// Equal keys are neighbours, the earlier in the text first.
  private func refuseDuplicates(in keys: [Int]) throws(JSONError) {
    var found: (first: Int, again: Int)?
    for (first, again) in zip(keys, keys.dropFirst()) where compareKeys(first, again) == 0 {
      if again < found?.again ?? .max { found = (first, again) }
    }
    guard let found else { return }
    let name = JSONWriter.quoted(contents(found.again), limit: 60)
    let first = position(Int(nodes[found.first].start) - 1)
    let detail = "duplicate key \(name); first at \(first)"
    throw failure(.duplicateKey, at: Int(nodes[found.again].start) - 1, detail)
  }

  /// Negative, zero or positive as one key stands before, equals or follows another.
  func compareKeys(_ left: Int, _ right: Int) -> Int {
    contents(left).compare(contents(right))
  }

  private func contents(_ index: Int) -> JSONText {
    JSONText(text, nodes[index])
  }
}
