import TaglioFormat
import TaglioKit
import Testing

/// Cases that a source said before and does not say any more.
@Suite struct AddPruneTests {
  private static func record(_ id: Int, _ input: String = "a") -> String {
    #"{"id":\#(id),"input":"\#(input)"}"#
  }

  private func store(_ count: Int = 4, confirmed: Bool = false) throws -> AddFixture {
    var store = try AddFixture()
    try store.add([TestInput("s", (0..<count).map { Self.record($0) })])
    store.options.prunes = true
    store.options.isConfirmed = confirmed
    return store
  }

  private func keys(_ report: AddReport) -> [String] {
    report.gone.compactMap { $0.item.key?.description }
  }

  private func listed(_ store: AddFixture) throws -> [String] {
    try store.snapshot.cases(PageRequest()).items.compactMap { $0.key?.description }
  }

  @Test func goneCasesAreListedAndStay() throws {
    let store = try store()
    let report = try store.add("s", Self.record(0), Self.record(2))
    #expect(keys(report) == ["1", "3"])
    #expect(report.gone.allSatisfy { $0.source == "s" && !$0.isKept })
    #expect(report.removed == 0)
    #expect(report.commit == nil)
    #expect(try listed(store) == ["0", "1", "2", "3"])
  }

  @Test func withoutTheOptionNothingIsListed() throws {
    var store = try store(confirmed: true)
    store.options.prunes = false
    #expect(try store.add("s", Self.record(0)).gone.isEmpty)
    #expect(try listed(store).count == 4)
  }

  @Test func confirmedTheyAreRemovedInTheSameCommit() throws {
    let store = try store(confirmed: true)
    let report = try store.add("s", Self.record(0), Self.record(2, "b"), Self.record(9))
    #expect(Counts(report) == Counts(added: 1, changed: 1, unchanged: 1))
    #expect(report.removed == 2)
    let commit = try store.repository.loadCommit(try #require(report.commit))
    #expect(commit.changes.count == 1)
    #expect(commit.changes.first?.removed.count == 2)
    #expect(commit.changes.first?.source == "s")
    #expect(try listed(store) == ["0", "2", "9"])
    let again = try store.add("s", Self.record(0), Self.record(2, "b"), Self.record(9))
    #expect(again.gone.isEmpty && again.commit == nil)
  }

  @Test func aDryRunRemovesNothing() throws {
    var store = try store(confirmed: true)
    store.options.isDryRun = true
    let report = try store.add("s", Self.record(0))
    #expect(report.removed == 3 && report.commit == nil)
    #expect(try listed(store).count == 4)
  }

  @Test func rowsThatComeBackBringTheirCasesBack() throws {
    let store = try store(8, confirmed: true)
    let all = (0..<8).map { Self.record($0) }
    #expect(try store.add([TestInput("s", [])]).removed == 8)
    let report = try store.add([TestInput("s", all)])
    #expect(Counts(report) == Counts(unchanged: 8, restored: 8))
    #expect(report.commit != nil)
    #expect(try listed(store).count == 8)
    #expect(try store.add([TestInput("s", all)]).commit == nil)
  }

  /// What a person removed, or another source left out, stays removed when a row is said again.
  @Test func whatWasRemovedOtherwiseStaysRemoved() throws {
    let store = try store(confirmed: true)
    try store.add("s", Self.record(0), Self.record(1), Self.record(2))
    try store.commit { $0.restored = [.object(store.lineage("3").id)] }
    try store.commit { $0.removed = [.object(store.lineage("3").id)] }
    let report = try store.add([TestInput("s", (0..<4).map { Self.record($0) })])
    #expect(report.commit == nil)
    #expect(try listed(store) == ["0", "1", "2"])
  }

  @Test func inputsOfOneSourceCountTogether() throws {
    let store = try store()
    let report = try store.add([
      TestInput("s", [Self.record(0)]), TestInput("s", [Self.record(3)]),
    ])
    #expect(keys(report) == ["1", "2"])
  }

  @Test func otherSourcesAreNotLookedAt() throws {
    let store = try store()
    try store.add("t", #"{"id":7}"#)
    #expect(keys(try store.add([TestInput("s", (0..<4).map { Self.record($0) })])).isEmpty)
  }

  @Test func withoutASourceNothingCanBeGone() throws {
    var store = try AddFixture(key: .automatic)
    store.options.prunes = true
    let error = #expect(throws: TaglioError.self) {
      try store.add(nil, #"{"uuid":"00000000-0000-4000-8000-000000000001"}"#)
    }
    #expect(error?.code == .badInput)
    #expect(error?.help?.contains("--source") == true)
  }

  @Test func equalRecordsWithoutKeysAreCounted() throws {
    var store = try AddFixture(key: .none)
    try store.add("s", #"{"a":1}"#, #"{"a":1}"#, #"{"a":2}"#)
    store.options.prunes = true
    let report = try store.add("s", #"{"a":1}"#)
    #expect(report.gone.count == 2)
    #expect(report.unchanged == 1)
  }

  private static let uuid = "00000000-0000-4000-8000-00000000000"

  /// Two sources that know the same case by its UUID.
  private func shared() throws -> (store: AddFixture, records: [String]) {
    var store = try AddFixture(key: .automatic)
    let records = (1...2).map { #"{"input":"a","uuid":"\#(Self.uuid)\#($0)"}"# }
    let others = records.map { $0.replacing("\"a\"", with: "\"b\"") }
    try store.add([TestInput("s", records)])
    try store.add([TestInput("t", others)])
    store.options.prunes = true
    store.options.isConfirmed = true
    return (store, records)
  }

  @Test func whatAnotherSourceSaidTooStays() throws {
    let (store, records) = try shared()
    let report = try store.add([TestInput("s", [records[0]])])
    #expect(report.gone.map(\.isKept) == [true])
    #expect(report.removed == 0 && report.commit == nil)
  }

  @Test func whatAllItsSourcesLeftOutTogetherIsRemoved() throws {
    let (store, records) = try shared()
    let report = try store.add([TestInput("s", [records[0]]), TestInput("t", [])])
    #expect(report.gone.map(\.isKept) == [true, false])
    #expect(report.removed == 1)
    #expect(try store.snapshot.cases(PageRequest()).total == 1)
    #expect(try store.repository.status().pending.isEmpty)
  }

  @Test func whatAnotherInputHoldsStays() throws {
    let (store, records) = try shared()
    let held = #"{"input":"c","uuid":"\#(Self.uuid)3"}"#
    try store.add([TestInput("u", [held])])
    let report = try store.add([TestInput("u", []), TestInput("s", records + [held])])
    #expect(report.gone.map(\.isKept) == [true])
    #expect(report.removed == 0)
  }

  @Test func manyAreRemovedInParts() throws {
    let count = Commit.maximumInlineEntries + 1
    let store = try store(count, confirmed: true)
    let report = try store.add([TestInput("s", [Self.record(0)])])
    #expect(report.removed == count - 1)
    #expect(try listed(store) == ["0"])
  }
}
