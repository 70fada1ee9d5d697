import TaglioFormat

/// A file, before anybody knows whose log it is.
struct LogFile {
  /// What messages call it.
  let name: String
  let content: Content

  enum Content {
    /// A ZIP archive.
    case archive(ZipArchive)
    /// One JSON object, without the arrays whose elements can be many: these are given by their
    /// places.
    case document(JSONObject, [JSONPointer: [LogElement]])
    /// Objects in an array, in lines, or in YAML.
    case rows([LogElement])
    /// The cells of a CSV table, its first row too.
    case table([[String]])
  }

  /// The arrays in which logs have what they list for each sample.
  static let lists = ["/samples", "/results", "/results/results"].compactMap { JSONPointer($0) }
}

/// An object of a log, and where it stands.
struct LogElement {
  var json: CanonicalJSON
  var place: RecordPlace

  /// Its members.
  var object: JSONObject { json.value.object ?? JSONObject() }
}

extension LogFile {
  /// Reads a file, whatever it is.
  ///
  /// - Throws: `ImportError`, `SystemError`; what an unpacker throws.
  init(_ source: any InputSource, unpackers: [UInt16: ZipArchive.Unpacker]) throws {
    name = source.name
    do {
      if try ZipArchive.signatures.contains(LogFile.beginning(of: source)) {
        let bytes = try source.randomBytes()
        content = .archive(try ZipArchive(bytes, file: source.name, unpackers: unpackers))
      } else {
        content = try LogFile.text(source)
      }
    } catch let refusal as Refusal {
      throw refusal.error(in: source.name, record: nil)
    }
  }

  private static func beginning(of source: any InputSource) throws -> [UInt8] {
    let reader = try source.open()
    var bytes: [UInt8] = []
    while try bytes.count < 4 && reader.read(4, into: &bytes) {}
    return Array(bytes.prefix(4))
  }

  private static func text(_ source: any InputSource) throws -> Content {
    switch SourceFormat(fileName: source.name) {
    case .yaml?: return try rows(of: source, .yaml)
    case .csv?: return .table(try LogTable(TextWindow.open(source, decodesUTF16: true)).rows)
    default: break
    }
    var stream = JSONStream(try TextWindow.open(source))
    switch try stream.peek() {
    case nil:
      throw Refusal(
        .init(.unexpectedEnd),
        at: stream.position,
        "the file is empty",
        help: "was the log written? Fetch it again"
      )
    case UInt8(ascii: "["): return try rows(of: source, .json)
    case UInt8(ascii: "{"): break
    default:
      if source.isNamed { break }
      return .table(try LogTable(TextWindow.open(source, decodesUTF16: true)).rows)
    }
    var document = LogDocument(source.name)
    let header = try document.read(&stream)
    if try stream.peek() != nil { return try rows(of: source, .jsonl) }
    return .document(header, document.lists)
  }

  private static func rows(of source: any InputSource, _ format: SourceFormat) throws -> Content {
    var rows: [LogElement] = []
    try RecordReader(source, options: ImportOptions(format: format)).forEach { document, place in
      rows.append(LogElement(json: document.root.canonical, place: place))
    }
    return .rows(rows)
  }
}
