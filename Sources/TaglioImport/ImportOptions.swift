package import TaglioFormat

/// What the user said about an input beyond its name.
package struct ImportOptions: Hashable, Sendable {
  /// The format; nil takes it from the name.
  package var format: SourceFormat?

  /// The way to the array of records inside each document; nil if a document is a record or an
  /// array of records itself.
  package var records: JSONPointer?

  /// Where the columns of a table go; nil keeps each under its own name.
  package var columns: ColumnMap?

  /// What the cells of a table are read as; nil for text.
  package var types: CellTypes?

  /// Labels that are lists: a column that becomes one of them is split at its commas.
  package var listFields: Set<ExactString> = []

  package init(format: SourceFormat? = nil, records: JSONPointer? = nil) {
    self.format = format
    self.records = records
  }
}
