import TaglioFormat
import TaglioKit
import TaglioStore
import TestSupport
import Testing

/// Adding content that is known brings back files that this copy has lost or that are damaged.
@Suite struct AddHealingTests {
  /// What became of a file.
  enum Harm: CaseIterable {
    case lost, emptied, cut, flipped, replaced

    func bytes(_ file: [UInt8], _ other: [UInt8]) -> [UInt8]? {
      switch self {
      case .lost: return nil
      case .emptied: return []
      case .cut: return Array(file.dropLast(3))
      case .flipped:
        var file = file
        file[file.count / 2] ^= 0x10
        return file
      case .replaced: return other
      }
    }
  }

  /// A store that did not keep the file of a version; `forgets` makes its index anew without it.
  private func withLoss(
    of version: (AddFixture) throws -> ObjectID,
    _ harm: Harm,
    forgets: Bool,
    _ body: (AddFixture, ObjectID, CanonicalJSON) throws -> Void
  ) throws {
    let fixture = try AddFixture()
    try fixture.add("s", #"{"id":1,"a":1,"title":"t"}"#, #"{"id":2,"a":1}"#)
    try fixture.add("s", #"{"id":1,"a":2,"title":"t"}"#, #"{"id":2,"a":1}"#)
    let state = try fixture.snapshot.stateDocument()
    let lost = try version(fixture)
    let file = try fixture.store.readFile(lost, limit: .max)
    let other = try fixture.store.readFile(ImportExperiment.id, limit: .max)
    fixture.store.setFile(harm.bytes(file, other), for: lost)
    if forgets { try fixture.repository.reindex() }
    try body(fixture, lost, state)
    #expect(try fixture.store.readFile(lost, limit: .max) == file)
    #expect(try fixture.snapshot.stateDocument() == state)
  }

  private func head(_ key: String) -> (AddFixture) throws -> ObjectID {
    { fixture in
      try #require(try fixture.heads(fixture.lineage(key))).principal.id
    }
  }

  @Test(arguments: Harm.allCases, [("1", false), ("2", false), ("2", true)])
  func aHeadIsWrittenAnew(_ harm: Harm, _ place: (key: String, forgets: Bool)) throws {
    try withLoss(of: head(place.key), harm, forgets: place.forgets) { fixture, _, _ in
      let commits = try fixture.repository.log().total
      let report = try fixture.add("s", #"{"id":1,"a":2,"title":"t"}"#, #"{"id":2,"a":1}"#)
      #expect(report.healed == 1 && report.unchanged == 2 && report.commit == nil)
      #expect(try fixture.repository.log().total == commits)
      let again = try fixture.add("s", #"{"id":1,"a":2,"title":"t"}"#, #"{"id":2,"a":1}"#)
      #expect(again.healed == 0)
    }
  }

  @Test func itComesWithACommitThatChangesOthers() throws {
    let fixture = try AddFixture()
    try fixture.add("s", #"{"id":1,"a":1}"#, #"{"id":2,"a":1}"#)
    let lost = try head("1")(fixture)
    fixture.store.setFile(nil, for: lost)
    let report = try fixture.add("s", #"{"id":1,"a":1}"#, #"{"id":2,"a":2}"#)
    #expect(report.healed == 1 && report.changed == 1 && report.commit != nil)
    #expect(throws: Never.self) { try fixture.store.verify(lost) }
  }

  @Test func aRecordWithoutAKeyIsWrittenAnew() throws {
    var fixture = try AddFixture()
    fixture.options.key = .none
    try fixture.add("s", #"{"a":1}"#)
    let lost = try #require(try fixture.snapshot.cases(PageRequest()).items.first).head
    fixture.store.setFile(nil, for: lost)
    #expect(try fixture.add("s", #"{"a":1}"#).healed == 1)
    #expect(throws: Never.self) { try fixture.store.verify(lost) }
  }

  @Test(arguments: Harm.allCases, [true, false])
  func theImportRunAndItsExperimentAreWrittenAnew(_ harm: Harm, isRun: Bool) throws {
    let run: (AddFixture) throws -> ObjectID = { fixture in
      guard case .case(let record) = try fixture.repository.record(self.head("1")(fixture)),
        let creator = record.creator
      else { throw TaglioError(.notFound, "the run") }
      return isRun ? creator : ImportExperiment.id
    }
    try withLoss(of: run, harm == .replaced && !isRun ? .cut : harm, forgets: false) {
      (fixture, _, _) in
      let report = try fixture.add("s", #"{"id":1,"a":2,"title":"t"}"#)
      #expect(report.healed == 1 && report.unchanged == 1 && report.commit == nil)
    }
  }

  @Test func everyFileOfABatchIsWrittenAnew() throws {
    let fixture = try AddFixture()
    let records = (0..<100).map { #"{"id":\#($0),"a":1}"# }
    try fixture.add([TestInput("s", records)])
    let heads = try (0..<100).map { try head("\($0)")(fixture) }
    for (number, id) in heads.enumerated() where number % 3 != 0 {
      fixture.store.setFile(number % 3 == 1 ? nil : [0x78], for: id)
    }
    let report = try fixture.add([TestInput("s", records), TestInput("t", [])])
    #expect(report.healed == 66 && report.commit == nil)
    for id in heads { #expect(throws: Never.self) { try fixture.store.verify(id) } }
  }

  @Test(arguments: Harm.allCases)
  func aVersionIsFollowedThatDoesNotRead(_ harm: Harm) throws {
    let fixture = try AddFixture()
    try fixture.add("s", #"{"id":1,"a":1}"#)
    let base = try head("1")(fixture)
    let (file, other) = try (
      fixture.store.readFile(base, limit: .max),
      fixture.store.readFile(ImportExperiment.id, limit: .max)
    )
    fixture.store.setFile(harm.bytes(file, other), for: base)
    let report = try fixture.add("s", #"{"id":1,"a":2}"#)
    #expect(report.changed == 1 && report.healed == 0)
    fixture.store.setFile(file, for: base)
    guard case .case(let record) = try fixture.repository.record(head("1")(fixture)),
      case .case(let before) = try fixture.repository.record(base)
    else { return #expect(Bool(false), "no cases") }
    #expect(record.previous == base && record.creator == before.creator)
    #expect(record.key == before.key && record.ordinal == before.ordinal)
  }

  @Test func aDryRunWritesNothing() throws {
    var fixture = try AddFixture()
    try fixture.add("s", #"{"id":1,"a":1}"#)
    let lost = try head("1")(fixture)
    fixture.store.setFile(nil, for: lost)
    fixture.options.isDryRun = true
    #expect(try fixture.add("s", #"{"id":1,"a":1}"#).healed == 1)
    #expect(try !fixture.store.contains(lost))
  }

  @Test func whatWasErasedStaysSo() throws {
    let fixture = try AddFixture()
    try fixture.add("s", #"{"id":1,"a":1}"#)
    let erased = try head("1")(fixture)
    guard case .case(let record) = try fixture.repository.record(erased) else { return }
    let facts = Facts(.case(record))
    try fixture.commit { changes in
      changes.tombstones[erased] = Tombstone(
        kind: .redacted,
        type: .case,
        reason: "personal",
        links: facts.standInLinks,
        content: facts.content
      )
    }
    fixture.store.setFile(nil, for: erased)
    #expect(try fixture.add("s", #"{"id":1,"a":1}"#).healed == 0)
    #expect(try !fixture.store.contains(erased))
  }
}
