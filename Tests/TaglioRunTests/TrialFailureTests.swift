import TaglioFormat
import Testing

@testable import TaglioRun

/// Failures become outputs that say what went wrong.
@Suite struct TrialFailureTests {
  @Test func statusAndSignalAreTold() throws {
    let status = try #require(
      TrialFailure(ProgramEnding(.exited(3), errors: Array("oh\n".utf8)))
    )
    #expect(
      "\(status.fields)"
        == #"{"error":{"kind":"status","message":"the command ended with status 3","#
        + #""status":3,"stderr":"oh\n"}}"#
    )
    let signal = try #require(TrialFailure(ProgramEnding(.signalled(9))))
    #expect(
      "\(signal.fields)"
        == #"{"error":{"kind":"signal","message":"the command was ended by signal 9","#
        + #""signal":9,"stderr":""}}"#
    )
    #expect(TrialFailure(ProgramEnding(.exited(0))) == nil)
  }

  @Test func onlyTheEndOfStandardErrorIsKept() throws {
    let long = Array(String(repeating: "é", count: 3000).utf8)
    let failure = try #require(TrialFailure(ProgramEnding(.exited(1), errors: long)))
    let text = failure.fields.document.root["error"]?["stderr"]?.string
    #expect(text == String(repeating: "é", count: 1024))
  }

  @Test func aCutCharacterIsLeftOut() throws {
    let errors = Array(String(repeating: "é", count: 1025).utf8).dropFirst()
    let failure = try #require(TrialFailure(ProgramEnding(.exited(1), errors: Array(errors))))
    let text = failure.fields.document.root["error"]?["stderr"]?.string
    #expect(text == String(repeating: "é", count: 1024))
  }

  @Test func whatIsNoTextIsReplaced() throws {
    let failure = try #require(TrialFailure(ProgramEnding(.exited(1), errors: [0x61, 0xFF, 0x62])))
    #expect(failure.fields.document.root["error"]?["stderr"]?.string == "a\u{FFFD}b")
  }

  @Test func aBrokenSchemaKeepsTheOutput() {
    var failure = TrialFailure(.schema, "it is no number")
    let input = ObjectID(words: (1, 2, 3, 4))
    let output = CanonicalJSON(unchecked: Array(#"{"a":"x"}"#.utf8))
    failure.breach = TrialFailure.Breach(input: input, path: "/a", output: output)
    let error = failure.fields.document.root["error"]
    #expect(error?["output"]?.canonical == output)
    #expect(error?["path"]?.string == "/a")
    #expect(error?["case"]?.objectID == input)
    #expect(!failure.isWorthRetrying)
  }
}
