extension JSONParser {
  /// Puts the keys of the unordered object at `object`, whose end is the end of the table, into
  /// canonical order and refuses a key that occurs twice.
  ///
  /// Sorting costs n log n whatever the keys are; no hash can be flooded.
  mutating func arrangeKeys(of object: Int) throws(JSONError) {
    let count = Int(nodes[object].length)
    let twice = withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 2 * count) { memory in
      let places = UnsafeMutableBufferPointer(rebasing: memory[..<count])
      let keys = UnsafeMutableBufferPointer(rebasing: memory[count...])
      findKeys(of: object, places)
      _ = keys.initialize(fromContentsOf: places)
      let twice = count > 16 ? sort(keys) : insert(keys)
      for (place, key) in zip(places, keys) { nodes[Int(place)].link = key }
      return twice
    }
    if let twice { throw refusal(of: twice.again, after: twice.first) }
  }

  private func findKeys(of object: Int, _ places: UnsafeMutableBufferPointer<UInt32>) {
    var place = object + 1
    for index in places.indices {
      places.initializeElement(at: index, to: UInt32(place))
      place = nodes[place + 1].next(after: place + 1)
    }
  }

  /// The first key in the text that stood there before, and where.
  private typealias Duplicate = (first: Int, again: Int)

  /// Sorts few keys, which are in the order of the text.
  private func insert(_ keys: UnsafeMutableBufferPointer<UInt32>) -> Duplicate? {
    for end in 1..<keys.count {
      var hole = end
      let key = keys[end]
      while hole > 0 {
        let order = compareKeys(Int(key), Int(keys[hole - 1]))
        if order == 0 { return (Int(keys[hole - 1]), Int(key)) }
        if order > 0 { break }
        keys[hole] = keys[hole - 1]
        hole -= 1
      }
      keys[hole] = key
    }
    return nil
  }

  /// Sorts many keys; equal ones are then neighbours, the earlier in the text first.
  private func sort(_ keys: UnsafeMutableBufferPointer<UInt32>) -> Duplicate? {
    var keys = keys
    keys.sort { left, right in
      let order = compareKeys(Int(left), Int(right))
      return order < 0 || order == 0 && left < right
    }
    var found: Duplicate?
    for (first, again) in zip(keys, keys.dropFirst())
    where compareKeys(Int(first), Int(again)) == 0 {
      if again < found?.again ?? .max { found = (Int(first), Int(again)) }
    }
    return found
  }

  private func refusal(of again: Int, after first: Int) -> JSONError {
    let name = JSONWriter.quoted(contents(again), limit: 60)
    let detail = "duplicate key \(name); first at \(position(Int(nodes[first].start) - 1))"
    return failure(.duplicateKey, at: Int(nodes[again].start) - 1, detail)
  }

  /// Negative, zero or positive as one key stands before, equals or follows another.
  func compareKeys(_ left: Int, _ right: Int) -> Int {
    contents(left).compare(contents(right))
  }

  private func contents(_ index: Int) -> JSONText {
    JSONText(text, nodes[index])
  }
}
