import TaglioFormat
import TaglioKit
import TaglioStore

/// Records of one source, as text.
struct TestInput: RecordInput {
  let name: String
  let source: String?
  let records: [String]
  let labelFields: [String]

  init(_ source: String?, _ records: [String], labels labelFields: [String] = []) {
    name = source ?? "-"
    self.source = source
    self.records = records
    self.labelFields = labelFields
  }

  func forEachRecord(_ body: (JSONView, RecordPlace) throws -> Void) throws {
    for (index, text) in records.enumerated() {
      let document = try JSONDocument(parsing: Array(text.utf8))
      let place = RecordPlace(file: name, line: index + 1, column: 1, record: index + 1)
      try body(document.root, place)
    }
  }
}

/// A repository in memory with a clock of its own.
struct AddFixture {
  let store = MemoryStore()
  let repository: Repository
  let clock: TestClock
  var options = AddOptions()

  /// - Parameter key: the field of the key.
  init(key: KeyRule = .field("id"), clock milliseconds: Int64 = 1_790_000_000_000) throws {
    clock = TestClock(milliseconds: milliseconds)
    repository = try Repository(
      objects: store,
      books: MemoryBookkeeping(),
      options: clock.options(author: "tester")
    )
    options.key = key
  }

  var snapshot: Snapshot { repository.snapshot }

  @discardableResult
  func add(_ source: String? = "s", _ records: String...) throws -> AddReport {
    try add([TestInput(source, records)])
  }

  @discardableResult
  func add(_ inputs: [TestInput]) throws -> AddReport {
    clock.advance(milliseconds: 10)
    return try repository.add(inputs, options)
  }

  func lineage(_ key: String, _ source: String = "s") -> LineageID {
    LineageID(key: CaseKey(source: source, name: key))
  }

  func heads(_ id: LineageID) throws -> Heads? {
    try snapshot.index.lineage(id).flatMap { try snapshot.heads(ofLineage: $0) }
  }

  /// The contents of the heads, the principal one first.
  func contents(_ key: String, _ source: String = "s") throws -> [String] {
    try heads(lineage(key, source))?.all.map { try content($0.id) } ?? []
  }

  func content(_ id: ObjectID) throws -> String {
    guard case .case(let record) = try repository.record(id) else { return "no case" }
    return "\(record.immutableFields)"
  }

  func labels(_ key: String, _ source: String = "s") throws -> [String: String] {
    let labels = try snapshot.labels(of: .object(lineage(key, source).id))
    return .init(uniqueKeysWithValues: labels.map { ($0.name.string, "\($0.value)") })
  }

  /// Writes a next version of the principal head, as somebody's edit.
  @discardableResult
  func edit(_ key: String, to content: String, source: String = "s") throws -> ObjectID {
    clock.advance(milliseconds: 10)
    guard let head = try heads(lineage(key, source))?.principal,
      case .case(var record) = try repository.record(head.id)
    else { throw TaglioError(.notFound, key) }
    record.immutableFields = CanonicalJSON(unchecked: Array(content.utf8))
    record.previous = head.id
    let staged = StagedRecord(.case(record), payload: record.payload)
    var transaction = try repository.transaction()
    try transaction.stage([staged])
    var changes = Changes()
    changes.objects = [staged.id]
    try transaction.add(changes)
    _ = try transaction.commit(message: "edit")
    return staged.id
  }

  /// Writes changes of one lineage's labels, as somebody's edit.
  func relabel(_ key: String, _ change: (inout FieldEdits) -> Void) throws {
    clock.advance(milliseconds: 10)
    var edits = FieldEdits()
    change(&edits)
    try commit { $0.fields[.object(lineage(key).id)] = edits }
  }

  func commit(_ change: (inout Changes) -> Void) throws {
    clock.advance(milliseconds: 10)
    var changes = Changes()
    change(&changes)
    var transaction = try repository.transaction()
    try transaction.add(changes)
    _ = try transaction.commit(message: "by hand")
  }

  /// Takes all object files of another repository over, as a copying tool does.
  func takeFiles(of other: AddFixture) throws {
    for fanout in UInt8.min...UInt8.max {
      for id in try other.store.list(fanout: fanout).ids {
        store.setFile(try other.store.readFile(id, limit: .max), for: id)
      }
    }
    try repository.refresh()
  }
}

/// What an `add` counted.
struct Counts: Equatable, CustomStringConvertible {
  var added = 0
  var changed = 0
  var relabelled = 0
  var unchanged = 0
  var forked = 0
  var restored = 0

  init(
    added: Int = 0,
    changed: Int = 0,
    relabelled: Int = 0,
    unchanged: Int = 0,
    forked: Int = 0,
    restored: Int = 0
  ) {
    self.added = added
    self.changed = changed
    self.relabelled = relabelled
    self.unchanged = unchanged
    self.forked = forked
    self.restored = restored
  }

  init(_ report: AddReport) {
    self.init(
      added: report.added,
      changed: report.changed,
      relabelled: report.relabelled,
      unchanged: report.unchanged,
      forked: report.forked.count,
      restored: report.restored
    )
  }

  var description: String {
    "+\(added) ~\(changed) l\(relabelled) =\(unchanged) f\(forked) r\(restored)"
  }
}
