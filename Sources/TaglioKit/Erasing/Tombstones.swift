package import TaglioFormat
package import TaglioStore

/// All tombstones that commits here hold, visible or not, read once.
///
/// For work that asks of many objects; `ObjectReader` reads the commits anew for each.
package struct Tombstones {
  /// By object: the tombstone that counts.
  package private(set) var held: [ObjectID: Tombstone] = [:]
  /// By erased object: the earliest commit that erases it.
  package private(set) var requests: [ObjectID: ObjectID] = [:]
  /// The commits that hold tombstones, the earliest first.
  package private(set) var commits: [ObjectID] = []

  /// Of a state, as its commits hold them; those that do not read are left out.
  package init(_ repository: Repository) throws {
    try self.init(repository.snapshot.index, repository.reader)
  }

  /// Of a state, with the commits read from `store`.
  package init(_ index: Index, reading store: any ObjectStore) throws {
    let reader = ObjectReader(store: store) { try index.tombstoneCommits(of: $0) }
    try self.init(index, reader)
  }

  private init(_ index: Index, _ reader: ObjectReader) throws {
    guard index.count(.tombstones) > 0 else { return }
    var objects: [ObjectID: [ObjectID]] = [:]
    try index.forEach(.tombstones) { (row) throws(FormatError) in
      objects[try row.id(at: 32), default: []].append(try row.id(at: 0))
    }
    var found: [(commit: ObjectID, time: CommitTime, tombstones: [ObjectID: Tombstone])] = []
    for (commit, wanted) in objects {
      guard let held = try reader.tombstones(in: commit) else { continue }
      let known = Set(wanted)
      found.append((commit, held.time, held.tombstones.filter { known.contains($0.key) }))
    }
    found.sort { ($0.time, $0.commit) < ($1.time, $1.commit) }
    var all: [ObjectID: [Tombstone]] = [:]
    for entry in found {
      for (object, tombstone) in entry.tombstones {
        all[object, default: []].append(tombstone)
        if tombstone.kind == .redacted, requests[object] == nil { requests[object] = entry.commit }
      }
    }
    commits = found.map(\.commit)
    held = all.compactMapValues(Tombstone.counting)
  }

  /// Whether an object was erased for good.
  package func isErased(_ id: ObjectID) -> Bool { requests[id] != nil }
}

extension Tombstone {
  /// The one that counts among the tombstones of one object: a redaction before a loss, then the
  /// latest.
  ///
  /// Several redactions of a commit or of changes leave what all of them leave: each may have erased
  /// something else, without knowing of the others.
  ///
  /// - Parameter all: in the order of their commits.
  static func counting(_ all: [Tombstone]) -> Tombstone? {
    let redactions = all.filter { $0.kind == .redacted }
    guard var tombstone = redactions.last else { return all.last }
    guard redactions.count > 1, tombstone.type == .commit || tombstone.type == .changes else {
      return tombstone
    }
    for other in redactions.dropLast() {
      tombstone.links = tombstone.agreeing(with: other)
    }
    return tombstone
  }

  /// What two redactions of one commit or of the same changes both leave.
  private func agreeing(with other: Tombstone) -> CanonicalJSON {
    let pair = Result { (try StandIn(self), try StandIn(other)) }.success
    switch pair {
    case (.commit(let mine), .commit(let theirs))?:
      return CanonicalJSON(unchecked: mine.agreeing(with: theirs).payload)
    case (.changes(let mine), .changes(let theirs))?:
      return mine.agreeing(with: theirs).canonical
    default: return links
    }
  }
}

extension Commit {
  /// What stands for an author who was erased, since a commit must have one.
  package static let erasedAuthor = "erased"

  fileprivate func agreeing(with other: Commit) -> Commit {
    var commit = self
    if ExactString(author) != ExactString(other.author) { commit.author = Commit.erasedAuthor }
    if ExactString(message) != ExactString(other.message) { commit.message = "" }
    commit.changes = changes.agreeing(with: other.changes)
    return commit
  }
}

extension Changes {
  fileprivate func agreeing(with other: Changes) -> Changes {
    var changes = self
    for (target, edits) in fields {
      let common = other.fields[target].map { edits.agreeing(with: $0) }
      changes.fields[target] = common.flatMap { $0.entryCount > 0 ? $0 : nil }
    }
    return changes
  }
}

extension FieldEdits {
  fileprivate func agreeing(with other: FieldEdits) -> FieldEdits {
    var edits = self
    edits.set = set.filter { other.set[$0.key] == $0.value }
    edits.unset = unset.intersection(other.unset)
    edits.add = FieldEdits.common(add, other.add)
    edits.drop = FieldEdits.common(drop, other.drop)
    return edits
  }

  private static func common(
    _ left: [ExactString: Set<CanonicalJSON>],
    _ right: [ExactString: Set<CanonicalJSON>]
  ) -> [ExactString: Set<CanonicalJSON>] {
    left.reduce(into: [:]) { common, entry in
      let both = entry.value.intersection(right[entry.key] ?? [])
      if !both.isEmpty { common[entry.key] = both }
    }
  }
}
