import TaglioFormat
import TaglioKit
import TaglioStore
import TestSupport
import Testing

/// What a commit changed, against what its ancestors said.
@Suite struct CommitChangesTests {
  private static func json(_ text: String) -> CanonicalJSON {
    CanonicalJSON(unchecked: Array(text.utf8))
  }

  @Test func addingAndEditingAreToldApart() throws {
    let fixture = try AddFixture()
    try fixture.add("s", #"{"id":"a","x":1,"title":"T"}"#)
    try fixture.add("s", #"{"id":"a","x":2,"title":"T"}"#, #"{"id":"b","x":1}"#)
    let words = try fixture.words()
    #expect(
      words == [
        ["case a v2: /x 1 → 2", "added case b v1"],
        ["added experiment v1", "run import", "added case a v1", #"label title of a: - → "T""#],
      ]
    )
  }

  @Test func everyKindOfWriteIsTold() throws {
    let fixture = try AddFixture()
    try fixture.add("s", #"{"id":"a","x":1}"#)
    let head = try #require(try fixture.heads(fixture.lineage("a"))?.principal.id)
    let suite = UUID(high: 1, low: 2)
    let target = Target.object(fixture.lineage("a").id)
    let name = try #require(GivenName("suites/basics"))
    let other = try #require(GivenName("suites/other"))
    try fixture.commit {
      $0.names = [name: .suite(suite), other: .suite(suite)]
      $0.suites[suite] = MembershipEdits()
      $0.suites[suite]?.add = [fixture.lineage("a").id]
    }
    try fixture.commit {
      $0.suites[suite] = MembershipEdits()
      $0.suites[suite]?.pin = [fixture.lineage("a").id: head]
      $0.closed = [head]
      $0.removed = [target]
    }
    try fixture.commit {
      $0.names.updateValue(nil, forKey: other)
      $0.reopened = [head]
      $0.restored = [target]
    }
    let words = try fixture.words()
    #expect(
      words.prefix(3) == [
        ["name suites/other: \(suite) → -", "a v1 reopened", "a restored"],
        ["a in basics: floating → \(head.short())", "a v1 closed", "a removed"],
        [
          "name suites/basics: - → \(suite)", "name suites/other: - → \(suite)",
          "a in basics: - → floating",
        ],
      ]
    )
  }

  /// Each commit's changes lead from the labels before it to those after it.
  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func labelsChangeFromOneCommitToTheNext(_ seed: UInt64) throws {
    var maker = ValueMaker(seed: seed)
    let fixture = try AddFixture()
    try fixture.add("s", #"{"id":"a","x":1}"#)
    for _ in 0..<40 {
      let before = try fixture.labels("a")
      let value = Self.json([#""t""#, #"["p","q"]"#, "1"][maker.below(3)])
      let element = Self.json([#""p""#, #""r""#][maker.below(2)])
      let kind = maker.below(4)
      try fixture.relabel("a") { edits in
        switch kind {
        case 0: edits.set["l"] = value
        case 1: edits.unset = ["l"]
        case 2: edits.add["l"] = [element]
        default: edits.drop["l"] = [element]
        }
      }
      let commit = try #require(try fixture.repository.log(limit: 1).items.first?.id)
      let change = try #require(try fixture.repository.changes(of: commit).items.first)
      guard case .label(_, "l", let old, let new) = change else {
        Issue.record("seed \(seed): \(change)")
        continue
      }
      #expect(old.map { "\($0)" } == before["l"], "seed \(seed)")
      #expect(try new.map { "\($0)" } == fixture.labels("a")["l"], "seed \(seed)")
    }
  }

  /// What others did meanwhile is not what a commit changed.
  @Test func theOldValueIsWhatTheWriterSaw() throws {
    let here = try AddFixture()
    let there = try AddFixture()
    try here.add("s", #"{"id":"a","x":1,"title":"first"}"#)
    try there.takeFiles(of: here)
    try here.relabel("a") { $0.set["title"] = Self.json(#""mine""#) }
    there.clock.advance(milliseconds: 1000)
    try there.relabel("a") { $0.set["title"] = Self.json(#""theirs""#) }
    try here.takeFiles(of: there)
    let words = try here.words()
    #expect(
      words.prefix(2) == [
        [#"label title of a: "first" → "theirs""#], [#"label title of a: "first" → "mine""#],
      ]
    )
  }

  @Test func onlyWhatIsAskedForIsRead() throws {
    let fixture = try AddFixture()
    try fixture.add("s", #"{"id":"a","x":1}"#, #"{"id":"b","x":1}"#)
    try fixture.add("s", #"{"id":"a","x":2}"#, #"{"id":"b","x":2}"#)
    let commit = try #require(try fixture.repository.log(limit: 1).items.first?.id)
    let last = try #require(try fixture.heads(fixture.lineage("b"))?.principal.id)
    fixture.store.setFile(nil, for: last)
    let page = try fixture.repository.changes(of: commit, limit: 1)
    #expect(page.total == 2)
    #expect(page.items.map(\.isDamaged) == [false])
    #expect(try fixture.repository.changes(of: commit).items.map(\.isDamaged) == [false, true])
  }
}

extension AddFixture {
  /// What each commit changed, the latest first, in words.
  fileprivate func words() throws -> [[String]] {
    try repository.log().items.map { try repository.changes(of: $0.id).items.map(words) }
  }

  private func words(_ change: CommitChange) -> String {
    switch change {
    case .added(let version):
      return "added \(version.subject.kind) \(version.words)"
    case .edited(let comparison):
      let fields = comparison.fields?.map { "\($0.path) \(words($0.old)) → \(words($0.new))" } ?? []
      let version = comparison.new.mention
      return "\(version.subject.kind) \(version.words): " + fields.joined(separator: ", ")
    case .run(let run): return "run \(run.experiment)"
    case .object(let id, let type): return "\(type) \(id.short())"
    case .label(let subject, let name, let old, let new):
      return "label \(name) of \(subject.words): \(words(old)) → \(words(new))"
    case .name(let name, let old, let new): return "name \(name): \(old ?? "-") → \(new ?? "-")"
    case .member(let subject, let suite, let old, let new):
      return "\(subject.words) in \(suite.words): \(words(old)) → \(words(new))"
    case .seal(let run, _, let seal): return "\(run.words) sealed \(seal.count)"
    case .closing(let version, let isClosed):
      return version.words + (isClosed ? " closed" : " reopened")
    case .removal(let subject, let isRemoved):
      return subject.words + (isRemoved ? " removed" : " restored")
    case .tombstone(let id, let kind, _, _): return "\(id.short()) \(kind)"
    }
  }

  private func words(_ value: CanonicalJSON?) -> String { value.map { "\($0)" } ?? "-" }

  private func words(_ membership: Membership?) -> String {
    switch membership {
    case nil: "-"
    case .floating: "floating"
    case .pinned(let version): version.short()
    }
  }
}

extension Subject {
  /// A key, a name, or nothing.
  fileprivate var words: String { key?.description ?? (kind == .suite ? text : "") }
}

extension VersionMention {
  fileprivate var words: String {
    [subject.words, sequence.map { "v\($0)" } ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
  }
}
