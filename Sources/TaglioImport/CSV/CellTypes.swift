/// What the cells of a table are read as.
package enum CellTypes: String, Sendable, CaseIterable {
  /// Every cell is a text.
  case text

  /// A cell that is a JSON text is its value, an empty one null, any other a text.
  case json
}
