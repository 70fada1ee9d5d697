import TaglioFormat
import TaglioKit
import TaglioStore
import TestSupport
import Testing

/// What is said of two runs, case by case and in total.
@Suite struct RunComparisonTests {
  private static let kinds: [(old: String, new: String, kind: CasePair.Kind)] = [
    ("+", "+", .same), ("-", "-", .same), ("!", "!", .same), ("?", "?", .same),
    ("+", "-", .regression), ("+", "!", .regression), ("-", "+", .improvement),
    ("!", "+", .improvement), ("-", "!", .changed), ("!", "-", .changed), ("+", "?", .unjudged),
    ("?", "-", .unjudged), ("++-", "+--", .regression), ("+--", "++-", .improvement),
    ("++-", "+-+", .changed), ("+-", "--", .changed), ("+-", "-+", .changed),
    ("+", "+++", .same), ("+", "-+-", .regression), ("-", "---+", .changed),
  ]

  @Test(arguments: kinds)
  func aCaseIsOfOneKind(_ old: String, _ new: String, _ kind: CasePair.Kind) throws {
    let fixture = try AnalysisFixture()
    let first = try fixture.run(1, ["1": old])
    let second = try fixture.run(2, ["1": new])
    let comparison = try fixture.compare(first, second)
    #expect(comparison.pairs.map(\.kind) == [kind])
    let verdicts = comparison.verdicts
    #expect(verdicts.better == (kind == .improvement ? 1 : 0))
    #expect(verdicts.worse == (kind == .regression ? 1 : 0))
    #expect((verdicts.count == 0) == (kind == .unjudged || old == "?"))
    #expect((comparison.test == nil) == (verdicts.count == 0))
  }

