import TaglioFormat
import TaglioKit
import TaglioStore
import TestSupport
import Testing

/// What a run comes to.
@Suite struct RunSummaryTests {
  private func request(_ change: (inout SummaryRequest) throws -> Void) rethrows -> SummaryRequest {
    var request = SummaryRequest()
    try change(&request)
    return request
  }

  private func keys(_ summary: RunSummary) -> [String] {
    summary.rows.items.map { row in
      "\(row.input?.subject.key?.description ?? "-") \(row.output.result)"
    }
  }

  /// Copies number cases in the order in which they came to them.
  @Test func theMeanDoesNotDependOnTheOrder() throws {
    let fixture = try AnalysisFixture()
    let scores = ["1": "0.1", "2": "0.2", "3": "0.3"]
    let results = try scores.map { key, score in
      RunMaker.Result(try fixture.head(key), #"{"score":\#(score)}"#)
    }
    let run = try fixture.maker.record(day: 1, results)
    let reader = OutputReader(fixture.repository, fixture.snapshot)
    let outputs = try reader.outputs(of: reader.facts(of: run), .asRun)
    for first in 0..<3 {
      let order = [first, (first + 1) % 3, (first + 2) % 3].map { outputs[$0] }
      for order in [order, order.reversed()] {
        #expect(OutputTotals(of: order).meanScore == 0.6 / 3)
      }
    }
  }

  @Test func everyOutputIsCountedOnce() throws {
    let fixture = try AnalysisFixture()
    let run = try fixture.run(1, ["4": "?", "2": "-", "1": "+", "3": "!"])
    let summary = try fixture.repository.summarize(run, SummaryRequest())
    let totals = summary.totals
    #expect(totals.count == 4 && totals.complete == 3)
    #expect(totals.passed == 1 && totals.failed == 1 && totals.errors == 1 && totals.unjudged == 1)
    #expect(totals.passRate == 1.0 / 3)
    #expect(totals.meanScore == 0.5 && totals.scored == 2)
    #expect(keys(summary) == ["1 passed", "2 failed", "3 error", "4 unjudged"])
    #expect(summary.passInterval == WilsonInterval(passed: 1, of: 3))
    #expect(summary.missing == nil && summary.groups.isEmpty)
  }

  @Test func onlyWhatFailedIsListedWhereThatIsAsked() throws {
    let fixture = try AnalysisFixture()
    let run = try fixture.run(1, ["1": "+", "2": "-", "3": "!", "4": "-+"])
    let summary = try fixture.repository.summarize(
      run,
      request {
        $0.onlyFailed = true
        $0.page = PageRequest(offset: 1, limit: 1)
      }
    )
    #expect(summary.rows.total == 3 && keys(summary) == ["3 error"])
    #expect(summary.totals.count == 5)
  }

  private static let groups: [(by: String, groups: [String])] = [
    ("keyword", [#""easy" 1 of 2"#, #""odd" 0 of 2"#, "- 0 of 0"]),
    ("label:keywords", [#""easy" 1 of 2"#, #""odd" 0 of 2"#, "- 0 of 0"]),
    ("/kind", [#""sum" 1 of 2"#, #""word" 0 of 1"#]),
    ("case:/kind", [#""sum" 1 of 2"#, #""word" 0 of 1"#]),
    ("/score", ["0 0 of 1", "1 1 of 1", "- 0 of 1"]),
    ("output:/ok", ["false 0 of 1", "true 1 of 1", "- 0 of 1"]),
  ]

  @Test(arguments: groups)
  func groupsAreByLabelsAndFields(_ by: String, _ groups: [String]) throws {
    let fixture = try AnalysisFixture()
    let run = try fixture.run(1, ["1": "+", "2": "-", "3": "!", "4": "?"])
    let summary = try fixture.repository.summarize(run, request { $0.by = try FieldChoice(by) })
    let words = summary.groups.map { group in
      "\(group.value?.description ?? "-") \(group.totals.passed) of \(group.totals.judged)"
    }
    #expect(words == groups)
  }

  @Test func aFieldThatNoCaseHasIsRefused() throws {
    let fixture = try AnalysisFixture()
    let run = try fixture.run(1, ["1": "+"])
    #expect(throws: TaglioError.self) {
      try fixture.repository.summarize(run, request { $0.by = try FieldChoice("/nothing") })
    }
  }

  @Test func columnsAreOfOutputsAndInputs() throws {
    let fixture = try AnalysisFixture()
    let run = try fixture.run(1, ["2": "-"])
    let names = ["/score", "/q", "case:/kind", "output:/q", "keyword"]
    let summary = try fixture.repository.summarize(
      run,
      request { $0.columns = try names.map { try FieldChoice($0) } }
    )
    let values = try #require(summary.rows.items.first).columns.map { $0.json?.description }
    #expect(values == ["0", #""2 + 3""#, #""sum""#, nil, #"["easy","odd"]"#])
  }

  /// A long text is not in the index, and is read from the object.
  @Test func aLongValueIsReadFromTheObject() throws {
    let fixture = try AnalysisFixture()
    let long = String(repeating: "word ", count: 100)
    let result = RunMaker.Result(try fixture.head("1"), #"{"ok":true,"why":"\#(long)"}"#)
    let run = try fixture.maker.record(day: 1, [result])
    let summary = try fixture.repository.summarize(
      run,
      request { $0.columns = [try FieldChoice("/why")] }
    )
    #expect(summary.rows.items.first?.columns.first?.json?.description == "\"\(long)\"")
  }

  @Test func whatIsMissingIsToldWhereTheRunSaysWhatItWasToDo() throws {
    let fixture = try AnalysisFixture()
    let results = try fixture.results(["1": "+-", "2": "+"])
    let run = try fixture.maker.record(day: 1, config: #"{"trials":2}"#, inputs: 4, results)
    #expect(try fixture.repository.summarize(run, SummaryRequest()).missing == 5)
  }

  @Test func correctionsCountWhereTheyAreAskedFor() throws {
    let fixture = try AnalysisFixture()
    let run = try fixture.run(1, ["1": "-"])
    let summary = try fixture.repository.summarize(run, SummaryRequest())
    try fixture.store.edit("\(try #require(summary.rows.items.first).first)", "/ok=true")
    #expect(try fixture.repository.summarize(run, SummaryRequest()).totals.passed == 0)
    let current = try fixture.repository.summarize(
      run,
      request { $0.reading = ReadingChoice(view: .current) }
    )
    #expect(current.totals.passed == 1)
    #expect(current.rows.items.first?.first == summary.rows.items.first?.first)
  }

  @Test func lateAndRepeatedOutputsAreToldAndNotCounted() throws {
    let fixture = try AnalysisFixture()
    let run = try fixture.maker.open(day: 1, fixture.results(["1": "+"]))
    let copy = try fixture.store.copy()
    for (number, repository) in [copy.repository, fixture.repository].enumerated() {
      let fields = #"{"of":\#(number),"ok":false}"#
      let record = OutputRecord(
        basis: try fixture.head("2"),
        trial: 0,
        fields: CanonicalJSON(unchecked: Array(fields.utf8))
      )
      try repository.append([record], to: run, message: "twice")
    }
    try fixture.store.takeFiles(of: copy)
    let totals = try fixture.repository.summarize(run, SummaryRequest()).totals
    #expect(totals.count == 2)
    #expect(totals.repeated == 1)
    #expect(totals.late == 0)
  }

  private static let wrong = ["", "case:", "case:kind", "output:x", "label:", "other:/x", "/~9"]

  @Test(arguments: wrong)
  func whatIsNoFieldIsRefused(_ text: String) {
    #expect(throws: TaglioError.self) { try FieldChoice(text) }
  }
}
