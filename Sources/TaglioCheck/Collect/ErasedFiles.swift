import SystemPackage
import TaglioFormat
import TaglioKit
import TaglioStore
import TaglioSystem

/// Looks for files below `.taglio` that hold what was erased.
struct ErasedFiles {
  private let directory: RepositoryDirectory
  private let repository: Repository
  private let tombstones: Tombstones
  private let wanted: Set<ObjectID>?

  /// The longest temporary file that is looked into.
  private static let limit = StoredRecord.limits.bytes

  /// - Parameter wanted: only files of these objects; nil for all that was erased.
  init(
    _ directory: RepositoryDirectory,
    _ repository: Repository,
    _ tombstones: Tombstones,
    _ wanted: Set<ObjectID>?
  ) {
    self.directory = directory
    self.repository = repository
    self.tombstones = tombstones
    self.wanted = wanted
  }

  /// The files of erased objects, and those that a person has to look at.
  func run() throws -> (items: [ErasureReport.Item], others: [String]) {
    var items: [ErasureReport.Item] = []
    var others: [String] = []
    guard !tombstones.requests.isEmpty else { return ([], []) }
    for fanout in UInt8.min...UInt8.max {
      let listing = try repository.objects.list(fanout: fanout)
      let digits = Hex.string([fanout])
      for id in listing.ids where isWanted(id) {
        items += try item(id, "objects/\(digits)/\("\(id)".dropFirst(2))")
      }
      for name in listing.temporaries {
        let path = "objects/\(digits)/\(name)"
        if let id = try contents(of: path), isWanted(id) { items += try item(id, path) }
      }
      others += listing.strays.filter { isCopy(digits + $0) }.map {
        file("objects/\(digits)/\($0)")
      }
    }
    try addQuarantined(&items, &others)
    for name in try directory.disk.names(in: directory.path)
    where name.hasPrefix("edit-") || name.hasPrefix(Publisher.temporaryPrefix) {
      others.append(file(name))
    }
    return (items, others.sorted())
  }

  private func isWanted(_ id: ObjectID) -> Bool {
    tombstones.isErased(id) && wanted?.contains(id) != false
  }

  /// Whether a name is that of an erased object with something after it, as tools that copy files
  /// give to conflicting ones.
  private func isCopy(_ name: String) -> Bool {
    ObjectID(String(name.prefix(64))).map(isWanted) == true
  }

  /// A quarantined file has the name of its object, and a number where several do.
  private func addQuarantined(
    _ items: inout [ErasureReport.Item],
    _ others: inout [String]
  ) throws {
    let place = directory.path.appending(Quarantine.name)
    guard try directory.disk.status(place)?.kind == .directory else { return }
    for name in try directory.disk.names(in: place) {
      let path = Quarantine.name + "/" + name
      if let id = ObjectID(String(name.prefix(64))), isWanted(id) {
        items += try item(id, path)
      } else if name.hasPrefix("refs-cases") || name.hasPrefix("packed-refs-cases") {
        others.append(file(path))
      }
    }
  }

  private func item(_ id: ObjectID, _ path: String) throws -> [ErasureReport.Item] {
    guard let tombstone = tombstones.held[id],
      let status = try directory.disk.status(directory.path.appending(path)), status.kind == .file
    else { return [] }
    return [
      ErasureReport.Item(object: id, type: tombstone.type, file: file(path), bytes: status.size)
    ]
  }

  /// The id of the object that a temporary file holds whole; nil for others, and for one that is
  /// longer than a record can be.
  private func contents(of path: String) throws -> ObjectID? {
    let bytes: [UInt8]?
    do {
      let place = directory.path.appending(path)
      bytes = try directory.disk.readIfPresent(place, limit: ErasedFiles.limit)
    } catch {
      if error.errno == .fileTooLarge || error.isWrongKind { return nil }
      throw error
    }
    guard let bytes else { return nil }
    // What does not inflate is no whole object, which is all that is asked.
    return (try? ErasedFiles.inflated(bytes)).map { BLAKE2b.id(of: $0) }
  }

  private static func inflated(_ bytes: [UInt8]) throws -> [UInt8] {
    var contents: [UInt8] = []
    var inflater = try Inflater()
    try bytes.withUnsafeBytes { try inflater.inflate($0, limit: limit, into: &contents) }
    return contents
  }

  private func file(_ path: String) -> String { RepositoryDirectory.name + "/" + path }
}
