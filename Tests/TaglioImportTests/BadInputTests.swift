import TaglioFormat
import TestSupport
import Testing

@testable import TaglioImport

/// A text that must be refused, and how.
struct BadInput: CustomTestStringConvertible, Sendable {
  var title: String
  var name: String
  var bytes: [UInt8]
  var pointer: String?
  var columns: String?
  var types: CellTypes?
  var code: String
  var line: Int?
  var column: Int?
  var record: Int?
  var message: String
  var help: String

  var testDescription: String { title }

  init(
    _ title: String,
    _ name: String,
    _ text: String,
    records pointer: String? = nil,
    _ code: String,
    at place: (line: Int, column: Int)?,
    record: Int? = nil,
    _ message: String,
    help: String = ""
  ) {
    self.init(
      title,
      name,
      bytes: Array(text.utf8),
      records: pointer,
      code,
      at: place,
      record: record,
      message,
      help: help
    )
  }

  init(
    _ title: String,
    _ name: String,
    bytes: [UInt8],
    records pointer: String? = nil,
    _ code: String,
    at place: (line: Int, column: Int)?,
    record: Int? = nil,
    _ message: String,
    help: String = ""
  ) {
    self.title = title
    self.name = name
    self.bytes = bytes
    self.pointer = pointer
    self.code = code
    line = place?.line
    column = place?.column
    self.record = record
    self.message = message
    self.help = help
  }
}

@Suite struct BadInputTests {
  @Test(arguments: BadInput.json + BadInput.pointers + BadInput.yaml + BadInput.csv)
  func everyFaultHasItsPlaceAndItsWayOut(_ input: BadInput) throws {
    var options = try tableOptions(columns: input.columns, types: input.types)
    options.records = input.pointer.flatMap { JSONPointer($0) }
    let source = MemorySource(name: input.name, bytes: input.bytes)
    let error = #expect(throws: ImportError.self) { try records(of: source, options) }
    guard let error else { return }
    #expect(error.file == input.name)
    #expect(error.code.rawValue == input.code)
    #expect(error.line == input.line)
    #expect(error.column == input.column)
    #expect(error.record == input.record)
    #expect(error.message == input.message)
    #expect(!error.help.isEmpty && error.help.contains(input.help))
  }

  @Test func theSameFaultsAreFoundInsideGzip() throws {
    for input in BadInput.json + BadInput.csvTexts {
      let packed = SlowSource(
        name: input.name + ".gz",
        bytes: try gzipped(input.bytes),
        pieceLength: 7
      )
      let error = #expect(throws: ImportError.self) { try records(of: packed) }
      #expect(error?.code.rawValue == input.code, "\(input.title)")
      #expect(error?.line == input.line, "\(input.title)")
      #expect(error?.column == input.column, "\(input.title)")
    }
  }

  @Test func theRecordsBeforeAFaultAreDelivered() throws {
    var count = 0
    let source = MemorySource(name: "a.jsonl", bytes: Array("{}\n{}\n{\n".utf8))
    #expect(throws: ImportError.self) {
      try RecordReader(source).forEach { _, _ in count += 1 }
    }
    #expect(count == 2)
  }

  @Test(arguments: ["cases.txt", "cases", "cases.xls", "cases.gz"])
  func anUnknownEndingAsksForTheFormat(_ name: String) {
    let error = #expect(throws: ImportError.self) { try records("{}", name: name) }
    #expect(error?.code == .formatUnknown)
    #expect(error?.help == "name it: --format json|jsonl|yaml|csv|tsv")
  }

  @Test(arguments: ["", "  ", "a: 1", "# x"])
  func aNamelessTextMustShowItsFormat(_ text: String) {
    let source = MemorySource(name: "-", isNamed: false, bytes: Array(text.utf8))
    let error = #expect(throws: ImportError.self) { try records(of: source) }
    #expect(error?.code == .formatUnknown)
  }

  @Test(arguments: ["{\"a\":1}\n{\"a\":2}", " [{},{}]"])
  func aNamelessTextMayBeJSON(_ text: String) throws {
    let source = MemorySource(name: "-", isNamed: false, bytes: Array(text.utf8))
    #expect(try records(of: source).count == 2)
  }

  @Test func anErrorSaysItsPlaceLikeACompiler() {
    let error = #expect(throws: ImportError.self) { try records("{\"a\":1,}", name: "a.json") }
    #expect(error?.description.hasPrefix("a.json:1:8: ") == true)
  }
}
