package import TaglioFormat

/// A table of labels as people fill it: the columns that `label export` writes, and in those right of
/// `version` what somebody said of each case.
///
/// `Docs/labels.md` is the page of the format.
package struct LabelTable {
  /// What somebody said of one version.
  package struct Row {
    package var place: RecordPlace
    package var version: ObjectID
    /// The cells that are not empty, in the order of the columns.
    package var labels: [(field: String, value: CanonicalJSON)]
  }

  /// The columns that hold labels.
  package let fields: [String]
  private let table: CSVTable
  private let columns: [Int]
  private let version: Int

  /// The column with the id of the version.
  package static let versionColumn = "version"
  /// The column by which people know the case.
  package static let idColumn = "id"

  /// Reads the first row.
  ///
  /// - Parameter fields: the columns that hold labels; nil for all right of `version`.
  /// - Throws: `ImportError` `header` for columns that are missing or were renamed, and what reading
  ///   tables throws.
  package init(_ source: any InputSource, fields wanted: [String]?) throws {
    let table = try CSVTable(source, with: Self.versionColumn)
    guard let version = table.header.firstIndex(of: Self.versionColumn) else {
      throw Self.refusal(
        source,
        "there is no column \"\(Self.versionColumn)\", by which rows find their cases",
        help: "if it was renamed, give it its name back; label export writes it"
      )
    }
    self.table = table
    self.version = version
    columns =
      try wanted.map { try Self.columns(named: $0, in: table.header, source) }
      ?? Self.columns(rightOf: version, in: table.header, source)
    fields = columns.map { table.header[$0] }
  }

  /// Calls `body` with each row that has a label.
  ///
  /// - Returns: the number of rows that have none.
  /// - Throws: `ImportError` `syntax` for a version that is none.
  package func forEachRow(_ body: (Row) throws -> Void) throws -> Int {
    var skipped = 0
    try table.forEachRow { cells, place in
      let labels = try columns.compactMap { column in
        try requirePoint(in: cells[column], of: table.header[column], place)
        return LabelCell.value(cells[column]).map { (field: table.header[column], value: $0) }
      }
      let id = try id(in: cells[version], place)
      if labels.isEmpty {
        skipped += 1
      } else {
        try body(Row(place: place, version: id, labels: labels))
      }
    }
    return skipped
  }

  /// Refuses `0,5` where cells are separated by semicolons: spreadsheets do that where numbers are
  /// written with commas, and nobody else can tell whether it is one.
  private func requirePoint(in cell: String, of field: String, _ place: RecordPlace) throws {
    guard table.delimiter == UInt8(ascii: ";"), LabelCell.hasDecimalComma(cell) else { return }
    throw ImportError(
      .init(.syntax),
      file: place.file,
      line: place.line,
      record: place.record,
      message: "the cell \"\(field)\" holds \(cell): is that a number with a comma?",
      help: "write numbers with a point, 0.5; for a text write '\(cell)"
    )
  }

  private func id(in cell: String, _ place: RecordPlace) throws -> ObjectID {
    if let id = ObjectID(cell) { return id }
    throw ImportError(
      .init(.syntax),
      file: place.file,
      line: place.line,
      record: place.record,
      message: "the cell \"version\" holds no whole id: \"\(cell.prefix(80))\"",
      help: "leave the cells of this column as label export wrote them"
    )
  }

  // MARK: The first row

  private static func columns(
    named wanted: [String],
    in header: [String],
    _ source: any InputSource
  ) throws -> [Int] {
    try wanted.map { name in
      let column = header.firstIndex { ExactString($0) == ExactString(name) }
      guard let column, name != versionColumn else {
        let near = Spelling.nearest(to: name, among: header).first.map {
          "did you mean \"\($0)\"? "
        }
        throw refusal(
          source,
          "there is no column \"\(name)\" with labels",
          help: (near ?? "") + "the columns are "
            + header.map { "\"\($0)\"" }.joined(separator: ", ")
        )
      }
      return column
    }
  }

  private static func columns(
    rightOf version: Int,
    in header: [String],
    _ source: any InputSource
  ) throws -> [Int] {
    for name in header[..<version] where !isReadable(name) && name != idColumn {
      throw refusal(
        source,
        "the column \"\(name)\" stands left of \"version\", and label export wrote none of this name",
        help: "if it was renamed, give it its name back; if it holds labels, say so with --fields"
      )
    }
    let labels = header.indices[(version + 1)...]
    if let misplaced = labels.first(where: { isReadable(header[$0]) || header[$0] == idColumn }) {
      throw refusal(
        source,
        "the column \"\(header[misplaced])\" stands right of \"version\", where labels do",
        help: "move it to the left, or name the columns with labels: --fields"
      )
    }
    guard !labels.isEmpty else {
      throw refusal(
        source,
        "there is no column right of \"version\", where labels stand",
        help: "add one, or export the table with: --fields NAME"
      )
    }
    return Array(labels)
  }

  /// Whether a column is one of those that only help to read.
  private static func isReadable(_ name: String) -> Bool {
    ["/", "case:/", "output:/"].contains { name.hasPrefix($0) }
  }

  private static func refusal(
    _ source: any InputSource,
    _ message: String,
    help: String
  ) -> ImportError {
    ImportError(.header, file: source.name, line: 1, message: message, help: help)
  }
}

/// What a cell of a label says.
package enum LabelCell {
  /// A number where the cell is one as JSON has it, true or false in whatever capitals, else the
  /// text; nil where the cell is empty or holds only spaces.
  package static func value(_ cell: String) -> CanonicalJSON? {
    let text = FormulaGuard.restored(cell)
    guard text.utf8.contains(where: { $0 != 0x20 }) else { return nil }
    switch text.lowercased() {
    case "true": return CanonicalJSON(unchecked: Array("true".utf8))
    case "false": return CanonicalJSON(unchecked: Array("false".utf8))
    default: return number(text) ?? string(text)
    }
  }

  /// Whether a cell looks like a number with a comma in it: `0,5`, `-1.234,5`.
  static func hasDecimalComma(_ cell: String) -> Bool {
    let number = cell.utf8.first == UInt8(ascii: "-") ? cell.utf8.dropFirst() : cell.utf8[...]
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard let first = number.first, let last = number.last, digits.contains(first),
      digits.contains(last)
    else { return false }
    return number.count { $0 == UInt8(ascii: ",") } == 1
      && number.allSatisfy { digits.contains($0) || ",.".utf8.contains($0) }
  }

  private static func string(_ text: String) -> CanonicalJSON {
    var bytes: [UInt8] = []
    JSONWriter.appendString(text, to: &bytes)
    return CanonicalJSON(unchecked: bytes)
  }

  /// Nil for what is no number, or none that has a canonical form.
  private static func number(_ text: String) -> CanonicalJSON? {
    // What is no number stays the text that it is, whatever keeps it from being one.
    guard let first = text.utf8.first, "-0123456789".utf8.contains(first),
      let document = try? JSONDocument(parsing: Array(text.utf8)), document.root.kind == .number
    else { return nil }
    return document.root.canonical
  }
}
