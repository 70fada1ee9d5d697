import TaglioFormat
import TaglioKit
import TaglioStore
import Testing

/// A batch is all or nothing, and one commit however large.
@Suite struct AddBatchTests {
  struct BadBatch: Sendable, CustomTestStringConvertible {
    var name: String
    var key: KeyRule = .field("id")
    var source: String? = "s"
    var records: [String]
    /// The record that the error names, from 1.
    var record: Int

    var testDescription: String { name }
  }

  static let blobID = String(repeating: "0", count: 64)

  static let badBatches = [
    BadBatch(name: "two records with one key", records: [#"{"id":1}"#, #"{"id":"1"}"#], record: 2),
    BadBatch(name: "no key", records: [#"{"id":1}"#, #"{"x":1}"#], record: 2),
    BadBatch(name: "null for a key", records: [#"{"id":null}"#], record: 1),
    BadBatch(name: "an empty key", records: [#"{"id":""}"#], record: 1),
    BadBatch(name: "a fraction for a key", records: [#"{"id":1.5}"#], record: 1),
    BadBatch(name: "an array for a key", records: [#"{"id":[1]}"#], record: 1),
    BadBatch(name: "a key without a source", source: nil, records: [#"{"id":1}"#], record: 1),
    BadBatch(name: "no source", key: .none, source: nil, records: [#"{"x":1}"#], record: 1),
    BadBatch(
      name: "a blob that is not here",
      records: [
        #"{"id":1}"#,
        #"{"a":{"$blob":"\#(blobID)","bytes":1,"type":"audio/wav"},"id":2}"#,
      ],
      record: 2
    ),
  ]

  @Test(arguments: badBatches)
  func badInputChangesNothing(batch: BadBatch) throws {
    let store = try AddFixture(key: batch.key)
    let state = try store.snapshot.stateDocument()
    let error = #expect(throws: TaglioError.self) {
      try store.add([TestInput("t", [#"{"id":"good"}"#]), TestInput(batch.source, batch.records)])
    }
    #expect(error?.code == .badInput)
    #expect(error?.place?.record == batch.record)
    #expect(error?.help != nil)
    #expect(try store.snapshot.stateDocument() == state)
    #expect(try (UInt8.min...UInt8.max).allSatisfy { try store.store.list(fanout: $0).ids.isEmpty })
  }

  @Test func aDryRunWritesNothing() throws {
    var store = try AddFixture()
    try store.add("s", #"{"id":"1","input":"a"}"#)
    store.options.isDryRun = true
    let files = try fileCount(store)
    let report = try store.add("s", #"{"id":"1","input":"b"}"#, #"{"id":"2"}"#)
    #expect(Counts(report) == Counts(added: 1, changed: 1))
    #expect(report.commit == nil)
    #expect(try fileCount(store) == files)
  }

  @Test func severalSourcesAreOneCommitWithAPartEach() throws {
    let store = try AddFixture()
    let report = try store.add([
      TestInput("s", [#"{"id":1,"title":"x"}"#]), TestInput("t", [#"{"id":1}"#, #"{"id":2}"#]),
    ])
    let loaded = try store.repository.loadCommit(try #require(report.commit))
    #expect(loaded.commit.changes.isEmpty)
    #expect(loaded.commit.parts.count == 2)
    #expect(Set(loaded.changes.dropFirst().map(\.source)) == ["s", "t"])
    #expect(Counts(report) == Counts(added: 3))
    #expect(try store.add([TestInput("t", [#"{"id":1}"#])]).commit == nil)
  }

  @Test func manyRecordsGoToParts() throws {
    let store = try AddFixture()
    let count = Commit.maximumInlineEntries + 1
    let records = (0..<count).map { #"{"id":\#($0)}"# }
    let report = try store.add([TestInput("s", records)])
    #expect(Counts(report) == Counts(added: count))
    let loaded = try store.repository.loadCommit(try #require(report.commit))
    #expect(loaded.commit.changes.isEmpty)
    #expect(!loaded.commit.parts.isEmpty)
    #expect(loaded.changes.reduce(0) { $0 + $1.objects.count } == count + 2)
    #expect(try store.snapshot.cases(PageRequest(limit: 0)).total == count)
    #expect(try store.add([TestInput("s", records)]).commit == nil)
  }

  @Test func aBatchThatChangesNothingLeavesNothing() throws {
    let store = try AddFixture()
    #expect(try store.add([TestInput("s", [])]).commit == nil)
    #expect(try store.repository.log().total == 0)
    #expect(try fileCount(store) == 0)
  }

  private func fileCount(_ store: AddFixture) throws -> Int {
    try (UInt8.min...UInt8.max).reduce(0) { try $0 + store.store.list(fanout: $1).ids.count }
  }
}
