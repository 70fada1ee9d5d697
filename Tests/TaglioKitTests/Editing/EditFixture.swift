import TaglioFormat
import TaglioKit
import TaglioStore
import Testing

/// Shorthands for edits in a repository in memory.
extension AddFixture {
  /// Edits what a text names; fields as `/path=JSON` or `/path`, which is taken away.
  @discardableResult
  func edit(
    _ text: String,
    _ fields: String...,
    labels: [LabelEdit] = [],
    _ change: (inout EditRequest) -> Void = { _ in }
  ) throws -> EditReport {
    clock.advance(milliseconds: 10)
    var request = EditRequest()
    request.fields = try fields.map(AddFixture.fieldEdit)
    request.labels = labels
    change(&request)
    return try repository.edit(text, request)
  }

  static func fieldEdit(_ text: String) throws -> JSONEdit {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    let pointer = try #require(JSONPointer(parts[0]))
    guard parts.count == 2 else { return .unset(pointer) }
    return .set(pointer, try CanonicalJSON(canonicalizing: Array(parts[1].utf8)))
  }

  @discardableResult
  func resolve(
    _ text: String,
    taking head: ObjectID? = nil,
    _ fields: String...
  ) throws -> ResolveReport {
    clock.advance(milliseconds: 10)
    var request = ResolveRequest()
    request.head = head.map { "\($0)" }
    request.fields = try fields.map(AddFixture.fieldEdit)
    return try repository.resolve(text, request)
  }

  /// Another repository with the same objects and a clock that is a little later.
  func copy() throws -> AddFixture {
    let copy = try AddFixture(clock: 1_790_000_100_000)
    try copy.takeFiles(of: self)
    return copy
  }

  /// Makes the case of this key one with two heads: `{"a":2,…}`, edited here, and `{"a":3,…}`,
  /// which its source says.
  func makeFork(_ key: String = "1") throws {
    try add("s", #"{"id":"\#(key)","a":1}"#)
    try edit(key, "/a=2")
    try add("s", #"{"id":"\#(key)","a":3}"#)
  }

  func head(_ key: String) throws -> ObjectID {
    try #require(try heads(lineage(key))?.principal.id)
  }

  /// The ids of all heads, the principal one first.
  func headIDs(_ key: String) throws -> [ObjectID] {
    try heads(lineage(key))?.all.map(\.id) ?? []
  }

  var objectCount: Int {
    get throws {
      try (UInt8.min...UInt8.max).reduce(0) { $0 + (try store.list(fanout: $1).ids.count) }
    }
  }

  /// The message of the latest commit.
  var lastMessage: String? {
    get throws { try repository.log(limit: 1).items.first?.text?.message }
  }

  /// Writes objects and changes as one commit.
  func write(
    _ records: [StoredRecord],
    _ change: (inout Changes, [ObjectID]) -> Void = { _, _ in }
  ) throws -> [ObjectID] {
    clock.advance(milliseconds: 10)
    let staged = records.map { StagedRecord($0, payload: $0.testPayload) }
    var transaction = try repository.transaction()
    try transaction.stage(staged)
    var changes = Changes()
    changes.objects = staged.map(\.id).sorted()
    change(&changes, staged.map(\.id))
    try transaction.add(changes)
    _ = try transaction.commit(message: "by hand")
    return staged.map(\.id)
  }
}

extension StoredRecord {
  fileprivate var testPayload: [UInt8] {
    switch self {
    case .case(let record): record.payload
    case .experiment(let record): record.payload
    case .run(let record): record.payload
    case .blob, .commit, .changes: []
    }
  }
}

/// Expects a refusal whose message or help holds these words, with a way out, that wrote nothing.
func expectRefusal(
  _ code: TaglioError.Code,
  _ words: String...,
  in store: AddFixture,
  sourceLocation: SourceLocation = #_sourceLocation,
  _ body: () throws -> Void
) throws {
  let before = try store.objectCount
  let error = try #require(throws: TaglioError.self, sourceLocation: sourceLocation) { try body() }
  let text = ([error.message, error.help ?? ""] + error.candidates).joined(separator: "\n")
  #expect(error.code == code, "\(text)", sourceLocation: sourceLocation)
  #expect(error.help?.isEmpty == false, "\(text)", sourceLocation: sourceLocation)
  for word in words { #expect(text.contains(word), "\(text)", sourceLocation: sourceLocation) }
  #expect(try store.objectCount == before, sourceLocation: sourceLocation)
}

func json(_ text: String) -> CanonicalJSON { CanonicalJSON(unchecked: Array(text.utf8)) }
