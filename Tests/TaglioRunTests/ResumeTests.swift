import TaglioFormat
import TaglioKit
import TaglioStore
import TestSupport
import Testing

@testable import TaglioRun

/// Runs that were cut short are finished.
@Suite struct ResumeTests {
  private let echo = FakeStarter { .says(#"{"n":\#($0.n),"right":true}"#) }

  /// A run of which only the first cases have outputs, cut as if somebody had asked for it.
  private func cutRun(_ bench: RunBench, after count: Int) throws -> OpenRun {
    let run = try bench.begin(echo)
    bench.jobs = 1
    // The one after the last hangs until it is ended.
    let slow = FakeStarter { attempt in
      attempt.number < count ? .says(#"{"n":\#(attempt.n),"right":true}"#) : .hanging
    }
    bench.isInterrupted = { slow.attempts.count > count }
    let report = try bench.go(on: run, slow)
    #expect(report.seal == nil)
    bench.isInterrupted = { false }
    return run
  }

  @Test func whatWasFinishedIsKeptAndTheRestIsDone() throws {
    let bench = try RunBench()
    let run = try cutRun(bench, after: 4)
    #expect(try bench.outputs(of: run.id).count == 4)
    let open = try bench.repository.openRun(run.id.short())
    #expect(open.command == ["solve", "-v"] && open.settings == bench.settings)
    #expect(open.inputs.versions == run.inputs.versions)
    let report = try bench.go(on: open, echo)
    #expect(echo.attempts.count == 2)
    #expect(report.seal?.count == 6 && report.tally.passed == 6)
    #expect(report.seal?.digest == Seal.digest(of: try bench.outputIDs(of: run.id)))
  }

  @Test func theInputsAreThoseThatItBeganWith() throws {
    let bench = try RunBench()
    let run = try cutRun(bench, after: 1)
    _ = try bench.repository.makeCases([#"{"n":99}"#])
    let more = try bench.repository.makeCases([#"{"n":100}"#])
    try bench.repository.makeSuite("easy", bench.suite, of: more)
    let report = try bench.go(on: try bench.repository.openRun("latest"), echo)
    #expect(report.seal?.count == 6)
    #expect(Set(try bench.outputs(of: run.id).keys.map(\.input)) == Set(bench.cases))
  }

  @Test func aRunWithNothingMissingIsOnlySealed() throws {
    let bench = try RunBench(cases: 2)
    let run = try bench.begin(echo)
    let outputs = bench.cases.map {
      OutputRecord(basis: $0, trial: 0, fields: CanonicalJSON(unchecked: Array("{}".utf8)))
    }
    try bench.repository.append(outputs, to: run.id, message: "by hand")
    #expect(try bench.repository.missingTrials(of: run).isEmpty)
    let report = try bench.go(on: try bench.repository.openRun(run.id.short()), echo)
    #expect(echo.starts == 0)
    #expect(report.seal?.count == 2 && report.commits.count == 1)
  }

  @Test func whatIsSealedOrAnImportIsRefused() throws {
    let bench = try RunBench(cases: 1)
    let run = try bench.run(echo).run.id
    #expect(throws: TaglioError.self) { try bench.repository.openRun(run.short()) }
    let abandoned = try bench.begin(echo).id
    try bench.repository.seal(abandoned, .abandoned, message: "enough")
    #expect(throws: TaglioError.self) { try bench.repository.openRun(abandoned.short()) }
    let imports = try bench.repository.snapshot.runs(PageRequest()).items.filter(\.isImport)
    let error = #expect(throws: TaglioError.self) {
      try bench.repository.openRun(try #require(imports.first).id.short())
    }
    #expect(error?.code == .notFound)
  }

  @Test func twoCopiesThatFinishOneRunGiveRepeatedOutputs() throws {
    let store = MemoryStore()
    let bench = try RunBench(cases: 3)
    let run = try cutRun(bench, after: 1)
    try ResumeTests.copy(bench.repository.objects, to: store)
    let other = try RunBench.open(store, MemoryBookkeeping())
    let here = FakeStarter { .says(#"{"n":\#($0.n),"right":true}"#) }
    let there = FakeStarter { .says(#"{"n":\#($0.n),"right":false}"#) }
    _ = try bench.go(on: try bench.repository.openRun(run.id.short()), here)
    let elsewhere = try other.openRun(run.id.short())
    let plan = TrialPlan(run: run.id, command: ["solve"], settings: elsewhere.settings)
    _ = try RunPerformer(other, elsewhere, plan, bench.site(there))
      .perform(isInterrupted: { false }, progress: { _ in })
    try ResumeTests.copy(store, to: bench.repository.objects)
    try bench.repository.refresh()
    let reader = OutputReader(bench.repository, bench.repository.snapshot)
    let outputs = try reader.outputs(of: reader.facts(of: run.id), .asRun)
    #expect(outputs.count == 5)
    #expect(outputs.count { $0.isRepeated } == 2)
    #expect(outputs.count { $0.counts } <= 3)
    let slots = outputs.filter { !$0.isRepeated }.map { "\($0.basis ?? 0) \($0.trial)" }
    #expect(Set(slots).count == 3)
  }

  private static func copy(_ source: any ObjectStore, to target: any ObjectStore) throws {
    let batch = target.beginBatch()
    for fanout in UInt8.min...UInt8.max {
      for id in try source.list(fanout: fanout).ids where try !target.contains(id) {
        try source.copy(id, into: batch)
      }
    }
    try batch.publish()
  }
}
