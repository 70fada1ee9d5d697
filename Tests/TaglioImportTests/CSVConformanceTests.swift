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

  /// What the suite expects beside this table has the number of another row.
  @Test func aQuotationMarkForSecondsIsACharacter() throws {
    let found = try found("location_coordinates")
    let place = "\"Location Coordinates\":\"37\u{FFFD}36'37.8\\\"N 121\u{FFFD}2'17.9\\\"W\""
    #expect(found.count == 1)
    #expect(found.first?.contains(place) == true)
    #expect(found.first?.contains(#""Contact Phone Number":"2095257564""#) == true)
  }

  private func found(_ name: String) throws -> [String] {
    let bytes = try TestData.bytes("vectors/csv-spectrum/csvs/\(name).csv")
    return try records(of: MemorySource(name: "\(name).csv", bytes: bytes)).map(\.canonical)
  }
}
