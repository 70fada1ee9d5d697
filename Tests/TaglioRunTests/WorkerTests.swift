import TaglioFormat
import TaglioKit
import Testing

@testable import TaglioRun

/// Processes that answer one line after another.
@Suite struct WorkerTests {
  private func bench(cases: Int, jobs: Int = 1) throws -> RunBench {
    let bench = try RunBench(cases: cases)
    bench.settings.isWorker = true
    bench.jobs = jobs
    return bench
  }

  /// The number of the case that is asked about.
  private static func n(_ attempt: FakeStarter.Attempt) -> Int {
    let request = try? JSONDocument(parsing: Array(attempt.input.utf8)).root
    return request?["input"]?["n"]?.int ?? -1
  }

  @Test func oneProcessAnswersAll() throws {
    let bench = try bench(cases: 5)
    let starter = FakeStarter { .says(#"{"n":\#(WorkerTests.n($0)),"right":true}"# + "\n") }
    let report = try bench.run(starter)
    #expect(starter.starts == 1 && starter.running == 0)
    #expect(report.tally.passed == 5)
    #expect(
      starter.attempts.contains {
        $0.input == #"{"case":"\#(bench.cases[0])","input":{"n":0},"trial":0}"# + "\n"
      }
    )
    #expect(starter.attempts.first?.call.environment["TAGLIO_CASE"] == nil)
    #expect(try bench.outputs(of: report.run.id)[Trial(bench.cases[3], 0)]?.contains("3") == true)
  }

  @Test func asManyProcessesAsAreWanted() throws {
    let bench = try bench(cases: 40, jobs: 3)
    let starter = FakeStarter { _ in .says("{}\n") }
    _ = try bench.run(starter)
    #expect(starter.starts <= 3 && starter.mostRunning <= 3)
  }

  @Test func aWorkerThatDiesInTheMiddleOfALineIsStartedAgain() throws {
    let bench = try bench(cases: 5)
    let starter = FakeStarter { attempt in
      WorkerTests.n(attempt) == 2
        ? Play(output: #"{"half":"#, status: .exited(7), errors: "bang") : .says("{}\n")
    }
    let report = try bench.run(starter)
    #expect(starter.starts == 2)
    #expect(report.tally.errors == 1 && report.tally.outputs == 5)
    let text = try #require(try bench.outputs(of: report.run.id)[Trial(bench.cases[2], 0)])
    #expect(
      text == #"{"error":{"kind":"status","message":"the worker ended with status 7 in the "#
        + #"middle of its answer","status":7,"stderr":"bang"}}"#
    )
  }

  @Test func aWorkerThatDiesIsAskedAgain() throws {
    let bench = try bench(cases: 3)
    bench.settings.retries = 1
    let starter = FakeStarter { attempt in attempt.number == 1 ? .fails(1) : .says("{}\n") }
    let report = try bench.run(starter)
    #expect(report.tally.errors == 0 && starter.starts == 2)
  }

  @Test func aWorkerThatNeverAnswersEndsTheCommand() throws {
    let bench = try bench(cases: 5)
    let starter = FakeStarter { _ in .fails(1, "no module named solve\n") }
    let run = try bench.begin(starter)
    let error = #expect(throws: TaglioError.self) { try bench.go(on: run, starter) }
    #expect(error?.message.contains("3 times in a row") == true)
    #expect(error?.message.hasSuffix(": no module named solve") == true)
    #expect(error?.help?.contains("taglio run resume \(run.id.short())") == true)
    #expect(starter.starts == 3)
    #expect(try bench.repository.snapshot.seal(of: run.id) == nil)
    #expect(try bench.outputs(of: run.id).count == 2)
  }

  @Test func anAnswerThatIsNoJSONIsAnError() throws {
    let bench = try bench(cases: 3)
    let starter = FakeStarter { attempt in
      .says(WorkerTests.n(attempt) == 1 ? "let me think\n" : "{}\n")
    }
    let report = try bench.run(starter)
    #expect(report.tally.errors == 1 && report.tally.outputs == 3)
    // Nobody knows what else it would have said.
    #expect(starter.starts == 2)
  }

  @Test func aWorkerThatTakesTooLongIsReplaced() throws {
    let bench = try bench(cases: 3)
    bench.settings.timeout = 1
    let starter = FakeStarter { WorkerTests.n($0) == 0 ? .hanging : .says("{}\n") }
    let report = try bench.run(starter)
    #expect(report.tally.errors == 1 && starter.starts == 2)
  }
}
