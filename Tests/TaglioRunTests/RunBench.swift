import Synchronization
import TaglioFormat
import TaglioKit
import TaglioStore
import TestSupport

@testable import TaglioRun

/// A store in memory with cases, a suite and an experiment, and programs that are only played.
final class RunBench {
  let repository: Repository
  let cases: [ObjectID]
  let suite = UUID(high: 0x1111_1111_1111_4111, low: 0x8111_1111_1111_1111)
  var settings = RunSettings()
  var jobs = 2
  var outputLimit = TrialPlan.largestOutput
  var check: OutputCheck?
  var isInterrupted: () -> Bool = { false }
  /// What the clock shows, in nanoseconds.
  var clock: @Sendable () -> Int64 = { 0 }

  init(cases count: Int = 6, _ experiment: String = #"{"name":"sums","verdict":"/right"}"#) throws {
    repository = try RunBench.open(MemoryStore(), MemoryBookkeeping())
    cases = try repository.makeCases((0..<count).map { #"{"n":\#($0)}"# })
    try repository.makeSuite("easy", suite, of: cases)
    try repository.makeExperiment("sums", experiment)
  }

  static func open(_ store: MemoryStore, _ books: MemoryBookkeeping) throws -> Repository {
    let ticks = Mutex<Int64>(1_795_252_440_000_000_000)
    let random = Mutex<UInt64>(0)
    var options = Repository.Options(
      author: "ada",
      now: {
        ticks.withLock { time in
          time += 1_000_000
          return time
        }
      }
    )
    options.random = {
      random.withLock { number in
        number += 1
        return number
      }
    }
    return try Repository(objects: store, books: books, options: options)
  }

  func site(_ starter: FakeStarter) -> RunSite {
    RunSite(host: "bench", tool: "taglio 0", starter: starter, clock: clock)
  }

  func begin(_ starter: FakeStarter) throws -> OpenRun {
    var request = RunRequest(experiment: "sums", settings: settings, command: ["solve", "-v"])
    request.suite = "easy"
    return try repository.begin(request, site(starter))
  }

  func go(on run: OpenRun, _ starter: FakeStarter) throws -> RunReport {
    var plan = TrialPlan(run: run.id, command: run.command, settings: run.settings)
    plan.jobs = jobs
    plan.outputLimit = outputLimit
    plan.check = check
    return try RunPerformer(repository, run, plan, site(starter)).perform(
      isInterrupted: isInterrupted,
      progress: { _ in }
    )
  }

  @discardableResult
  func run(_ starter: FakeStarter) throws -> RunReport {
    try go(on: begin(starter), starter)
  }

  /// The fields of the outputs of a run, by input and trial.
  func outputs(of run: ObjectID) throws -> [Trial: String] {
    var found: [Trial: String] = [:]
    let reader = OutputReader(repository, repository.snapshot)
    for output in try reader.outputs(of: reader.facts(of: run), .asRun) {
      guard let basis = output.basis else { continue }
      let input = try repository.snapshot.index.object(basis).id
      let fields = try reader.fields.fields(of: output.first)
      found[Trial(input, output.trial)] = fields.map { "\($0.canonical)" }
    }
    return found
  }

  /// The ids of all that a run made.
  func outputIDs(of run: ObjectID) throws -> Set<ObjectID> {
    let reader = OutputReader(repository, repository.snapshot)
    return Set(try reader.outputs(of: reader.facts(of: run), .asRun).map(\.shown.id))
  }

  /// What commits say, the first one first.
  func messages() throws -> [String] {
    try repository.log(limit: 1000).items.reversed().compactMap { $0.text?.message }
  }
}

extension FakeStarter.Attempt {
  /// The number in the input of a case.
  var n: Int {
    let digits = input.split { !$0.isNumber }.first { _ in true }
    return digits.flatMap { Int($0) } ?? -1
  }
}
