import Testing

@testable import TaglioImport

/// A number of many digits is judged whole, wherever the window ends that it is read in.
///
/// The fuzzer `jsonl` found that its first digits were refused where they alone are no number that
/// can be kept.
@Suite struct CutNumberTests {
  @Test(arguments: ["a.json", "a.jsonl"], [1, 7, 26])
  func aLongNumberIsReadInPieces(_ name: String, _ pieceLength: Int) throws {
    let text = #"{"a":18446744073709551620.5}"#
    let source = SlowSource(name: name, bytes: Array(text.utf8), pieceLength: pieceLength)
    #expect(try records(of: source).map(\.canonical) == [#"{"a":18446744073709552000}"#])
  }
}