  @Test func casesAreOnBothSidesOrOnOne() throws {
    let fixture = try AnalysisFixture()
    let first = try fixture.run(1, ["1": "+", "2": "+", "3": "-"])
    let second = try fixture.run(2, ["2": "-", "3": "-", "4": "+"])
    let comparison = try fixture.compare(first, second)
    #expect(
      try fixture.kinds(comparison)
        == ["1": .onlyFirst, "2": .regression, "3": .same, "4": .onlySecond]
    )
    #expect(comparison.pairs.map(\.kind) == [.regression, .onlyFirst, .onlySecond, .same])
    #expect(comparison.verdicts == RunComparison.Verdicts(better: 0, worse: 1, same: 1))
    #expect(comparison.test?.pValue == 1)
  }

  @Test func anEditedCaseIsOnePairWithWhatChanged() throws {
    let fixture = try AnalysisFixture()
    let first = try fixture.run(1, ["1": "+", "2": "-"])
    try fixture.store.edit("2", #"/q="2 + 4""#)
    let second = try fixture.run(2, ["1": "+", "2": "+"])
    let comparison = try fixture.compare(first, second)
    #expect(try fixture.kinds(comparison) == ["1": .same, "2": .edited])
    let details = try fixture.comparer.details(of: comparison.pairs[0], in: comparison)
    #expect(details.first?.sequence == 1 && details.second?.sequence == 2)
    #expect(details.differences?.map { "\($0.path)" } == ["/q"])
    #expect(details.differences?.first?.new?.description == #""2 + 4""#)
    // The test is of cases whose inputs are the same; what was edited stands beside it.
    #expect(comparison.verdicts == RunComparison.Verdicts(better: 0, worse: 0, same: 1))
    #expect(comparison.edited == RunComparison.Verdicts(better: 1, worse: 0, same: 0))
    #expect(comparison.scores?.difference.count == 1)
  }

  /// A case with two heads was run at both of them, and before that at the version under both.
  @Test func theVersionsOfOneCaseArePairedInTheirOrder() throws {
    let fixture = try AnalysisFixture()
    let original = try fixture.head("1")
    let first = try fixture.run(1, ["1": "+"])
    let edited = try fixture.store.edit("1", to: #"{"id":"1","q":"b"}"#)
    let both = [
      RunMaker.Result(original, #"{"ok":false}"#), RunMaker.Result(edited, #"{"ok":true}"#),
    ]
    let second = try fixture.maker.record(day: 2, both)
    let comparison = try fixture.compare(first, second)
    #expect(comparison.pairs.map(\.kind) == [.regression, .onlySecond])
    let third = try fixture.maker.record(day: 3, [both[1]])
    #expect(try fixture.compare(first, third).pairs.map(\.kind) == [.edited])
    #expect(try fixture.compare(second, third).pairs.map(\.kind) == [.onlyFirst, .same])
  }

  @Test func aCorrectionIsSeenOnlyWhereItIsAskedFor() throws {
    let fixture = try AnalysisFixture()
    let first = try fixture.run(1, ["1": "+"])
    let second = try fixture.run(2, ["1": "-"])
    let comparison = try fixture.compare(first, second)
    let details = try fixture.comparer.details(of: comparison.pairs[0], in: comparison)
    let output = try #require(details.secondOutputs.first)
    try fixture.store.edit("\(output.shown.id)", "/ok=true")
    #expect(try fixture.compare(first, second).pairs.map(\.kind) == [.regression])
    let current = try fixture.compare(first, second, ReadingChoice(view: .current))
    // The verdict is the same now, and the output still has another score.
    #expect(current.pairs.map(\.kind) == [.changed])
  }

  @Test func trialsAreCountedWhereBothHaveAsMany() throws {
    let fixture = try AnalysisFixture()
    let first = try fixture.run(1, ["1": "+-+", "2": "+-", "3": "+"])
    let second = try fixture.run(2, ["1": "-++", "2": "+", "3": "-"])
    let comparison = try fixture.compare(first, second)
    #expect(comparison.trials == RunComparison.Verdicts(better: 1, worse: 1, same: 1))
    #expect(comparison.byRate == 1)
    #expect(comparison.verdicts == RunComparison.Verdicts(better: 1, worse: 1, same: 1))
  }

  @Test func scoresAreComparedByCases() throws {
    let fixture = try AnalysisFixture()
    let first = try fixture.run(1, ["1": "+-", "2": "+", "3": "-", "4": "+"])
    let second = try fixture.run(2, ["1": "++", "2": "-", "3": "-"])
    let scores = try #require(try fixture.compare(first, second).scores)
    #expect(scores.difference.count == 3)
    #expect(scores.first == 0.5 && abs(scores.second - 1.0 / 3) < 1e-15)
    let difference = scores.difference
    #expect(abs(difference.mean + 1.0 / 6) < 1e-15)
    #expect(difference.lower < difference.mean && difference.mean < difference.upper)
    #expect(try fixture.compare(first, second).scores == scores)
  }

  @Test func withoutVerdictsOutputsAreCompared() throws {
    let fixture = try AnalysisFixture(#"{"name":"ask"}"#)
    let first = try fixture.run(1, ["1": "+", "2": "+", "3": "!"])
    let second = try fixture.run(2, ["1": "+", "2": "-", "3": "+"])
    let comparison = try fixture.compare(first, second)
    #expect(try fixture.kinds(comparison) == ["1": .same, "2": .changed, "3": .changed])
    #expect(comparison.test == nil && !comparison.hasVerdicts && comparison.scores == nil)
    let judged = try fixture.compare(first, second, ReadingChoice(verdict: VerdictRule("/score>0")))
    #expect(
      try fixture.kinds(judged) == ["1": .same, "2": .regression, "3": .improvement]
    )
  }

  @Test func configsAndExperimentsAreCompared() throws {
    let fixture = try AnalysisFixture()
    let results = try fixture.results(["1": "+"])
    let first = try fixture.maker.record(day: 1, config: #"{"set":{"m":"a","t":1}}"#, results)
    let next = try RunMaker(
      fixture.repository,
      #"{"name":"grade","verdict":"/ok"}"#,
      after: fixture.maker.experiment
    )
    let second = try next.record(day: 2, config: #"{"set":{"m":"b","t":1}}"#, results)
    let comparison = try fixture.compare(first, second)
    #expect(comparison.config.map { "\($0.path)" } == ["/config/set/m"])
    #expect(comparison.experiment?.map { "\($0.path)" } == ["/score"])
    #expect(comparison.second.run.experiment?.sequence == 2)
    #expect(comparison.scores == nil)
  }

  /// What the index keeps of outputs is enough; only the experiment is opened, once.
  @Test func noOutputIsOpened() throws {
    let fixture = try AnalysisFixture()
    let first = try fixture.run(1, ["1": "+", "2": "-", "3": "!", "4": "?"])
    let second = try fixture.run(2, ["1": "-", "2": "-", "3": "+", "4": "?"])
    let comparer = fixture.comparer
    let comparison = try #require(try comparer.compare(first, with: [second]).first)
    #expect(comparison.pairs.count == 4)
    #expect(comparer.reader.fields.opened == 1)
  }

  @Test func aRunThatIsNotHereIsRefused() throws {
    let fixture = try AnalysisFixture()
    let run = try fixture.run(1, ["1": "+"])
    #expect(throws: TaglioError.self) { try fixture.compare(run, fixture.head("1")) }
  }
}
