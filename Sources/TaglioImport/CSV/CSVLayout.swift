import TaglioFormat

/// Where the cells of a row stand in its record, decided once from the header.
struct CSVLayout {
  /// A cell of the record, after the text that comes before it.
  struct Member {
    var text: [UInt8]
    var column: Int
  }

  /// A label that the record has where the column's cell is not empty.
  struct Label {
    /// The member's name with its colon.
    var text: [UInt8]
    var column: Int
    /// Whether the label is a list of what the cell holds between commas.
    var isList: Bool
  }

  private(set) var names: [String]
  private(set) var members: [Member] = []
  private(set) var labels: [Label] = []
  /// What closes the objects that are open after the last member.
  private(set) var closing: [UInt8] = []

  /// One column with the way to its cells, which for labels is a field at the top level.
  private struct Place {
    var column: Int
    var path: [ExactString]
    var isLabel = false
  }

  /// - Throws: `header` where `columns` names a column that is not there, or two columns would be in
  ///   one place or one inside the other.
  init(
    _ header: CSVHeader,
    _ columns: ColumnMap?,
    listFields: Set<ExactString>
  ) throws(CSVFault) {
    names = header.names
    let places = try Self.places(names, columns)
    try Self.requireApart(places, names)
    addMembers(places.filter { !$0.isLabel })
    for place in places where place.isLabel {
      let label = Label(
        text: Self.name(place.path[0]),
        column: place.column,
        isList: listFields.contains(place.path[0])
      )
      labels.append(label)
    }
  }

  /// The places of all columns, in an order in which those inside one object are neighbours.
  private static func places(
    _ names: [String],
    _ map: ColumnMap?
  ) throws(CSVFault) -> [Place] {
    var places = names.enumerated().map { Place(column: $0, path: [ExactString($1)]) }
    var columns: [ExactString: Int] = [:]
    for (column, name) in names.enumerated() { columns[ExactString(name)] = column }
    for entry in map?.entries ?? [] {
      guard let column = columns[entry.column] else {
        throw noColumn(entry.column.string, names)
      }
      switch entry.target {
      case .place(let pointer): places[column].path = pointer.tokens.map { ExactString($0) }
      case .label(let field):
        places[column].path = [ExactString(field)]
        places[column].isLabel = true
      }
    }
    return places.sorted { $0.path.lexicographicallyPrecedes($1.path) }
  }

  /// Refuses a place that is, or is above, the place of another column.
  ///
  /// What lies below a place follows it in the order of paths without a gap.
  private static func requireApart(_ places: [Place], _ names: [String]) throws(CSVFault) {
    for (upper, lower) in zip(places, places.dropFirst()) {
      guard lower.path.starts(with: upper.path) else { continue }
      let first = upper.path.pointer
      let found =
        upper.path == lower.path
        ? "both go to \(first)" : "go to \(first) and, inside it, to \(lower.path.pointer)"
      throw CSVFault(
        at: 0,
        .header,
        "the columns \"\(names[upper.column])\" and \"\(names[lower.column])\" \(found)",
        help: "give each column a place of its own with --columns"
      )
    }
  }

  private mutating func addMembers(_ places: [Place]) {
    var open: ArraySlice<ExactString> = []
    for (index, place) in places.enumerated() {
      let parents = place.path.dropLast()
      let common = zip(open, parents).prefix { $0 == $1 }.count
      var text = [UInt8](repeating: UInt8(ascii: "}"), count: open.count - common)
      if index > 0 { text.append(UInt8(ascii: ",")) }
      for parent in parents.dropFirst(common) {
        text += Self.name(parent)
        text.append(UInt8(ascii: "{"))
      }
      if let last = place.path.last { text += Self.name(last) }
      members.append(Member(text: text, column: place.column))
      open = parents
    }
    closing = [UInt8](repeating: UInt8(ascii: "}"), count: open.count)
  }

  private static func name(_ name: ExactString) -> [UInt8] {
    var text: [UInt8] = []
    JSONWriter.appendString(name.string, to: &text)
    text.append(UInt8(ascii: ":"))
    return text
  }

  private static func noColumn(_ name: String, _ names: [String]) -> CSVFault {
    let nearest = Spelling.nearest(to: name, among: names).first
    let near = nearest.map { "did you mean \"\($0)\"? " } ?? ""
    let shown = names.prefix(12).map { "\"\($0)\"" }.joined(separator: ", ")
    let more = names.count > 12 ? " and \(names.count - 12) more" : ""
    return CSVFault(
      at: 0,
      .header,
      "--columns names \"\(name)\", and there is no such column",
      help: near + "the columns are \(shown)\(more)"
    )
  }
}

extension [ExactString] {
  fileprivate var pointer: JSONPointer { JSONPointer(tokens: map(\.string)) }
}
