import TaglioFormat
import TaglioKit
import TaglioStore
import Testing

/// What a run's outputs are, as it made them and as they are now.
@Suite struct OutputReaderTests {
  private func withRun(
    _ experiment: String = #"{"name":"sums","score":"/score","verdict":"/ok"}"#,
    _ body: (AddFixture, ObjectID) throws -> Void
  ) throws {
    let store = try AddFixture()
    try store.add("s", #"{"id":"1","q":1}"#, #"{"id":"2","q":2}"#, #"{"id":"3","q":3}"#)
    try body(store, try store.start(try store.experiment(experiment)))
  }

  private static let judged: [(fields: String, result: Output.Result, score: Double?)] = [
    (#"{"ok":true,"score":0.5}"#, .passed, 0.5), (#"{"ok":false}"#, .failed, nil),
    (#"{"ok":1,"score":2}"#, .unjudged, 2), (#"{"score":"high"}"#, .unjudged, nil),
    (#"{"error":{"kind":"status","status":1}}"#, .error, nil),
    (#"{"error":"no","ok":true}"#, .error, nil), (#"{"error":null,"ok":true}"#, .passed, nil),
    (#"{"error":false,"ok":false}"#, .failed, nil), (#"{"error":{},"ok":true}"#, .error, nil),
  ]

  @Test(arguments: judged)
  func outputsAreJudged(_ fields: String, _ result: Output.Result, _ score: Double?) throws {
    try withRun { store, run in
      try store.output(fields, of: "2", to: run)
      let output = try #require(try store.outputs(run).first)
      #expect(output.result == result && output.score == score)
      #expect(output.basis == (try store.number(try store.head("2"))))
      #expect(output.counts)
    }
  }

  @Test func anotherVerdictCanBeAskedFor() throws {
    try withRun { store, run in
      try store.output(#"{"ok":true,"other":3,"score":0.5}"#, of: "1", to: run)
      let reader = OutputReader(store.repository, store.snapshot)
      let facts = try reader.facts(
        of: run,
        verdict: try VerdictRule("/score>0.5"),
        score: JSONPointer("/other")
      )
      let opened = reader.fields.opened
      let output = try #require(try reader.outputs(of: facts, .asRun).first)
      #expect(output.result == .failed && output.score == 3)
      #expect(facts.definition.name == "sums" && facts.seal == nil && !facts.isImport)
      #expect(reader.fields.opened == opened)
    }
  }

  @Test func aTrialHasOneOutput() throws {
    try withRun { store, run in
      #expect(try store.output(#"{"ok":true}"#, of: "1", to: run) == 1)
      #expect(try store.output(#"{"ok":false}"#, of: "1", to: run) == 0)
      #expect(try store.output(#"{"ok":false}"#, of: "1", trial: 1, to: run) == 1)
      let outputs = try store.outputs(run)
      #expect(outputs.map(\.result) == [.passed, .failed])
      #expect(outputs.map(\.trial) == [0, 1])
      #expect(outputs.map(\.counts) == [true, true])
    }
  }

  /// Two copies go on with one run and do not know of each other.
  @Test func theFirstOutputOfATrialCounts() throws {
    try withRun { store, run in
      let copy = try store.copy()
      try store.output(#"{"ok":true}"#, of: "1", to: run)
      try copy.output(#"{"ok":false}"#, of: "1", to: run)
      try copy.output(#"{"ok":false}"#, of: "2", to: run)
      for fixture in [store, copy] {
        try fixture.takeFiles(of: fixture.store === store.store ? copy : store)
        let outputs = try fixture.outputs(run)
        #expect(outputs.map(\.result) == [.passed, .failed, .failed])
        #expect(outputs.map(\.isRepeated) == [false, true, false])
        #expect(outputs.filter(\.counts).count == 2)
      }
    }
  }

  @Test func whatTheSealHasNotSeenIsLate() throws {
    try withRun { store, run in
      try store.output(#"{"ok":true}"#, of: "1", to: run)
      let copy = try store.copy()
      try copy.output(#"{"ok":false}"#, of: "2", to: run)
      try store.seal(run)
      try store.takeFiles(of: copy)
      let outputs = try store.outputs(run)
      #expect(outputs.map(\.isLate) == [false, true])
      let facts = try OutputReader(store.repository, store.snapshot).facts(of: run)
      #expect(facts.seal?.count == 1 && facts.sealCommit != nil)
    }
  }

  /// What is late never takes the place of what the seal counts, whatever the clocks said.
  @Test func aLateOutputIsTheRepeatedOne() throws {
    try withRun { store, run in
      let copy = try store.copy()
      copy.clock.advance(milliseconds: -1_000_000)
      try copy.output(#"{"ok":false}"#, of: "1", to: run)
      try store.output(#"{"ok":true}"#, of: "1", to: run)
      try store.seal(run)
      try store.takeFiles(of: copy)
      let outputs = try store.outputs(run)
      #expect(outputs.map(\.result) == [.passed, .failed])
      #expect(outputs.map(\.isLate) == [false, true])
      #expect(outputs.map(\.isRepeated) == [false, true])
    }
  }

  @Test func aCorrectionIsCurrentAndNotAsRun() throws {
    try withRun { store, run in
      try store.output(#"{"ok":false}"#, of: "1", to: run)
      let made = try store.repository.snapshot.index.object(
        try #require(try store.outputs(run).first).first
      )
      try store.edit("\(made.id)", "/ok=true")
      #expect(try store.outputs(run).map(\.result) == [.failed])
      let current = try store.outputs(run, .current)
      #expect(current.map(\.result) == [.passed])
      #expect(current.first?.shown.sequence == 2)
      #expect(current.first?.first == (try store.number(made.id)))
    }
  }

  @Test func aRemovedOutputIsNotCurrent() throws {
    try withRun { store, run in
      try store.output(#"{"ok":false}"#, of: "1", to: run)
      let output = try #require(try store.outputs(run).first)
      try store.commit { $0.removed = [.object(output.shown.id)] }
      #expect(try store.outputs(run).count == 1)
      #expect(try store.outputs(run, .current).isEmpty)
    }
  }

  @Test func anErasedOutputIsUnreadable() throws {
    try withRun { store, run in
      try store.output(#"{"ok":true}"#, of: "1", to: run)
      let output = try #require(try store.outputs(run).first)
      var request = RedactRequest(reason: "asked for")
      request.isConfirmed = true
      _ = try store.repository.redact(["\(output.shown.id)"], request)
      let erased = try store.outputs(run)
      #expect(erased.map(\.result) == [.unreadable])
      #expect(erased.first?.score == nil)
    }
  }

  @Test func aDamagedOutputIsUnreadableOnlyWhereTheIndexDoesNotSay() throws {
    try withRun { store, run in
      let long = String(repeating: "no", count: 40)
      try store.output(#"{"ok":true}"#, of: "1", to: run)
      try store.output(#"{"ok":"\#(long)"}"#, of: "2", to: run)
      for output in try store.outputs(run) { store.store.setFile([1], for: output.shown.id) }
      #expect(try store.outputs(run).map(\.result) == [.passed, .unreadable])
    }
  }

  @Test func whatIsNoRunIsSaidToBeNone() throws {
    try withRun { store, _ in
      let id = try store.head("1")
      let reader = OutputReader(store.repository, store.snapshot)
      let error = try #require(throws: TaglioError.self) { try reader.facts(of: id) }
      #expect(error.code == .notFound && error.help?.isEmpty == false)
    }
  }
}
