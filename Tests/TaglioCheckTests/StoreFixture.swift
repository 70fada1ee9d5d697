import Foundation
import SystemPackage
import TaglioCheck
import TaglioFormat
import TaglioKit
import TaglioStore
import TaglioSystem

/// A small store on disk, made through the library, and the means to do harm to it.
struct StoreFixture {
  let directory: RepositoryDirectory
  let repository: Repository
  /// The case that the run read, and what it made of it.
  private(set) var input = ObjectID.zero
  private(set) var outputs: [ObjectID] = []
  private(set) var run = ObjectID.zero
  private(set) var lineage = ObjectID.zero

  static let suite = UUID(high: 0x0123_4567_89ab_4cde, low: 0x8f01_2345_6789_abcd)
  static let settings = Repository.Options(
    author: "Ada",
    now: { 1_800_000_000_000_000_000 }
  )

  /// A store that is there, with a clock that never calls a directory settled, so that a file which
  /// comes in the same moment is seen.
  init(at directory: RepositoryDirectory) throws {
    self.directory = directory
    let options = Repository.Options(author: "Ada", now: { 0 })
    repository = try Repository(directory, options: options)
  }

  /// An empty store.
  init(empty path: FilePath) throws {
    directory = RepositoryDirectory(path: path.appending(RepositoryDirectory.name))
    _ = try directory.create()
    try Data("durability = none\n".utf8)
      .write(to: URL(filePath: directory.path.appending("config").string))
    repository = try Repository(directory, options: StoreFixture.settings)
  }

  /// Three cases, one of them edited, in a suite; a sealed run over it with two outputs.
  init(_ path: FilePath) throws {
    try self.init(empty: path)
    try add(["1", "2", "3"].map { #"{"id":"\#($0)","input":"question \#($0)","title":"t"}"# })
    try add([#"{"id":"2","input":"question two","title":"t"}"#])
    try addSuite()
    try addRun()
  }

  private func add(_ records: [String]) throws {
    var options = AddOptions()
    options.key = .field("id")
    _ = try repository.add([Records(texts: records)], options)
  }

  private mutating func addSuite() throws {
    let id = LineageID(key: CaseKey(source: "questions.jsonl", name: "2"))
    lineage = id.id
    let index = repository.snapshot.index
    guard let first = try index.lineage(id),
      let heads = try repository.snapshot.heads(ofLineage: first),
      let name = GivenName(kind: .suites, name: "main")
    else { throw Unexpected() }
    input = heads.principal.id
    var changes = Changes()
    changes.suites[StoreFixture.suite] = MembershipEdits()
    changes.suites[StoreFixture.suite]?.add = [lineage]
    changes.names.updateValue(.suite(StoreFixture.suite), forKey: name)
    try commit(changes)
  }

  private mutating func addRun() throws {
    let experiment = ExperimentRecord(immutableFields: try CanonicalJSON(.object(JSONObject())))
    let experimentID = ObjectCodec.id(type: .experiment, payload: experiment.payload)
    let runRecord = RunRecord(
      config: .emptyObject,
      experiment: experimentID,
      metadata: .emptyObject,
      suite: StoreFixture.suite
    )
    run = ObjectCodec.id(type: .run, payload: runRecord.payload)
    let cases = (0..<2).map { trial in
      CaseRecord(
        basis: input,
        creator: run,
        immutableFields: .emptyObject,
        key: nil,
        ordinal: trial
      )
    }
    outputs = cases.map { ObjectCodec.id(type: .case, payload: $0.payload) }
    let records =
      [
        StagedRecord(.experiment(experiment), payload: experiment.payload),
        StagedRecord(.run(runRecord), payload: runRecord.payload),
      ] + cases.map { StagedRecord(.case($0), payload: $0.payload) }
    var changes = Changes()
    changes.objects = records.map(\.id).sorted()
    try commit(changes, records)
    try commit(sealing(count: 2))
  }

  private func commit(_ changes: Changes, _ records: [StagedRecord] = []) throws {
    var transaction = try repository.transaction()
    try transaction.stage(records)
    try transaction.add(changes)
    _ = try transaction.commit(message: "by a test")
  }

  func sealing(count: Int) throws -> Changes {
    var changes = Changes()
    guard let end = CommitTime("2027-01-15T08:00:00.000Z") else { throw Unexpected() }
    changes.seals[run] = Seal(
      status: .complete,
      count: count,
      digest: Seal.digest(of: outputs),
      time: end
    )
    return changes
  }

  /// What a test cannot go on without.
  struct Unexpected: Error {}
}

// MARK: - Checking

extension StoreFixture {
  /// Opens the store anew and checks it.
  func check(_ options: Checker.Options = Checker.Options()) throws -> FsckReport {
    try Checker(opening: directory, StoreFixture.settings, options: options).run()
  }

  /// Checks the store as it was opened first.
  func checkOpened(_ options: Checker.Options = Checker.Options()) throws -> FsckReport {
    try Checker(repository: repository, directory: directory, options: options).run()
  }
}

extension FsckReport {
  func findings(_ name: Finding.Name) -> [Finding] { findings.filter { $0.name == name } }

  var errors: [Finding] { findings.filter { $0.severity == .error } }
  var warnings: [Finding] { findings.filter { $0.severity == .warning } }
}

// MARK: - Writing by hand

extension StoreFixture {
  /// Writes objects through the store, whatever they hold.
  @discardableResult
  func write(_ type: ObjectType, _ payload: [UInt8]) throws -> ObjectID {
    let batch = repository.objects.beginBatch()
    let id = try batch.stage(type, payload)
    try batch.publish()
    return id
  }

  @discardableResult
  func write(_ record: CaseRecord) throws -> ObjectID { try write(.case, record.payload) }

  /// Writes a commit on top of all heads, without taking it in.
  @discardableResult
  func write(
    _ changes: Changes,
    parents: [ObjectID]? = nil,
    time: CommitTime? = nil
  ) throws -> ObjectID {
    let index = repository.snapshot.index
    let heads = try index.heads.map { try index.commit($0) }
    guard let later = CommitTime(milliseconds: 1_900_000_000_000) else { throw Unexpected() }
    let commit = Commit(
      author: "Eve",
      changes: changes,
      message: "by hand",
      parents: parents ?? heads.map(\.id).sorted(),
      time: time ?? later
    )
    return try write(.commit, commit.payload)
  }

  /// Writes a commit that lists one case.
  @discardableResult
  func writeCommit(listing ids: [ObjectID]) throws -> ObjectID {
    var changes = Changes()
    changes.objects = ids.sorted()
    return try write(changes)
  }

  /// The run that imported the cases.
  func importRun() throws -> ObjectID {
    let index = repository.snapshot.index
    guard let number = try index.number(of: input) else { throw Unexpected() }
    return try index.object(index.object(number).creator).id
  }

  func makeCase(
    _ text: String,
    creator: ObjectID?,
    previous: ObjectID? = nil,
    ordinal: Int = 0
  ) throws -> CaseRecord {
    var fields = JSONObject()
    fields["input"] = .string(text)
    return CaseRecord(
      creator: creator,
      immutableFields: try CanonicalJSON(.object(fields)),
      key: nil,
      ordinal: ordinal,
      previous: previous
    )
  }

  func accept(_ ids: [ObjectID]) throws {
    let lock = try repository.books.lock(wait: true)
    try withExtendedLifetime(lock) { try repository.books.accept(ids) }
  }
}

// MARK: - Files

extension StoreFixture {
  func path(of id: ObjectID) -> String {
    let digits = "\(id)"
    return path("objects/\(digits.prefix(2))/\(digits.dropFirst(2))")
  }

  /// A path below `.taglio`.
  func path(_ name: String) -> String { directory.path.appending(name).string }

  func bytes(of id: ObjectID) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: path(of: id))))
  }

