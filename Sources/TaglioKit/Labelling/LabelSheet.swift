package import TaglioFormat
import TaglioStore

/// A column of a sheet that helps people to see what they label.
package struct SheetColumn: Hashable, Sendable {
  /// Where the field stands.
  package enum Side: String, Sendable { case own, input, output }

  package var side: Side
  package var pointer: JSONPointer

  /// What the column is called: `/question`; on a sheet of outputs `case:/question` or
  /// `output:/answer`.
  package var title: String {
    switch side {
    case .own: "\(pointer)"
    case .input: "case:\(pointer)"
    case .output: "output:\(pointer)"
    }
  }

  /// Reads a title, with or without the side.
  ///
  /// - Throws: `TaglioError` `usage`.
  package init(_ text: String, ofOutputs: Bool) throws {
    let (side, place): (Side, Substring) =
      if text.hasPrefix("case:") {
        (.input, text.dropFirst(5))
      } else if text.hasPrefix("output:") {
        (.output, text.dropFirst(7))
      } else {
        (.output, text[...])
      }
    guard place.hasPrefix("/"), let pointer = JSONPointer(String(place)),
      ofOutputs || !text.hasPrefix("output:")
    else {
      throw TaglioError(
        .usage,
        "\"\(text)\" is no column",
        help: ofOutputs
          ? "Write places such as case:/question,output:/answer."
          : "Write places such as /question,/answer."
      )
    }
    self.side = ofOutputs ? side : .own
    self.pointer = pointer
  }

  init(side: Side, pointer: JSONPointer) {
    self.side = side
    self.pointer = pointer
  }
}

/// Cases, or outputs of a run, as rows that people label.
package struct LabelSheet: Sendable {
  package struct Row: Sendable {
    /// What people call the case; the id of its lineage where it has no key.
    package var id: String
    package var version: ObjectID
    /// In the order of the columns.
    package var cells: [String]
  }

  package var columns: [SheetColumn] = []
  package var rows: [Row] = []
  /// Cases of which nothing can be read.
  package var missing = 0

  /// How many columns are chosen of each side where nobody says which.
  static let mostColumns = 8
  /// The most characters of a cell.
  static let longestCell = 500
}

extension Repository {
  /// Makes a sheet of a selection: cases at the versions that it lists, outputs as they are now.
  ///
  /// - Parameter columns: nil for those fields that are short and that most rows have.
  /// - Throws: `damage` where a version does not read.
  package func labelSheet(
    _ selection: ExportSelection,
    columns: [SheetColumn]?
  ) throws -> LabelSheet {
    var sheet = LabelSheet()
    sheet.missing = selection.missing
    let reader = SheetReader(self, isOfOutputs: selection.isOfOutputs)
    var leaves: [[SheetColumn: String]] = []
    for version in selection.versions {
      let shown = try reader.shown(version)
      leaves.append(try reader.leaves(of: shown, columns))
      sheet.rows.append(.init(id: try reader.name(of: shown), version: shown.id, cells: []))
    }
    sheet.columns = columns ?? SheetReader.telling(leaves)
    for index in sheet.rows.indices {
      sheet.rows[index].cells = sheet.columns.map { leaves[index][$0] ?? "" }
    }
    return sheet
  }
}

/// Reads what goes into the cells of a sheet.
private struct SheetReader {
  private let repository: Repository
  private let snapshot: Snapshot
  private let isOfOutputs: Bool

  init(_ repository: Repository, isOfOutputs: Bool) {
    self.repository = repository
    self.isOfOutputs = isOfOutputs
    snapshot = repository.snapshot
  }

  /// Of an output its head, where somebody corrected it.
  func shown(_ version: Version) throws -> Version {
    guard isOfOutputs else { return version }
    return try snapshot.heads(ofLineage: version.row.lineage)?.principal ?? version
  }

  /// What people call a case, or the input of an output.
  func name(of version: Version) throws -> String {
    let number = version.row.basis
    if isOfOutputs, number != ObjectRow.none, let key = try snapshot.key(of: number) {
      return key.description
    }
    if let key = try snapshot.key(of: version.number) { return key.description }
    return try "\(snapshot.lineageID(version.row.lineage))"
  }

  /// The texts of single values, cut, by their columns; of the wanted ones whatever they hold.
  func leaves(
    of version: Version,
    _ wanted: [SheetColumn]?
  ) throws -> [SheetColumn: String] {
    var found: [SheetColumn: String] = [:]
    try add(version.id, isOfOutputs ? .output : .own, wanted, to: &found)
    if isOfOutputs, version.row.basis != ObjectRow.none {
      let input = try snapshot.index.object(version.row.basis)
      if !input.isGap { try add(input.id, .input, wanted, to: &found) }
    }
    return found
  }

  private func add(
    _ id: ObjectID,
    _ side: SheetColumn.Side,
    _ wanted: [SheetColumn]?,
    to found: inout [SheetColumn: String]
  ) throws {
    guard case .case(let record) = try repository.record(id) else { return }
    let fields = record.immutableFields.unsalted
    if let wanted {
      let root = fields.document.root
      for column in wanted where column.side == side {
        found[column] = root.value(at: column.pointer).map { SheetReader.text($0.canonical) }
      }
      return
    }
    for leaf in FieldLeaves(of: fields).all where !leaf.path.tokens.isEmpty {
      switch leaf.value.document.root.kind {
      case .array, .object: continue
      default: found[.init(side: side, pointer: leaf.path)] = SheetReader.text(leaf.value)
      }
    }
  }

  /// A string as it is, anything else as JSON, cut where it is long.
  private static func text(_ value: CanonicalJSON) -> String {
    let text = value.document.root.string ?? value.description
    guard text.unicodeScalars.count > LabelSheet.longestCell else { return text }
    var cut = String.UnicodeScalarView(text.unicodeScalars.prefix(LabelSheet.longestCell))
    cut.append("…")
    return String(cut)
  }

  /// The columns that most rows fill, in the order of their titles.
  static func telling(_ rows: [[SheetColumn: String]]) -> [SheetColumn] {
    var counts: [SheetColumn: Int] = [:]
    for row in rows {
      for column in row.keys { counts[column, default: 0] += 1 }
    }
    let sides = Dictionary(grouping: counts) { $0.key.side }
    let chosen = sides.values.flatMap { columns in
      columns.sorted {
        if $0.value != $1.value { return $0.value > $1.value }
        return $0.key.title.precedes($1.key.title)
      }
      .prefix(LabelSheet.mostColumns).map(\.key)
    }
    return chosen.sorted { $0.title.precedes($1.title) }
  }
}
