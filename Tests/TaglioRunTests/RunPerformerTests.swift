import Synchronization
import TaglioFormat
import TaglioKit
import Testing

@testable import TaglioRun

/// A whole run: begun, performed, sealed.
@Suite struct RunPerformerTests {
  /// Says whether the number is even.
  private let even = FakeStarter { .says(#"{"n":\#($0.n),"right":\#($0.n.isMultiple(of: 2))}"#) }

  @Test func aRunIsBegunPerformedAndSealed() throws {
    let bench = try RunBench()
    let report = try bench.run(even)
    let id = report.run.id
    #expect(report.tally.passed == 3 && report.tally.failed == 3 && report.tally.outputs == 6)
    #expect(report.seal?.status == .complete && report.seal?.count == 6)
    #expect(report.seal?.digest == Seal.digest(of: try bench.outputIDs(of: id)))
    #expect(try bench.outputs(of: id)[Trial(bench.cases[4], 0)] == #"{"n":4,"right":true}"#)
    #expect(
      try bench.messages().suffix(2)
        == ["run: begin sums on easy", "run \(id.short()): complete, 6 outputs"]
    )
    #expect(report.commits.count == 2)
  }

  @Test func theProgramIsToldWhatItRuns() throws {
    let bench = try RunBench(cases: 2)
    bench.settings.values = ["model": LabelRule.anything.value("small")]
    bench.settings.trials = 2
    bench.jobs = 1
    let report = try bench.run(even)
    #expect(
      even.attempts.map(\.input) == ["{\"n\":0}\n", "{\"n\":1}\n", "{\"n\":0}\n", "{\"n\":1}\n"]
    )
    let last = try #require(even.attempts.last?.call)
    #expect(last.command == ["solve", "-v"])
    #expect(
      last.environment == [
        "TAGLIO_RUN": "\(report.run.id)", "TAGLIO_CASE": "\(bench.cases[1])",
        "TAGLIO_TRIAL": "1", "TAGLIO_CONFIG": #"{"model":"small"}"#,
      ]
    )
    #expect(try bench.outputs(of: report.run.id).count == 4)
  }

  @Test(arguments: [1, 2, 7, 30])
  func nothingDependsOnHowManyRunAtOnce(_ jobs: Int) throws {
    let digest = try RunPerformerTests.digest(jobs: 1)
    #expect(try RunPerformerTests.digest(jobs: jobs) == digest)
  }

  private static func digest(jobs: Int) throws -> ObjectID? {
    let bench = try RunBench(cases: 20)
    bench.jobs = jobs
    bench.settings.trials = 2
    let starter = FakeStarter { $0.n == 3 ? .fails(1, "three") : .says("\($0.n)") }
    let report = try bench.run(starter)
    #expect(starter.mostRunning <= jobs)
    #expect(starter.running == 0)
    return report.seal?.digest
  }

  @Test func failuresAreOutputs() throws {
    let bench = try RunBench(cases: 4)
    bench.settings.timeout = 1
    bench.outputLimit = 100
    let starter = FakeStarter { attempt in
      switch attempt.n {
      case 0: .fails(2, "no\n")
      case 1: .hanging
      case 2: .says(String(repeating: "x", count: 101))
      default: .says(#"{"a":1,"a":2}"#)
      }
    }
    let report = try bench.run(starter)
    #expect(report.tally.errors == 4 && report.seal != nil)
    let outputs = try bench.outputs(of: report.run.id)
    let kinds = bench.cases.map { id in outputs[Trial(id, 0)].flatMap(RunPerformerTests.kind) }
    #expect(kinds == ["status", "timeout", "too-large", "output"])
  }

  private static func kind(_ text: String) -> String? {
    let fields = try? JSONDocument(parsing: Array(text.utf8)).root
    return fields?["error"]?["kind"]?.string
  }

  @Test func anErrorIsTriedAgain() throws {
    let bench = try RunBench(cases: 2)
    bench.settings.retries = 2
    let tries = Mutex<[Int: Int]>([:])
    let starter = FakeStarter { attempt in
      let count = tries.withLock { tries in
        tries[attempt.n, default: 0] += 1
        return tries[attempt.n, default: 0]
      }
      if attempt.n == 0 { return count < 3 ? .fails(1) : .says(#"{"right":true}"#) }
      return .says(#"{"error":"try \#(count)"}"#)
    }
    let report = try bench.run(starter)
    #expect(tries.withLock { $0 } == [0: 3, 1: 3])
    #expect(report.tally.passed == 1 && report.tally.errors == 1)
    let outputs = try bench.outputs(of: report.run.id)
    #expect(outputs[Trial(bench.cases[1], 0)] == #"{"error":"try 3"}"#)
  }

  @Test func aBrokenSchemaIsAnErrorAndNotTriedAgain() throws {
    let bench = try RunBench(cases: 1)
    bench.settings.retries = 5
    bench.check = { _ in ("/right", "it is no boolean") }
    let starter = FakeStarter { _ in .says(#"{"right":1}"#) }
    let report = try bench.run(starter)
    #expect(starter.attempts.count == 1)
    let text = try #require(try bench.outputs(of: report.run.id).values.first)
    #expect(
      text == #"{"error":{"case":"\#(bench.cases[0])","kind":"schema","#
        + #""message":"it is no boolean","output":{"right":1},"path":"/right","stderr":""}}"#
    )
  }

  @Test func anOutputThatLinksABlobThatIsNotHereIsAnError() throws {
    let bench = try RunBench(cases: 1)
    let blob = String(repeating: "ab", count: 32)
    let link = #"{"a":{"$blob":"\#(blob)","bytes":1,"type":"audio/wav"}}"#
    let report = try bench.run(FakeStarter { _ in .says(link) })
    #expect(report.tally.errors == 1 && report.seal?.count == 1)
    #expect(try bench.repository.status().pending.isEmpty)
  }

  @Test func aSecondGoesByBetweenCommits() throws {
    let bench = try RunBench(cases: 10)
    bench.jobs = 1
    // Each look at the clock is 0.3 s later: some outputs wait for the next commit.
    let time = Mutex<Int64>(0)
    bench.clock = {
      time.withLock { time in
        time += 300_000_000
        return time
      }
    }
    let report = try bench.run(even)
    #expect(report.seal?.count == 10)
    #expect(report.commits.count > 3 && report.commits.count < 12)
    let messages = try bench.messages()
    #expect(messages.contains { $0.hasPrefix("run \(report.run.id.short()): ") })
  }
}