  /// Puts a file in place of whatever is there.
  func put(_ bytes: [UInt8], _ path: String) throws {
    let url = URL(filePath: path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(at: url) }
    try Data(bytes).write(to: url)
  }

  func put(_ bytes: [UInt8], asFileOf id: ObjectID) throws { try put(bytes, path(of: id)) }

  func remove(_ path: String) throws { try FileManager.default.removeItem(atPath: path) }

  /// Writes a file that is the zlib stream of these bytes, under the name that they hash to.
  func putWhole(_ uncompressed: [UInt8]) throws -> ObjectID {
    let id = BLAKE2b.id(of: uncompressed)
    try put(try StoreFixture.compress(uncompressed), asFileOf: id)
    return id
  }

  static func compress(_ bytes: [UInt8]) throws -> [UInt8] {
    var file: [UInt8] = []
    var deflater = try Deflater()
    try bytes.withUnsafeBytes { try deflater.compress(header: [], payload: $0, into: &file) }
    return file
  }

  /// All objects of the store, ascending.
  func ids() throws -> [ObjectID] {
    try (UInt8.min...UInt8.max).flatMap { try repository.objects.list(fanout: $0).ids }
  }
}

/// Records of one source, held as JSON texts.
struct Records: RecordInput {
  var texts: [String]
  let name = "questions.jsonl"
  let source: String? = "questions.jsonl"

  func forEachRecord(_ body: (JSONView, RecordPlace) throws -> Void) throws {
    for (number, text) in texts.enumerated() {
      let document = try JSONDocument(parsing: Array(text.utf8))
      let place = RecordPlace(file: name, line: number + 1, column: 1, record: number + 1)
      try body(document.root, place)
    }
  }
}

extension StoreFixture {
  /// The only head of the commit graph.
  func head() throws -> ObjectID {
    let index = repository.snapshot.index
    guard let head = index.heads.first, index.heads.count == 1 else { throw Unexpected() }
    return try index.commit(head).id
  }

  /// The list of accepted commits of this copy, below `.taglio`.
  var accepted: String {
    get throws {
      let lists = AcceptedLists(disk: directory.disk, root: directory.path, durability: .none)
      return try AcceptedLists.name + "/" + lists.own().name
    }
  }

  /// The bytes of a file below `.taglio`.
  func file(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: path(name))))
  }
}
