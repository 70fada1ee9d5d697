import TaglioFormat
import Testing

@testable import TaglioRun

/// What a program prints becomes the fields of an output.
@Suite struct OutputTextTests {
  @Test(
    arguments: [
      (#" {"b":1,"a":[2.50]} "#, #"{"a":[2.5],"b":1}"#),
      ("17\n", #"{"value":17}"#),
      ("\"yes\"\n", #"{"value":"yes"}"#),
      ("null", #"{"value":null}"#),
      ("[1,{}]", #"{"value":[1,{}]}"#),
      ("yes\n", #"{"text":"yes"}"#),
      ("yes\n\n", #"{"text":"yes\n"}"#),
      ("", #"{"text":""}"#),
      ("\n", #"{"text":""}"#),
      ("4 apples", #"{"text":"4 apples"}"#),
      (#"{"cut":"#, #"{"text":"{\"cut\":"}"#),
      ("NaN", #"{"text":"NaN"}"#),
      ("café \u{1B}[1m", #"{"text":"café \u001b[1m"}"#),
    ]
  )
  func isKept(_ printed: String, _ fields: String) throws {
    #expect("\(try OutputText.fields(Array(printed.utf8)))" == fields)
  }

  @Test(
    arguments: [
      #"{"a":1,"a":2}"#, #"{"a":"\ud800"}"#, "1e999", "1180591620717411303424",
      String(repeating: "[", count: 600),
    ]
  )
  func jsonThatCannotBeKeptIsAnError(_ printed: String) {
    let failure = #expect(throws: TrialFailure.self) {
      try OutputText.fields(Array(printed.utf8))
    }
    #expect(failure?.kind == .output)
  }

  @Test(arguments: [[0xFF], Array("\"caf".utf8) + [0xE9], [0x61, 0xC3]] as [[UInt8]])
  func whatIsNotUTF8IsAnError(_ printed: [UInt8]) {
    let failure = #expect(throws: TrialFailure.self) { try OutputText.fields(printed) }
    #expect(failure?.kind == .output)
  }

  @Test func aWorkersAnswerMustBeJSON() throws {
    #expect("\(try OutputText.answer(Array("17".utf8)))" == #"{"value":17}"#)
    #expect(throws: TrialFailure.self) { try OutputText.answer(Array("yes".utf8)) }
    #expect(throws: TrialFailure.self) { try OutputText.answer([]) }
  }
}
