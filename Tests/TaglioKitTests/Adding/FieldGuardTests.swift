import TaglioFormat
import TaglioKit
import Testing

/// `add` stops where records look like results of the cases whose keys they have.
@Suite struct FieldGuardTests {
  /// How many records of each kind a batch has: edits of a case, results with its key, records that
  /// say what is there, and records with new keys.
  struct Batch: Sendable, CustomTestStringConvertible {
    var edits = 0
    var results = 0
    var same = 0
    var new = 0
    var stops: Bool

    var testDescription: String { "\(edits)e \(results)r \(same)s \(new)n" }

    var records: [String] {
      let kinds =
        [String](repeating: #""input":"b""#, count: edits)
        + [String](repeating: #""output":1,"score":0.5"#, count: results)
        + [String](repeating: #""input":"a""#, count: same)
      let known = kinds.enumerated().map { #"{"id":\#($0),\#($1)}"# }
      return known + (0..<new).map { #"{"id":"n\#($0)","output":1}"# }
    }
  }

  static let batches = [
    Batch(results: 10, stops: true),
    Batch(results: 9, stops: false),
    Batch(results: 9, new: 9, stops: false),
    Batch(results: 10, new: 90, stops: true),
    Batch(edits: 5, results: 5, stops: false),
    Batch(edits: 5, results: 6, stops: true),
    Batch(results: 10, same: 10, stops: false),
    Batch(results: 11, same: 10, stops: true),
    Batch(edits: 20, stops: false),
  ]

  private func store() throws -> AddFixture {
    let store = try AddFixture()
    try store.add([TestInput("s", (0..<40).map { #"{"id":\#($0),"input":"a","title":"t"}"# })])
    return store
  }

  @Test(arguments: batches)
  func moreThanHalfOfTenStop(_ batch: Batch) throws {
    var store = try store()
    let state = try store.snapshot.stateDocument()
    let inputs = [TestInput("s", batch.records)]
    guard batch.stops else {
      #expect(try store.add(inputs).commit != nil)
      return
    }
    for isDryRun in [true, false] {
      store.options.isDryRun = isDryRun
      let error = #expect(throws: TaglioError.self) { try store.add(inputs) }
      #expect(error?.code == .badInput)
      #expect(error?.help?.contains("taglio run record") == true)
      #expect(error?.help?.contains("--yes") == true)
    }
    #expect(try store.snapshot.stateDocument() == state)
    store.options.isConfirmed = true
    let report = try store.add(inputs)
    #expect(report.changed == batch.edits + batch.results)
    store.options.isConfirmed = false
    #expect(try store.add(inputs).commit == nil, "what was confirmed is no surprise again")
  }

  @Test func theErrorShowsTheFirstOfThem() throws {
    let store = try store()
    let edit = #"{"id":0,"input":"b"}"#
    let results = (1..<12).map { #"{"e":1,"b":1,"c":1,"d":1,"id":\#($0)}"# }
    let error = #expect(throws: TaglioError.self) {
      try store.add([TestInput("s", [edit] + results)])
    }
    #expect(error?.place?.record == 2)
    #expect(
      error?.message
        == "11 of 12 records whose cases are here share no field with them: this one has "
        + #""b", "c", "d", …, its case "input""#
    )
  }

  @Test func inputsOfABatchCountTogether() throws {
    let store = try store()
    let records = Batch(results: 12, stops: true).records
    let inputs = [TestInput("s", Array(records[..<6])), TestInput("s", Array(records[6...]))]
    #expect(throws: TaglioError.self) { try store.add(inputs) }
  }

  @Test func labelsAreNotCompared() throws {
    let store = try store()
    let records = (0..<10).map { #"{"id":\#($0),"output":1,"title":"t"}"# }
    #expect(throws: TaglioError.self) { try store.add([TestInput("s", records)]) }
    let onlyLabels = (0..<10).map { #"{"id":\#($0),"title":"u"}"# }
    let error = #expect(throws: TaglioError.self) { try store.add([TestInput("s", onlyLabels)]) }
    #expect(error?.message.contains("this one has nothing but its key") == true)
  }

  @Test func recordsWithoutKeysMatchNothing() throws {
    let store = try AddFixture(key: .none)
    try store.add([TestInput("s", (0..<20).map { #"{"input":\#($0)}"# })])
    let report = try store.add([TestInput("s", (0..<20).map { #"{"output":\#($0)}"# })])
    #expect(report.added == 20)
  }

  @Test func theHeadOfAForkIsLookedAtAndNotWhatTheSourceSaid() throws {
    let store = try store()
    for key in 0..<10 { try store.edit("\(key)", to: #"{"id":\#(key),"output":0}"#) }
    let report = try store.add([TestInput("s", (0..<10).map { #"{"id":\#($0),"output":1}"# })])
    #expect(report.forked.count == 10)
  }
}
