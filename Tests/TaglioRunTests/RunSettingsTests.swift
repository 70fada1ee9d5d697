import TaglioFormat
import TaglioKit
import Testing

@testable import TaglioRun

/// What is chosen for a run is written and read back.
@Suite struct RunSettingsTests {
  @Test func theStandardSettings() {
    #expect(
      "\(RunSettings().json)"
        == #"{"fork":"principal","inputs":"suite","retries":0,"set":{},"timeout":null,"#
        + #""trials":1,"worker":false}"#
    )
  }

  @Test func allOfItComesBack() throws {
    var settings = RunSettings()
    settings.fork = .all
    settings.inputs = .latest
    settings.retries = 2
    settings.timeout = 90
    settings.trials = 5
    settings.isWorker = true
    settings.values = [
      "model": LabelRule.anything.value("small"), "é": LabelRule.anything.value("[1,2]"),
      "\u{1F600}": LabelRule.anything.value("0.5"), "\u{FFFD}": LabelRule.anything.value("true"),
    ]
    let json = settings.json
    #expect(RunSettings(json.document.root) == settings)
    #expect(try CanonicalJSON(canonicalizing: json.bytes) == json)
    #expect(settings.timeoutNanoseconds == 90_000_000_000)
  }

  @Test(arguments: ["{}", #"{"key":"id","mutable":[],"source":null}"#, #"{"basis":"/id"}"#])
  func theConfigOfOtherRunsIsNone(_ config: String) throws {
    let config = try CanonicalJSON(canonicalizing: Array(config.utf8))
    #expect(RunSettings(config.document.root) == nil)
  }
}
