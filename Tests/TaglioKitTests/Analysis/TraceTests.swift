import TaglioFormat
import TaglioKit
import TaglioStore
import TestSupport
import Testing

/// Where cases come from and where they lead.
@Suite struct TraceTests {
  private func trace(
    _ fixture: AnalysisFixture,
    _ text: String,
    depth: Int = 10
  ) throws -> Trace {
    let version = try Resolver(fixture.snapshot).case(text)
    return try fixture.repository.trace(version, depth: depth)
  }

  /// The outputs of a run.
  private func outputs(_ fixture: AnalysisFixture, _ run: ObjectID) throws -> [ObjectID] {
    let reader = OutputReader(fixture.repository, fixture.snapshot)
    return try reader.outputs(of: reader.facts(of: run), .asRun).map(\.shown.id)
  }

  private func words(_ nodes: [Trace.Node]) -> [String] {
    nodes.map { node in
      let below = words(node.children).joined(separator: ", ")
      let used = node.usedSequence.map { "v\($0) " } ?? ""
      return "\(used)\(node.link) \(node.result?.rawValue ?? "-")"
        + (below.isEmpty ? "" : " (\(below))")
    }
  }

  /// A case, its outputs, and what a second run made of one of them.
  @Test func resultsOfResultsAreATree() throws {
    let fixture = try AnalysisFixture()
    let first = try fixture.run(1, ["1": "+", "2": "-"])
    let answer = try #require(
      try outputs(fixture, first).first { id in
        try fixture.store.content(id).contains("true")
      }
    )
    try fixture.store.edit("1", #"/q="1 + 2""#)
    _ = try fixture.run(2, ["1": "-"])
    let judge = try RunMaker(fixture.repository, #"{"name":"judge","verdict":"/good"}"#)
    let opinion = RunMaker.Result(answer, #"{"good":false}"#)
    let judged = try judge.record(day: 3, [opinion])

    let found = try trace(fixture, "1")
    #expect(found.versions.map(\.sequence) == [1, 2] && found.subject.sequence == 2)
    #expect(
      words(found.results)
        == ["v1 computed passed (v1 computed failed)", "v2 computed failed"]
    )
    #expect(found.origins.isEmpty && found.run?.facts.isImport == true && !found.isCut)

    let last = try #require(try outputs(fixture, judged).first)
    let back = try trace(fixture, "\(last)")
    #expect(words(back.origins) == ["basis passed (basis -)"])
    #expect(back.origins.first?.version.id == answer && back.results.isEmpty)
    #expect(back.run?.facts.definition.name == "judge")
  }

  @Test func aCorrectedOutputIsOneNode() throws {
    let fixture = try AnalysisFixture()
    let run = try fixture.run(1, ["1": "-"])
    let output = try #require(try outputs(fixture, run).first)
    try fixture.store.edit("\(output)", "/ok=true")
    let node = try #require(try trace(fixture, "1").results.first)
    #expect(node.version.id == output && node.versions == 2 && node.result == .failed)
  }

  @Test func sourcesLeadBothWays() throws {
    let fixture = try AnalysisFixture()
    let sources = [try fixture.head("1"), try fixture.head("2")]
    let record = CaseRecord(
      creator: nil,
      immutableFields: CanonicalJSON(unchecked: Array(#"{"q":"both"}"#.utf8)),
      key: nil,
      sources: sources
    )
    let staged = StagedRecord(.case(record), payload: record.payload)
    var transaction = try fixture.repository.transaction()
    try transaction.stage([staged])
    try transaction.add(objects: [staged.id])
    _ = try transaction.commit(message: "join")
    #expect(try trace(fixture, "\(staged.id)").origins.map(\.version.id) == sources)
    #expect(words(try trace(fixture, "1").results) == ["v1 joined -"])
  }

  @Test func whatIsTooDeepIsSaidToBeCut() throws {
    let fixture = try AnalysisFixture()
    var input = try fixture.head("1")
    for day in 1...4 {
      let run = try fixture.maker.record(day: day, [RunMaker.Result(input, #"{"ok":true}"#)])
      input = try #require(try outputs(fixture, run).first)
    }
    let short = try trace(fixture, "1", depth: 2)
    #expect(words(short.results) == ["v1 computed passed (v1 computed passed)"])
    #expect(short.isCut && short.results.first?.children.first?.isCut == true)
    #expect(try !trace(fixture, "1", depth: 4).isCut)
    let back = try trace(fixture, "\(input)", depth: 3)
    #expect(back.isCut && words(back.origins) == ["basis passed (basis passed (basis passed))"])
  }

  /// Of two ways to one case only the first is followed.
  @Test func whatIsReachedTwiceIsOpenedUpOnce() throws {
    let fixture = try AnalysisFixture()
    let run = try fixture.run(1, ["1": "+-"])
    let made = try outputs(fixture, run)
    let record = CaseRecord(
      creator: nil,
      immutableFields: CanonicalJSON(unchecked: Array(#"{"q":"both"}"#.utf8)),
      key: nil,
      sources: made
    )
    let staged = StagedRecord(.case(record), payload: record.payload)
    var transaction = try fixture.repository.transaction()
    try transaction.stage([staged])
    try transaction.add(objects: [staged.id])
    _ = try transaction.commit(message: "join")
    let joined = try trace(fixture, "1").results.flatMap(\.children)
    #expect(joined.map(\.isRepeated) == [false, true])
    #expect(joined.allSatisfy { $0.version.id == staged.id })
  }
}

extension Transaction {
  fileprivate mutating func add(objects: [ObjectID]) throws {
    var changes = Changes()
    changes.objects = objects
    try add(changes)
  }
}
