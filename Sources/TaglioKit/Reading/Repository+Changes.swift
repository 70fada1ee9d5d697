public import TaglioFormat
import TaglioStore

/// What happened to a lineage in one commit.
public struct HistoryEntry: Sendable {
  /// A version, and how it differs from the one it was edited from.
  public struct Edit: Sendable {
    /// The version.
    public var version: VersionItem
    /// What it says other than the version before; of a first version all of it.
    public var comparison: Comparison
  }

  /// The commit.
  public var commit: CommitItem
  /// The versions that no earlier commit lists, the latest first.
  public var edits: [Edit]
  /// What the commit wrote of labels, memberships, closing and removal.
  public var changes: [CommitChange]
}

extension Repository {
  /// The first commit that lists an object; nil where none does.
  public func firstCommit(of object: ObjectID) throws -> CommitItem? {
    guard let number = try snapshot.index.number(of: object) else { return nil }
    return try snapshot.firstListing(of: number).map { try commitItem($0.commit) }
  }

  /// What a commit changed, and what held before at its parents.
  ///
  /// - Parameter limit: at most this many; only these are read.
  /// - Throws: `notFound` where the commit is not part of the history here, `damage` where it or one
  ///   of its parts does not read.
  public func changes(of commit: ObjectID, limit: Int? = nil) throws -> Page<CommitChange> {
    guard let number = try snapshot.index.commitNumber(of: commit) else {
      throw TaglioError.notVisible(commit)
    }
    let entries = try [ChangeReader.Entry](loadCommit(commit).changes, snapshot)
    var reader = try ChangeReader(number, self)
    return try PageRequest(limit: limit).page(of: entries) { try reader.change($0) }
  }

  /// The commits that did something to a lineage, the latest first.
  ///
  /// - Parameters:
  ///   - version: one of its versions.
  ///   - limit: at most this many; only these are read.
  public func history(of version: Version, limit: Int? = nil) throws -> Page<HistoryEntry> {
    var found = try entries(of: version.row.lineage)
    var versions: [UInt32: [VersionItem]] = [:]
    for item in try self.versions(of: version) {
      guard let id = item.commit?.id, let commit = try snapshot.index.commitNumber(of: id) else {
        continue
      }
      versions[commit, default: []].append(item)
      found[commit, default: []] += []
    }
    var dated: [(stamp: Stamp, commit: UInt32)] = []
    for commit in found.keys { dated.append((try snapshot.stamp(commit), commit)) }
    dated.sort { $1.stamp < $0.stamp }
    return try PageRequest(limit: limit).page(of: dated) { _, commit in
      try entry(commit, versions[commit] ?? [], found[commit] ?? [])
    }
  }

  private func entry(
    _ commit: UInt32,
    _ versions: [VersionItem],
    _ entries: [ChangeReader.Entry]
  ) throws -> HistoryEntry {
    var reader = try ChangeReader(commit, self)
    return HistoryEntry(
      commit: try commitItem(commit),
      edits: try versions.compactMap { item in
        guard let number = try snapshot.index.number(of: item.id) else { return nil }
        return HistoryEntry.Edit(version: item, comparison: try edit(snapshot.version(number)))
      },
      changes: try entries.map { try reader.change($0) }
    )
  }

  /// The writes of a lineage's registers by their commits, in the order in which changes have them.
  private func entries(of lineage: UInt32) throws -> [UInt32: [ChangeReader.Entry]] {
    let id = try snapshot.lineageID(lineage).id
    let index = snapshot.index
    var found: [UInt32: [ChangeReader.Entry]] = [:]
    for kind in [RegisterKey.Class.field, .element, .suite, .removal] {
      let writes = try index.writes(kind, target: id.rawBytes)
      for write in writes.sorted(by: { $0.key.detail.lexicographicallyPrecedes($1.key.detail) }) {
        guard let entry = try ChangeReader.Entry(write, of: id) else { continue }
        if found[write.commit]?.contains(entry) != true {
          found[write.commit, default: []] += [entry]
        }
      }
    }
    for version in try snapshot.versions(ofLineage: lineage) {
      for write in try index.writes(.closing(of: version.id)) {
        let isClosed = try RegisterValue(.closing, write.value) == .flag(true)
        found[write.commit, default: []].append(.closing(version.id, isClosed))
      }
    }
    return found
  }
}

extension ChangeReader.Entry {
  /// A write of a lineage's label, membership or removal.
  fileprivate init?(_ write: RegisterWrite, of lineage: ObjectID) throws(FormatError) {
    switch try RegisterValue(write.key.kind, write.value) {
    case .member(let membership):
      guard let suite = UUID(rawBytes: write.key.detail) else { return nil }
      self = .member(lineage, of: suite, membership)
    case .flag(let isRemoved) where write.key.kind == .removal:
      self = .removal(.object(lineage), isRemoved)
    default: self = .label(.object(lineage), write.key.fieldName.field)
    }
  }
}
