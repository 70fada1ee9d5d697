/// How the records of an input are written.
package enum SourceFormat: String, Sendable, CaseIterable {
  /// An array of objects, one object, or several such texts run together.
  case json

  /// One object a line.
  case jsonl

  /// A stream of documents, each an object or an array of objects.
  case yaml

  /// The format that a file's name ends with, upper or lower case, `.gz` after it or not.
  package init?(fileName: String) {
    var name = fileName.lowercased()[...]
    if name.hasSuffix(".gz") { name = name.dropLast(3) }
    let format = Self.endings.first { name.hasSuffix($0.ending) }?.format
    guard let format else { return nil }
    self = format
  }

  private static let endings: [(ending: String, format: SourceFormat)] = [
    (".json", .json), (".jsonl", .jsonl), (".ndjson", .jsonl), (".yaml", .yaml), (".yml", .yaml),
  ]
}
