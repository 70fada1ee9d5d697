package import TaglioFormat

/// Reads the records of one input, in order, as often as asked.
///
/// JSON, JSONL, CSV and TSV are read with one record in memory at a time; a YAML input, of 64 MiB at
/// most, is held whole. Each call of `forEach` reads the input anew and gives the same records, or fails.
package struct RecordReader {
  package let source: any InputSource
  package let format: SourceFormat
  private let options: ImportOptions

  /// Fields that the user made labels by saying so of a column.
  package var labelFields: [String] { options.columns?.labels ?? [] }

  /// Takes the format from the options, else from the source's name, else, where there is no name,
  /// from the first byte of the text.
  ///
  /// - Throws: `ImportError` where the format stays unknown, an option does not fit it, or the
  ///   beginning of the text cannot be read; `SystemError`.
  package init(_ source: any InputSource, options: ImportOptions = ImportOptions()) throws {
    self.source = source
    self.options = options
    format = try options.format ?? SourceFormat(fileName: source.name) ?? Self.sniff(source)
    try requireUse(of: options)
  }

  /// Calls `body` with each record, an object, and its place.
  ///
  /// Positions of values inside the document are those of its JSON text: right in JSON and JSONL
  /// but for the offset, which counts from the record, and meaningless in YAML, CSV and TSV. The document may be
  /// kept; one that is not lends its memory to the next.
  ///
  /// - Throws: what `body` throws, unchanged; `ImportError`, at the first fault, after the records
  ///   before it; `SystemError`.
  package func forEach(_ body: (JSONDocument, RecordPlace) throws -> Void) throws {
    var count = 0
    let deliver: RecordSink = { document, position in
      let place = RecordPlace(
        file: source.name,
        line: position.line,
        column: position.column,
        record: count + 1
      )
      guard document.root.kind == .object else { throw notObject(document.root.kind, place) }
      count += 1
      try body(document, place)
    }
    do {
      try read(deliver)
    } catch let refusal as Refusal {
      throw refusal.error(in: source.name, record: refusal.isOfRecord ? count + 1 : nil)
    }
  }

  private func read(_ deliver: RecordSink) throws {
    let pointer = options.records
    var window = try TextWindow.open(source, decodesUTF16: format.delimiter != nil)
    switch format {
    case .json where try window.isBlank(): throw emptyText(window.position)
    case .json: try JSONRecords(pointer).read(JSONStream(window), deliver)
    case .jsonl where pointer == nil: try JSONLines().read(window, deliver)
    case .jsonl: try JSONRecords(pointer).read(JSONStream(window), deliver)
    case .yaml: try YAMLRecords(pointer).read(window, deliver)
    case .csv, .tsv: try CSVRecords(tableOptions).read(window, deliver)
    }
  }

  private var tableOptions: CSVRecords.Options {
    CSVRecords.Options(
      delimiter: format.delimiter ?? UInt8(ascii: ","),
      columns: options.columns,
      types: options.types ?? .text,
      listFields: options.listFields
    )
  }

  /// Refuses an option that would be passed over.
  private func requireUse(of options: ImportOptions) throws {
    let isTable = format.delimiter != nil
    var unused: String?
    if isTable, options.records != nil { unused = "--records" }
    if !isTable, options.types != nil { unused = "--types" }
    if !isTable, options.columns != nil { unused = "--columns" }
    guard let unused else { return }
    throw ImportError(
      .optionUnused,
      file: source.name,
      message: "\(unused) is for \(isTable ? "JSON and YAML" : "CSV and TSV"), "
        + "and this input is read as \(format.rawValue)",
      help: "leave it out, or add this input by a command of its own"
    )
  }

  private func emptyText(_ end: TextPosition) -> ImportError {
    ImportError(
      .init(.unexpectedEnd),
      file: source.name,
      line: end.line,
      column: end.column,
      message: "the text is empty",
      help: "an input without records is an empty array: []"
    )
  }

  private func notObject(_ kind: JSONView.Kind, _ place: RecordPlace) -> ImportError {
    let help =
      kind == .array && format == .jsonl
      ? "if each line is an array of records, name the format: --format json"
      : "put the value into an object: {\"input\": …}"
    return ImportError(
      .recordNotObject,
      file: place.file,
      line: place.line,
      column: place.column,
      record: place.record,
      message: "record \(place.record) is \(kind.name); a case is an object",
      help: help
    )
  }

  /// JSON, if the first byte of a nameless text may begin an object or an array.
  private static func sniff(_ source: any InputSource) throws -> SourceFormat {
    guard !source.isNamed else { throw formatUnknown(source) }
    do {
      var window = try TextWindow.open(source)
      guard try !window.isBlank(), let byte = window.nextByte, "{[".utf8.contains(byte) else {
        throw formatUnknown(source)
      }
      return .json
    } catch let refusal as Refusal {
      throw refusal.error(in: source.name, record: nil)
    }
  }

  private static func formatUnknown(_ source: any InputSource) -> ImportError {
    let formats = SourceFormat.allCases.map(\.rawValue).joined(separator: "|")
    let reason = source.isNamed ? "the name does not tell the format" : "the format is not clear"
    return ImportError(
      .formatUnknown,
      file: source.name,
      message: reason,
      help: "name it: --format \(formats)"
    )
  }
}

/// Takes one record and the position of its beginning in the text of the input.
typealias RecordSink = (JSONDocument, TextPosition) throws -> Void

extension Refusal {
  /// Whether the fault lies in a record, not in the input as a whole or around the records.
  fileprivate var isOfRecord: Bool {
    isInRecord && position != nil && field == nil && code != .encoding
  }
}

extension JSONView.Kind {
  /// The kind as a sentence names it.
  var name: String {
    switch self {
    case .null: "null"
    case .false, .true: "true or false"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}
