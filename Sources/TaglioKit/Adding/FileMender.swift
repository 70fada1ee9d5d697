import Synchronization
import TaglioFormat
import TaglioStore
import TaglioSystem

/// Looks at the files of objects that records stand for and that commits list already, and finds
/// those that are lost or damaged.
///
/// Reading, inflating and hashing a file costs less than parsing the record that it is held against,
/// and happens on all cores; so it is always done.
struct FileMender {
  private let repository: Repository
  /// Versions whose files were not looked at yet.
  private var waiting: [StandingVersion] = []
  /// What was found, so that it is found once.
  private var found: Set<ObjectID> = []

  init(_ repository: Repository) {
    self.repository = repository
  }

  /// How many versions wait.
  var count: Int { waiting.count }

  mutating func add(_ versions: [StandingVersion]) {
    waiting += versions
  }

  /// The objects among those that waited whose files have to be written anew.
  mutating func broken() throws -> [StagedRecord] {
    let objects = repository.objects
    let broken = Mutex<[StandingVersion]>([])
    try Parallel.forEach(waiting) { version in
      if try objects.isIntact(version.id, payloadLength: version.payload.count) { return }
      broken.withLock { $0.append(version) }
    }
    waiting.removeAll(keepingCapacity: true)
    let records = try broken.withLock { $0 }.compactMap { try StagedRecord($0) }
    return try records.filter { try claim($0.id) }.sorted { $0.id < $1.id }
  }

  /// Those of some objects, few and listed by commits, whose files have to be written anew.
  mutating func broken(among records: [StagedRecord]) throws -> [StagedRecord] {
    let index = repository.snapshot.index
    return try records.filter { record in
      guard try index.number(of: record.id) != nil else { return false }
      let limit = record.payload.count
      if try repository.objects.isIntact(record.id, payloadLength: limit) { return false }
      return try claim(record.id)
    }
  }

  /// Those of some blobs that commits list whose files have to be written anew.
  mutating func broken(among files: [AttachedFile]) throws -> [AttachedFile] {
    let index = repository.snapshot.index
    let objects = repository.objects
    let broken = Mutex<[AttachedFile]>([])
    let listed = try files.filter { try index.number(of: $0.id) != nil }
    try Parallel.forEach(listed) { file in
      if try objects.isIntact(file.id) { return }
      broken.withLock { $0.append(file) }
    }
    return try broken.withLock { $0 }.filter { try claim($0.id) }.sorted { $0.id < $1.id }
  }

  /// Whether an object is to be written: once, and not where it was erased.
  private mutating func claim(_ id: ObjectID) throws -> Bool {
    if try repository.tombstone(of: id)?.kind == .redacted { return false }
    return found.insert(id).inserted
  }
}

extension StagedRecord {
  /// Nil where what is known of the object does not make it up.
  fileprivate init?(_ version: StandingVersion) throws {
    let record = try version.payload.withUnsafeBytes {
      try StoredRecord(type: .case, payload: $0)
    }
    self.init(record, payload: version.payload)
    if id != version.id { return nil }
  }
}
