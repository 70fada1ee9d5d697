import TaglioFormat
import TaglioKit
import TestSupport
import Testing

@Suite("Schemas of outputs")
struct OutputSchemaTests {
  private func schema(_ text: String) throws -> OutputSchema {
    try OutputSchema(CanonicalJSON(canonicalizing: Array(text.utf8)), of: "sums")
  }

  private func breach(_ output: String, of text: String) throws -> OutputSchema.Breach? {
    try schema(text).breach(by: CanonicalJSON(canonicalizing: Array(output.utf8)))
  }

  @Test("An output that meets its schema breaks nothing")
  func meets() throws {
    #expect(try breach(#"{"score": 0.5}"#, of: #"{"required": ["score"]}"#) == nil)
  }

  @Test("The first breach is told with its place")
  func breaks() throws {
    let rule = #"{"properties": {"score": {"maximum": 1}}}"#
    let found = try #require(try breach(#"{"score": 1.5}"#, of: rule))
    #expect(found.path == JSONPointer("/score"))
    #expect("\(found)" == "/score: 1.5 is more than the maximum 1")
  }

  @Test("What is no schema is refused with the place in it")
  func refused() {
    #expect {
      try schema(#"{"items": {"type": "number?"}}"#)
    } throws: { error in
      guard let error = error as? TaglioError else { return false }
      return error.code == .badInput && error.field == "/schema/items/type"
    }
  }

  @Test("An experiment without a schema holds outputs to nothing")
  func none() throws {
    let fields = try JSONDocument(parsing: Array(#"{"name": "sums"}"#.utf8))
    #expect(try OutputSchema(of: ExperimentDefinition(fields.root)) == nil)
  }
}
