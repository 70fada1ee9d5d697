import ArgumentParser
import TaglioFormat
import TaglioImport
import TaglioKit

/// How exported records are written.
enum ExportFormat: String, CaseIterable, ExpressibleByArgument {
  case jsonl, csv, yaml

  /// The format that a file's name ends with; nil for others.
  init?(fileName: String) {
    switch SourceFormat(fileName: fileName) {
    case .jsonl: self = .jsonl
    case .csv: self = .csv
    case .yaml: self = .yaml
    case .json, .tsv, nil: return nil
    }
  }
}

/// Writes the records of a selection in one of the formats, one after another.
struct RecordExport {
  let repository: Repository
  let selection: ExportSelection
  let format: ExportFormat
  private(set) var records: ExportedRecords
  /// The columns of a table whose cells stand inside objects.
  private(set) var innerColumns: [String] = []

  init(_ repository: Repository, _ selection: ExportSelection, _ format: ExportFormat) {
    self.repository = repository
    self.selection = selection
    self.format = format
    records = ExportedRecords(repository, selection)
  }

  mutating func write(_ write: ([UInt8]) throws -> Void) throws {
    switch format {
    case .jsonl:
      try forEachRecord { try write($0.bytes + [UInt8(ascii: "\n")]) }
    case .yaml:
      try forEachRecord { try write(Array("---\n".utf8) + Array(YAMLWriter.text($0).utf8)) }
    case .csv: try writeTable(write)
    }
  }

  private mutating func forEachRecord(_ body: (CanonicalJSON) throws -> Void) throws {
    for (index, version) in selection.versions.enumerated() {
      if index % 256 == 0 {
        try repository.options.progress?(index, selection.versions.count)
      }
      try body(records.record(of: version))
    }
  }

  /// The records are read twice: for the columns, which are all places that any of them has, and for
  /// the rows.
  private mutating func writeTable(_ write: ([UInt8]) throws -> Void) throws {
    var columns: Set<ExactString> = []
    try forEachRecord { record in
      for leaf in FieldLeaves(of: record).all where !leaf.path.tokens.isEmpty {
        columns.insert(ExactString(leaf.path.columnName))
      }
    }
    let sorted = columns.sorted()
    guard !sorted.isEmpty else { return }
    innerColumns = sorted.map(\.string).filter { $0.hasPrefix("/") }
    try write(CSVWriter.row(sorted.map(\.string)))
    try forEachRecord { record in
      var cells: [ExactString: String] = [:]
      for leaf in FieldLeaves(of: record).all {
        cells[ExactString(leaf.path.columnName)] = CSVWriter.cell(leaf.value)
      }
      try write(CSVWriter.row(sorted.map { cells[$0] ?? "" }))
    }
  }
}

extension JSONPointer {
  /// How a table calls the column of a place: a field at the top by its name, unless that is empty or
  /// begins with a slash, all others by their pointer.
  var columnName: String {
    guard tokens.count == 1, let name = tokens.first, !name.isEmpty, !name.hasPrefix("/") else {
      return description
    }
    return name
  }
}
