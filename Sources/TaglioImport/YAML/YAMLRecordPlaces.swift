import TaglioFormat

/// Where in a YAML text the elements of a document stand, by their place in its JSON text.
struct YAMLRecordPlaces {
  private var offsets: [Int] = []
  private var positions: [TextPosition] = []

  /// Notes that what begins at byte `offset` of the JSON text begins at `position` of the YAML
  /// text.
  mutating func note(_ position: TextPosition, at offset: Int) {
    offsets.append(offset)
    positions.append(position)
  }

  /// The place of the last element that begins at `offset` of the JSON text or before it.
  func position(at offset: Int) -> TextPosition {
    var (low, high) = (0, offsets.count)
    while low < high {
      let middle = (low + high) / 2
      if offsets[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? positions[low - 1] : TextPosition()
  }
}
