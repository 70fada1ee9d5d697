extension CSVScanner {
  /// Scans the row that begins what is in memory, reading on until all of it is there.
  ///
  /// - Parameter limit: the longest row in bytes, with its end.
  /// - Returns: the length of the row with its end; nil at the end of the text.
  /// - Throws: `Refusal` for a row that breaks the rules or is longer.
  mutating func nextRow(_ window: inout TextWindow, limit: Int) throws -> Int? {
    while true {
      if window.count > 0 {
        let isComplete = window.isComplete
        let length = try window.withRow(window.count) { (bytes) throws(CSVFault) in
          try scanRow(bytes, isComplete: isComplete)
        }
        if let length, length <= limit { return length }
      } else if window.isComplete {
        return nil
      }
      guard window.count <= limit else {
        throw CSVRecords.tooLong(at: window.position, limit: limit)
      }
      try window.grow()
    }
  }
}
