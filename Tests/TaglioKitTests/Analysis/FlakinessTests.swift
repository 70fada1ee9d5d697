import TaglioFormat
import TaglioKit
import TaglioStore
import TestSupport
import Testing

/// How often verdicts changed over the runs of a suite.
@Suite struct FlakinessTests {
  private static let suite = UUID(high: 0x6f31_c4df_0000_4000, low: 0x8000_0000_0000_0001)

  private func fixture(_ experiment: String = AnalysisFixture.experiment) throws -> AnalysisFixture
  {
    var fixture = try AnalysisFixture(experiment)
    fixture.maker.suite = FlakinessTests.suite
    return fixture
  }

  private func flakiness(
    _ fixture: AnalysisFixture,
    _ change: (inout FlakinessRequest) -> Void = { _ in }
  ) throws -> Flakiness {
    var request = FlakinessRequest(suite: FlakinessTests.suite)
    change(&request)
    return try fixture.repository.flakiness(request)
  }

  private func words(_ flakiness: Flakiness) -> [String] {
    flakiness.cases.items.map { item in
      "\(item.input.subject.key?.description ?? "-") \(item.flips)+\(item.trialFlips) "
        + "\(item.failed)/\(item.judged)"
    }
  }

  @Test func theFlakiestComesFirst() throws {
    let fixture = try fixture()
    _ = try fixture.run(3, ["1": "+", "2": "-", "3": "-", "4": "+"])
    _ = try fixture.run(1, ["1": "+", "2": "+", "3": "-", "4": "+"])
    _ = try fixture.run(2, ["1": "+", "2": "!", "3": "-", "4": "-"])
    let found = try flakiness(fixture)
    #expect(words(found) == ["4 2+0 1/3", "2 1+0 2/3", "3 0+0 3/3"])
    #expect(found.flaky == 2 && found.failing == 1 && found.steady == 1)
    let starts = found.runs.compactMap { $0.item.start?.milliseconds }
    #expect(starts == starts.sorted() && starts.count == 3)
  }

  @Test func trialsOfOneRunMayDisagree() throws {
    let fixture = try fixture()
    _ = try fixture.run(1, ["1": "+-+-", "2": "++-"])
    let found = try flakiness(fixture)
    #expect(words(found) == ["1 0+3 2/4", "2 0+1 1/3"])
  }

  @Test func onlyTheLastRunsCount() throws {
    let fixture = try fixture()
    _ = try fixture.run(1, ["1": "-"])
    _ = try fixture.run(2, ["1": "+"])
    _ = try fixture.maker.open(day: 3, fixture.results(["1": "+"]))
    let found = try flakiness(fixture) { $0.last = 2 }
    #expect(found.runs.count == 2 && found.cases.total == 0 && found.steady == 1)
    #expect(words(try flakiness(fixture)) == ["1 1+0 1/3"])
  }

  @Test func anEditedCaseIsOne() throws {
    let fixture = try fixture()
    _ = try fixture.run(1, ["1": "+"])
    try fixture.store.edit("1", #"/q="2 + 2""#)
    _ = try fixture.run(2, ["1": "-"])
    let found = try flakiness(fixture)
    #expect(words(found) == ["1 1+0 1/2"])
    #expect(found.cases.items.first?.versions == 2)
    #expect(found.cases.items.first?.input.sequence == 2)
  }

  @Test func experimentsCanBeToldApart() throws {
    var fixture = try fixture()
    _ = try fixture.run(1, ["1": "+"])
    let grade = fixture.maker
    fixture.maker = try RunMaker(fixture.repository, #"{"name":"other","verdict":"/ok"}"#)
    fixture.maker.suite = FlakinessTests.suite
    _ = try fixture.run(2, ["1": "-"])
    #expect(try flakiness(fixture).flaky == 1)
    let only = try flakiness(fixture) { $0.experiment = LineageID(grade.experiment) }
    #expect(only.runs.count == 1 && only.flaky == 0)
  }

  @Test func withoutRunsOrVerdictsThereIsNothingToTell() throws {
    let silent = try fixture(#"{"name":"ask"}"#)
    #expect(throws: TaglioError.self) { try flakiness(silent) }
    _ = try silent.run(1, ["1": "+"])
    #expect(throws: TaglioError.self) { try flakiness(silent) }
    let judged = try flakiness(silent) { $0.reading.verdict = try? VerdictRule("/score>0") }
    #expect(judged.steady == 1)
  }
}
