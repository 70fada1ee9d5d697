import Foundation
import SystemPackage
import TaglioFormat
import TaglioKit
import TaglioRun
import TaglioStore
import TestSupport

/// What the stores hold in which programs are run.
enum RunBenches {
  static let suite = TaglioFormat.UUID(high: 0x2222_2222_2222_4222, low: 0x8222_2222_2222_2222)
  static let cases = [
    #"{"n":0,"right":true}"#, #"{"n":1,"right":true}"#, #"{"n":2,"right":false}"#,
  ]
}

/// Calls `body` with a workbench whose store has the suite `easy` of three cases, and the experiment
/// `sums`, which passes where `/right` says so.
///
/// It is called on a thread of its own: programs need the threads that tests share, and whoever
/// waits for a program must not block them.
func withRunStore(
  cases count: Int = 3,
  _ body: @escaping @Sendable (Workbench) throws -> Void
) async throws {
  try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
    Thread.detachNewThread {
      done.resume(
        with: Result {
          try withWorkbench { bench in
            try bench.makeStore()
            try bench.makeRunnable(cases: count)
            try body(bench)
          }
        }
      )
    }
  }
}

extension Workbench {
  /// Makes the cases, the suite `easy` and the experiment `sums`.
  func makeRunnable(cases count: Int = 3) throws {
    let repository = try repository()
    let cases = try repository.makeCases(Array(RunBenches.cases.prefix(count)))
    try repository.makeSuite("easy", RunBenches.suite, of: cases)
    try repository.makeExperiment("sums", #"{"name":"sums","verdict":"/right"}"#)
  }

  /// Makes a suite `small` and one without members, `empty`, an experiment `solve`, and the runs
  /// `sealed`, `open` and `imported`.
  func makeNamedRuns() throws {
    let repository = try repository()
    try repository.makeSuite("small", RunBenches.suite, of: try cases())
    try repository.makeSuite(
      "empty",
      TaglioFormat.UUID(high: 3, low: 0x8000_0000_0000_0003),
      of: []
    )
    try repository.makeExperiment("solve", #"{"name":"solve","verdict":"/right"}"#)
    for (name, command) in [("sealed", ["run", "abandon", "latest"]), ("open", [])] {
      let run = try openRun("solve", on: "small", command: ["sh", "-c", "cat; touch ran"])
      _ = try self.run("name", "runs/\(name)", run.short())
      if !command.isEmpty { _ = try self.run(command) }
    }
    let runs = try self.repository().snapshot.runs(PageRequest()).items
    for run in runs where run.isImport { _ = try self.run("name", "runs/imported", run.id.short()) }
  }

  /// The heads of the cases, in the order of lists.
  func cases() throws -> [ObjectID] {
    try repository().snapshot.cases(PageRequest()).items.map(\.head)
  }

  /// The run with the latest start; where several have it, that which came last.
  func latestRun() throws -> ObjectID {
    let runs = try repository().snapshot.runs(PageRequest()).items.filter { !$0.isImport }
    guard let first = runs.first else { throw TaglioError(.notFound, "there is no run") }
    return first.id
  }

  func runRecord(_ id: ObjectID) throws -> RunRecord {
    guard case .run(let record) = try repository().record(id) else {
      throw TaglioError(.notFound, "there is no run \(id)")
    }
    return record
  }

  /// The fields of the outputs of a run by the ids of their inputs.
  func outputs(of run: ObjectID? = nil) throws -> [ObjectID: String] {
    let repository = try repository()
    let reader = OutputReader(repository, repository.snapshot)
    var found: [ObjectID: String] = [:]
    for output in try reader.outputs(of: reader.facts(of: run ?? latestRun()), .asRun) {
      guard let basis = output.basis else { continue }
      let input = try repository.snapshot.index.object(basis).id
      found[input] = try reader.fields.fields(of: output.first).map { "\($0.canonical)" }
    }
    return found
  }

  /// A run that was begun and has no outputs.
  func openRun(
    _ experiment: String = "sums",
    on suite: String = "easy",
    command: [String]
  ) throws -> ObjectID {
    var request = RunRequest(experiment: experiment, settings: RunSettings(), command: command)
    request.suite = suite
    let site = RunSite(host: "bench", tool: "taglio", starter: NoStarter(), clock: { 0 })
    return try repository().begin(request, site).id
  }

  /// Gives a case two next versions that do not know of each other.
  func fork(_ id: ObjectID) throws {
    let repository = try repository()
    guard case .case(let old) = try repository.record(id) else { return }
    for n in [70, 71] {
      var new = old
      new.immutableFields = CanonicalJSON(unchecked: Array(#"{"n":\#(n),"right":true}"#.utf8))
      new.previous = id
      var transaction = try repository.transaction()
      let staged = StagedRecord(.case(new), payload: new.payload)
      try transaction.stage([staged])
      var changes = Changes()
      changes.objects = [staged.id]
      try transaction.add(changes)
      _ = try transaction.commit(message: "edit")
    }
  }
}

/// Starts nothing.
private struct NoStarter: ProgramStarter {
  func start(_ call: ProgramCall) throws -> any Program { throw ProgramRefusal("not here") }
}
