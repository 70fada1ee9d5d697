import Foundation
import Synchronization
import SystemPackage
import TaglioFormat
import TaglioKit
import TaglioStore
import TaglioSystem

@testable import TaglioSync

/// One copy of a store in a directory, and what tests do with it.
final class SyncCopy {
  let directory: RepositoryDirectory
  private(set) var repository: Repository
  private let clock: SharedClock

  init(_ path: FilePath, _ clock: SharedClock) throws {
    self.clock = clock
    directory = RepositoryDirectory(path: path.appending(RepositoryDirectory.name))
    try FileManager.default.createDirectory(
      atPath: path.string,
      withIntermediateDirectories: true
    )
    _ = try directory.create()
    try Data("durability = none\n".utf8)
      .write(to: URL(filePath: directory.path.appending("config").string))
    repository = try Repository(directory, options: clock.options)
  }

  var options: Repository.Options { clock.options }

  /// Opens the store again, as the next command does.
  func reopen() throws { repository = try Repository(directory, options: clock.options) }

  /// The state that somebody sees who opens the store now.
  func state() throws -> CanonicalJSON {
    try reopen()
    return try repository.snapshot.stateDocument()
  }

  /// Adds records `{"id":…,"x":…}` of one source, as one commit.
  func add(_ values: [Int: String], source: String = "s") throws {
    clock.advance()
    var options = AddOptions()
    options.key = .field("id")
    let records = values.sorted { $0.key < $1.key }.map { #"{"id":\#($0.key),"x":"\#($0.value)"}"# }
    _ = try repository.add([TextRecords(source, records)], options)
  }

  /// Adds a case of each of two sources, whose changes stand in parts of the commit.
  func addOfTwoSources() throws {
    clock.advance()
    var options = AddOptions()
    options.key = .field("id")
    let records = [#"{"id":1,"x":"one"}"#]
    _ = try repository.add([TextRecords("s", records), TextRecords("t", records)], options)
  }

  func commit(_ changes: Changes) throws {
    clock.advance()
    var transaction = try repository.transaction()
    try transaction.add(changes)
    _ = try transaction.commit(message: "by a test")
  }

  /// Erases a version; its bytes stay until somebody collects them.
  func erase(_ id: ObjectID) throws {
    clock.advance()
    var request = RedactRequest(reason: "asked for")
    request.onlyVersions = true
    request.isConfirmed = true
    _ = try repository.redact(["\(id)"], request)
  }

  /// The head of a case.
  func head(_ key: Int, source: String = "s") throws -> ObjectID {
    let id = LineageID(key: CaseKey(source: source, name: "\(key)"))
    guard let lineage = try repository.snapshot.index.lineage(id),
      let heads = try repository.snapshot.heads(ofLineage: lineage)
    else { throw TaglioError(.notFound, "\(key)") }
    return heads.principal.id
  }

  /// The head of the commit graph.
  func commitHead() throws -> ObjectID {
    let index = repository.snapshot.index
    guard let head = index.heads.first, index.heads.count == 1 else {
      throw TaglioError(.failed, "not one head")
    }
    return try index.commit(head).id
  }

  // MARK: Moving

  /// Brings what another copy has and this one lacks.
  @discardableResult
  func fetch(
    from other: SyncCopy,
    limits: Transfer.Limits = Transfer.Limits(),
    isDryRun: Bool = false,
    progress: SyncProgress? = nil
  ) throws -> SyncReport {
    try reopen()
    try other.reopen()
    let exchange = Exchange(
      giver: other.repository,
      taker: repository,
      progress: progress,
      limits: limits
    )
    return try exchange.run(SyncReport(.fetch, .origin), isDryRun: isDryRun)
  }

  // MARK: Files

  func path(of id: ObjectID) -> String {
    let digits = "\(id)"
    return directory.path.string + "/objects/\(digits.prefix(2))/\(digits.dropFirst(2))"
  }

  func has(_ id: ObjectID) -> Bool { FileManager.default.fileExists(atPath: path(of: id)) }

  func bytes(of id: ObjectID) throws -> Data { try Data(contentsOf: URL(filePath: path(of: id))) }

  func put(_ bytes: Data, asFileOf id: ObjectID) throws {
    let url = URL(filePath: path(of: id))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    if has(id) { try FileManager.default.removeItem(at: url) }
    try bytes.write(to: url)
  }

  func remove(_ id: ObjectID) throws { try FileManager.default.removeItem(atPath: path(of: id)) }

  /// All objects whose files are here, ascending.
  func ids() throws -> [ObjectID] {
    try (UInt8.min...UInt8.max).flatMap { try repository.objects.list(fanout: $0).ids }
  }
}

/// A clock that goes on by a second for each commit of any copy.
final class SharedClock: Sendable {
  private let seconds = Mutex<Int64>(1_800_000_000)

  func advance() { seconds.withLock { $0 += 1 } }

  var options: Repository.Options {
    Repository.Options(
      author: "Ada",
      now: { self.seconds.withLock { $0 } * 1_000_000_000 }
    )
  }
}

/// Records of one source, as texts.
struct TextRecords: RecordInput {
  let name: String
  let source: String?
  let records: [String]

  init(_ source: String, _ records: [String]) {
    name = source
    self.source = source
    self.records = records
  }

  func forEachRecord(_ body: (JSONView, RecordPlace) throws -> Void) throws {
    for (index, text) in records.enumerated() {
      let document = try JSONDocument(parsing: Array(text.utf8))
      let place = RecordPlace(file: name, line: index + 1, column: 1, record: index + 1)
      try body(document.root, place)
    }
  }
}
