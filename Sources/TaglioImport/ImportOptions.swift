package import TaglioFormat

/// What the user said about an input beyond its name.
package struct ImportOptions: Hashable, Sendable {
  /// The format; nil takes it from the name.
  package var format: SourceFormat?

  /// The way to the array of records inside each document; nil if a document is a record or an
  /// array of records itself.
  package var records: JSONPointer?

  package init(format: SourceFormat? = nil, records: JSONPointer? = nil) {
    self.format = format
    self.records = records
  }
}
