import TaglioFormat
import TaglioKit
import TaglioStore
import TestSupport
import Testing

/// What undoing takes back, and what it leaves alone.
@Suite struct UndoTests {
  private func json(_ text: String) -> CanonicalJSON {
    CanonicalJSON(unchecked: Array(text.utf8))
  }

  private func reasons(_ report: UndoReport) -> [String] {
    report.leftAlone.map { "\($0.what): \($0.reason.rawValue)" }
  }

  @Test func anEditThatWasEditedSinceStays() throws {
    let fixture = try AddFixture()
    try fixture.add("s", #"{"id":1,"a":1}"#, #"{"id":2,"a":1}"#)
    let second = try #require(
      try fixture.add("s", #"{"id":1,"a":2}"#, #"{"id":2,"a":2}"#).commit
    )
    try fixture.edit("1", to: #"{"a":3,"id":1}"#)
    let report = try fixture.repository.undo(second)
    #expect(reasons(report) == ["1: changed-since"])
    #expect(try fixture.contents("1") == [#"{"a":3,"id":1}"#])
    #expect(try fixture.contents("2") == [#"{"a":1,"id":2}"#])
  }

  @Test func aLabelThatWasWrittenSinceStays() throws {
    let fixture = try AddFixture()
    try fixture.add("s", #"{"id":1,"title":"a","keywords":["x"]}"#)
    let report = try fixture.add("s", #"{"id":1,"title":"b","keywords":["x","y"]}"#)
    try fixture.relabel("1") { $0.set = ["title": json("\"c\"")] }
    let undo = try fixture.repository.undo(try #require(report.commit))
    #expect(reasons(undo) == ["title of 1: changed-since"])
    #expect(undo.labels == 1)
    #expect(try fixture.labels("1") == ["title": "\"c\"", "keywords": #"["x"]"#])
  }

  /// Elements come in canonical order; a list that was written whole keeps its own.
  @Test func aListThatWasWrittenWholeComesBackInItsOrder() throws {
    let fixture = try AddFixture()
    try fixture.add("s", #"{"id":1}"#)
    try fixture.relabel("1") { $0.set = ["keywords": json(#"["z","b","a"]"#)] }
    try fixture.relabel("1") { $0.drop = ["keywords": [json("\"z\"")]] }
    #expect(try fixture.labels("1") == ["keywords": #"["a","b"]"#])
    let latest = try #require(try fixture.repository.log().items.first).id
    _ = try fixture.repository.undo(latest)
    #expect(try fixture.labels("1") == ["keywords": #"["z","b","a"]"#])
  }

  @Test func anElementThatSomebodyElseAddedStays() throws {
    let fixture = try AddFixture()
    try fixture.add("s", #"{"id":1}"#)
    try fixture.relabel("1") { $0.add = ["keywords": [json("\"mine\"")]] }
    let mine = try #require(try fixture.repository.log().items.first).id
    try fixture.relabel("1") { $0.add = ["keywords": [json("\"theirs\"")]] }
    let report = try fixture.repository.undo(mine)
    #expect(report.leftAlone.isEmpty)
    #expect(try fixture.labels("1") == ["keywords": #"["theirs"]"#])
  }

  @Test func whatTwoCopiesBroughtInStaysForTheOther() throws {
    let (here, there) = (try AddFixture(), try AddFixture(clock: 1_790_000_000_500))
    let commit = try #require(try here.add("s", #"{"id":1}"#).commit)
    try there.add("s", #"{"id":1}"#)
    try here.takeFiles(of: there)
    let report = try here.repository.undo(commit)
    #expect(report.isEmpty && report.commit == nil)
    #expect(reasons(report) == ["1: also-said"])
  }

  @Test func aForkThatAnAddMadeIsClosedAgain() throws {
    let fixture = try AddFixture()
    try fixture.add("s", #"{"id":1,"a":1}"#)
    try fixture.edit("1", to: #"{"a":2,"id":1}"#)
    let report = try fixture.add("s", #"{"id":1,"a":3}"#)
    #expect(report.forked.count == 1)
    #expect(try fixture.contents("1").count == 2)
    let undo = try fixture.repository.undo(try #require(report.commit))
    #expect(undo.closed == report.forked.map(\.version))
    #expect(try fixture.contents("1") == [#"{"a":2,"id":1}"#])
  }

  @Test func moreThanACommitHoldsGoesToParts() throws {
    let fixture = try AddFixture()
    let records = (0..<9000).map { #"{"id":\#($0)}"# }
    let commit = try #require(try fixture.add([TestInput("s", records)]).commit)
    let report = try fixture.repository.undo(commit)
    #expect(report.removed.count == 9000)
    let undo = try fixture.repository.loadCommit(try #require(report.commit))
    #expect(!undo.commit.parts.isEmpty && undo.commit.changes.isEmpty)
    #expect(try fixture.snapshot.cases(PageRequest()).total == 0)
    _ = try fixture.repository.undo(undo.id)
    #expect(try fixture.snapshot.cases(PageRequest()).total == 9000)
  }

  /// A commit, as another program may make one, that brings something in and puts it away at once.
  private func commit(
    _ fixture: AddFixture,
    _ record: CaseRecord,
    _ change: (inout Changes, ObjectID) -> Void
  ) throws -> ObjectID {
    fixture.clock.advance(milliseconds: 10)
    let staged = StagedRecord(.case(record), payload: record.payload)
    var transaction = try fixture.repository.transaction()
    try transaction.stage([staged])
    var changes = Changes()
    changes.objects = [staged.id]
    change(&changes, staged.id)
    try transaction.add(changes)
    return try #require(try transaction.commit(message: "by hand"))
  }

  @Test func whatCameRemovedStaysRemoved() throws {
    let fixture = try AddFixture()
    try fixture.add("s", #"{"id":1}"#)
    let record = CaseRecord(creator: nil, immutableFields: json(#"{"a":1}"#), key: nil)
    let commit = try commit(fixture, record) { $0.removed = [.object($1)] }
    let report = try fixture.repository.undo(commit)
    #expect(report.isEmpty && report.commit == nil)
    #expect(try fixture.snapshot.cases(PageRequest()).total == 1)
  }

  @Test func whatCameClosedStaysClosed() throws {
    let fixture = try AddFixture()
    try fixture.add("s", #"{"a":1,"id":1}"#)
    let first = try #require(try fixture.heads(fixture.lineage("1"))).principal.id
    try fixture.edit("1", to: #"{"a":2,"id":1}"#)
    guard case .case(var fork) = try fixture.repository.record(first) else { return }
    fork.previous = first
    fork.immutableFields = json(#"{"a":3,"id":1}"#)
    let commit = try commit(fixture, fork) { $0.closed = [$1] }
    let report = try fixture.repository.undo(commit)
    #expect(report.isEmpty && report.commit == nil)
    #expect(try fixture.contents("1") == [#"{"a":2,"id":1}"#])
  }

  @Test func aSealIsFinal() throws {
    let fixture = try AddFixture()
    try fixture.add("s", #"{"id":1}"#)
    let run = StagedRecord(
      run: RunRecord(
        config: .emptyObject,
        experiment: ImportExperiment.id,
        metadata: .emptyObject
      )
    )
    var transaction = try fixture.repository.transaction()
    try transaction.stage([run])
    var changes = Changes()
    changes.objects = [run.id]
    changes.seals[run.id] = Seal(
      status: .complete,
      count: 0,
      digest: Seal.digest(of: []),
      time: .lowest
    )
    try transaction.add(changes)
    let commit = try #require(try transaction.commit(message: "run"))
    #expect(
      reasons(try fixture.repository.undo(commit)) == ["the seal of \(run.id.short()): final"]
    )
  }

  @Test func whatCannotBeReadIsSaid() throws {
    let fixture = try AddFixture()
    try fixture.add("s", #"{"id":1,"a":1}"#)
    let first = try #require(try fixture.heads(fixture.lineage("1"))).principal.id
    let commit = try #require(try fixture.add("s", #"{"id":1,"a":2}"#).commit)
    fixture.store.setFile([], for: first)
    #expect(reasons(try fixture.repository.undo(commit)) == ["1: unreadable"])
  }

  @Test func aDryRunWritesNothing() throws {
    let fixture = try AddFixture()
    let commit = try #require(try fixture.add("s", #"{"id":1}"#).commit)
    let report = try fixture.repository.undo(commit, isDryRun: true)
    #expect(report.removed.count == 1 && report.commit == nil)
    #expect(try fixture.repository.log().total == 1)
  }

  @Test func aCommitThatIsNotHereIsRefused() throws {
    let fixture = try AddFixture()
    let error = #expect(throws: TaglioError.self) { try fixture.repository.undo(.zero) }
    #expect(error?.code == .notFound)
  }
}

extension StagedRecord {
  fileprivate init(run: RunRecord) {
    self.init(.run(run), payload: run.payload)
  }
}
