public import TaglioFormat
import TaglioStore

/// A commit in a list.
public struct CommitItem: Sendable {
  /// Its id.
  public var id: ObjectID
  /// When it was made, by the hybrid clock of commits.
  public var time: CommitTime
  /// The commits it was made on top of, where they are known here.
  public var parents: [ObjectID]
  /// How many objects it lists.
  public var objectCount: Int
  /// The author and message; nil where the commit's object is missing or damaged.
  public var text: (author: String, message: String)?
}

/// A version in the history of its lineage.
public struct VersionItem: Sendable {
  /// Its id.
  public var id: ObjectID
  /// Its place in its chain, from 1.
  public var sequence: Int
  /// The version it was edited from.
  public var previous: ObjectID?
  /// Whether it is one of the heads.
  public var isHead: Bool
  /// A line of text by which a person recognises it.
  public var summary: String
  /// The first commit that lists it.
  public var commit: CommitItem?
}

extension Repository {
  /// The visible commits, the latest first.
  public func log(offset: Int = 0, limit: Int? = nil) throws -> Page<CommitItem> {
    let index = snapshot.index
    var entries: [(time: UInt64, number: UInt32)] = []
    try index.forEach(.timeline) { (row) throws(FormatError) in
      entries.append((row.row.bigEndian(at: 0, as: UInt64.self), row.uint32(at: 8)))
    }
    var dated: [(time: UInt64, id: ObjectID, number: UInt32)] = []
    for entry in entries {
      dated.append((entry.time, try index.commit(entry.number).id, entry.number))
    }
    dated.sort { ($1.time, $1.id) < ($0.time, $0.id) }
    return try PageRequest(offset: offset, limit: limit).page(of: dated) {
      try commitItem($0.number)
    }
  }

  /// One visible commit.
  public func commitItem(_ id: ObjectID) throws -> CommitItem? {
    try snapshot.index.commitNumber(of: id).map(commitItem)
  }

  func commitItem(_ number: UInt32) throws -> CommitItem {
    let row = try snapshot.index.commit(number)
    let commit = try reader.commitAlone(row.id).success
    return CommitItem(
      id: row.id,
      time: row.time,
      parents: try row.parents.map { try snapshot.index.commit($0).id },
      objectCount: Int(row.objectCount),
      text: commit.map { ($0.author, $0.message) }
    )
  }

  /// The versions of a lineage that one of its versions belongs to, the latest first; versions of a
  /// fork stand side by side in the order of time.
  public func versions(of version: Version) throws -> [VersionItem] {
    let lineage = version.row.lineage
    let heads = try snapshot.heads(ofLineage: lineage)?.all.map(\.id) ?? []
    var items: [(stamp: Stamp, item: VersionItem)] = []
    for found in try snapshot.versions(ofLineage: lineage) {
      guard let listing = try snapshot.firstListing(of: found.number) else { continue }
      let previous = found.row.previous
      let item = VersionItem(
        id: found.id,
        sequence: found.sequence,
        previous: previous == ObjectRow.none ? nil : try snapshot.index.object(previous).id,
        isHead: heads.contains(found.id),
        summary: try snapshot.label(of: found.number).summary,
        commit: try commitItem(listing.commit)
      )
      items.append((listing.stamp, item))
    }
    items.sort { ($1.item.sequence, $1.stamp) < ($0.item.sequence, $0.stamp) }
    return items.map(\.item)
  }

  /// A commit with all its changes.
  ///
  /// - Parameter lenient: parts that are missing are left out.
  package func loadCommit(_ id: ObjectID, lenient: Bool = false) throws -> LoadedCommit {
    try loadCommit(id, lenient: lenient, slim: false)
  }

  /// As above; `slim` leaves out what is many, as `ObjectReader.commit` does.
  func loadCommit(_ id: ObjectID, lenient: Bool, slim: Bool) throws -> LoadedCommit {
    switch try reader.commit(id, lenient: lenient, slim: slim) {
    case .success(let loaded): return loaded
    case .failure(let failure):
      throw try unreadable(failure.object, failure.absence, TaglioError.fromCopy)
    }
  }

  /// The record of an object, verified.
  package func record(_ id: ObjectID) throws -> StoredRecord {
    if let tombstone = try reader.tombstone(of: id), tombstone.kind == .redacted {
      throw TaglioError(.notFound, "\(id.short()) was erased: \(tombstone.reason)")
    }
    switch try reader.record(id) {
    case .success(let record): return record
    case .failure(let absence):
      let help = TaglioError.fromCopy + ". Adding the file of a case heals it too."
      throw try unreadable(id, absence, help)
    }
  }

  private func unreadable(
    _ id: ObjectID,
    _ absence: Absence,
    _ help: String
  ) throws -> TaglioError {
    let isHere = try absence == .missing && objects.contains(id)
    var error = TaglioError.unreadable(id, absence, isHere: isHere, help: help)
    if absence == .missing { error.object = id }
    return error
  }

  var reader: ObjectReader {
    let index = snapshot.index
    return ObjectReader(store: objects) { try index.tombstoneCommits(of: $0) }
  }
}

extension TaglioError {
  package static func notVisible(_ commit: ObjectID) -> TaglioError {
    TaglioError(
      .notFound,
      "the commit \(commit.short()) is not part of the history here",
      help: "See: taglio status"
    )
  }

  /// How what is lost or damaged comes back.
  package static let fromCopy = "Bring it back from a copy: taglio fsck --repair --from COPY"

  /// - Parameter isHere: whether a file has the object's name.
  static func unreadable(
    _ id: ObjectID,
    _ absence: Absence,
    isHere: Bool,
    help: String
  ) -> TaglioError {
    switch absence {
    case .missing:
      TaglioError(
        .damage,
        "the object \(id.short()) is \(isHere ? "damaged" : "missing"): \(id.file)",
        help: help
      )
    case .newer:
      TaglioError(
        .newer,
        "the object \(id) was written by a later version of taglio",
        help: "Install a newer taglio."
      )
    case .malformed(let detail):
      TaglioError(.damage, "the object \(id) is not what its type must be: \(detail)")
    }
  }
}

extension ObjectID {
  /// The file of the object, relative to the project's directory.
  package var file: String {
    let digits = description
    return ".taglio/objects/\(digits.prefix(2))/\(digits.dropFirst(2))"
  }
}
