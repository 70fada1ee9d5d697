import TaglioFormat
import TestSupport
import Testing

@testable import TaglioImport

/// The tables of csv-spectrum, with the records that it expects beside them.
@Suite(.enabled(if: TestData.isPresent)) struct CSVConformanceTests {
  static let names = [
    "comma_in_quotes", "empty", "empty_crlf", "escaped_quotes", "json", "newlines",
    "newlines_crlf", "quotes_and_newlines", "simple", "simple_crlf", "utf8",
  ]

  @Test(arguments: names)
  func recordsAreThoseExpected(_ name: String) throws {
    let expected = try TestData.bytes("vectors/csv-spectrum/json/\(name).json")
    let wanted = try JSONDocument(parsing: expected).root.elements.map(\.canonical.description)
    #expect(try found(name) == wanted)
  }

  /// RFC 4180 has no quotation mark inside a cell that does not begin with one.
  ///
  /// What the suite expects beside this table is the record of another one.
  @Test func aQuotationMarkForSecondsIsRefused() throws {
    let error = #expect(throws: ImportError.self) { try found("location_coordinates") }
    #expect(error?.code == .init(.syntax))
    #expect(error?.line == 2 && error?.column == 24)
  }

  private func found(_ name: String) throws -> [String] {
    let bytes = try TestData.bytes("vectors/csv-spectrum/csvs/\(name).csv")
    return try records(of: MemorySource(name: "\(name).csv", bytes: bytes)).map(\.canonical)
  }
}
