import TaglioFormat
import Testing

@testable import TaglioCLI

@Suite struct CollectCommandTests {
  @Test func whatIsYoungIsOnlyCounted() throws {
    try withSmallStore { bench in
      try bench.write(".taglio/objects/ab/.tmp-1-2", "x")
      // Longer than any machine's clock can be wrong.
      let age = ["--older-than", "1000000h"]
      let outcome = try bench.run(["gc", "--yes"] + age)
      #expect(outcome.output == "there is nothing to remove\n")
      #expect(outcome.errors == "1 file not old enough to go\n")
      let document = try bench.run(["gc", "--json"] + age).output
      #expect(
        document == #"{"bytes":0,"files":[],"removed":false,"unreadable":[],"young":1}"# + "\n"
      )
    }
  }

  @Test(arguments: [
    ("30s", 30), ("10m", 600), ("2h", 7200), ("14d", 1_209_600), ("2w", 1_209_600), ("7", 7),
  ])
  func durationsHaveUnits(_ text: String, _ seconds: Int64) throws {
    #expect(try DurationText.parse(text) == seconds * 1_000_000_000)
  }

  @Test(arguments: ["", "s", "-1d", "1y", "1000001s", "1000000w", "1.5h"])
  func whatIsNoDurationIsRefused(_ text: String) {
    #expect(throws: (any Error).self) { try DurationText.parse(text) }
  }
}
