/// How the records of an input are written.
package enum SourceFormat: String, Sendable, CaseIterable {
  /// An array of objects, one object, or several such texts run together.
  case json

  /// One object a line.
  case jsonl

  /// A stream of documents, each an object or an array of objects.
  case yaml

  /// A table with commas between its cells, and the names of the columns in its first row.
  case csv

  /// The same with tabs.
  case tsv

  /// The format that a file's name ends with, upper or lower case, `.gz` after it or not.
  package init?(fileName: String) {
    var name = fileName.lowercased()[...]
    if name.hasSuffix(".gz") { name = name.dropLast(3) }
    let format = Self.endings.first { name.hasSuffix($0.ending) }?.format
    guard let format else { return nil }
    self = format
  }

  /// What stands between the cells of a table; nil for what is no table.
  package var delimiter: UInt8? {
    switch self {
    case .csv: UInt8(ascii: ",")
    case .tsv: UInt8(ascii: "\t")
    case .json, .jsonl, .yaml: nil
    }
  }

  private static let endings: [(ending: String, format: SourceFormat)] = [
    (".json", .json), (".jsonl", .jsonl), (".ndjson", .jsonl), (".yaml", .yaml), (".yml", .yaml),
    (".csv", .csv), (".tsv", .tsv),
  ]
}
