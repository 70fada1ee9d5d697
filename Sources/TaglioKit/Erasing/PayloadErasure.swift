import TaglioFormat
import TaglioStore

/// Finds the commits and parts whose payloads hold what is to go, and makes the payloads that stand
/// in for them.
///
/// A payload that stands in holds no tombstones: whoever erases a commit or a part repeats them, so
/// that they count without it and nothing is nested.
struct PayloadErasure {
  private let snapshot: Snapshot
  private let reader: ObjectReader
  private let labels: [Target: LabelSelection]
  private let texts: Set<ObjectID>
  private let reason: String
  private let known: Tombstones
  /// The tombstones to be written, those that are repeated included.
  private(set) var tombstones: [ObjectID: Tombstone] = [:]
  /// The commits and parts that are replaced.
  private(set) var replaced: [ObjectID] = []
  /// The commits whose author or message goes.
  private(set) var erasedTexts: [ObjectID] = []
  /// The labels that go, by target.
  private(set) var erasedLabels: [Target: Set<ExactString>] = [:]

  init(
    _ snapshot: Snapshot,
    _ reader: ObjectReader,
    _ scope: RedactionScope,
    _ known: Tombstones,
    reason: String
  ) throws {
    self.snapshot = snapshot
    self.reader = reader
    self.known = known
    self.reason = reason
    labels = scope.labels
    texts = scope.texts
    for commit in try candidates() { try erase(commit) }
  }

  /// The commits that may hold it: those that wrote the labels, those whose texts go, and those that
  /// hold what stands in for another commit or part.
  private func candidates() throws -> [ObjectID] {
    var commits = texts
    for target in labels.keys {
      for kind in [RegisterKey.Class.field, .element] {
        for write in try snapshot.index.writes(kind, target: target.rawBytes) {
          commits.insert(try snapshot.index.commit(write.commit).id)
        }
      }
    }
    commits.formUnion(known.commits)
    return commits.sorted()
  }

  private mutating func erase(_ id: ObjectID) throws {
    let commit: Commit
    switch try reader.commitAlone(id) {
    case .success(let found): commit = found
    case .failure(let absence): throw try unreadable(id, absence)
    }
    var new = withoutTexts(commit, id)
    new.changes = strip(commit.changes)
    let isTextNew = new.author != commit.author || new.message != commit.message
    if isTextNew { erasedTexts.append(id) }
    if isTextNew || new.changes != commit.changes {
      replace(id, .commit, CanonicalJSON(unchecked: new.payload), commit.changes)
    }
    for part in commit.parts { try erase(part: part) }
  }

  private mutating func erase(part id: ObjectID) throws {
    let changes: Changes
    switch try reader.changes(id) {
    case .success(let found): changes = found
    case .failure where labels.isEmpty: return
    case .failure(let absence): throw try unreadable(id, absence)
    }
    let new = strip(changes)
    if new != changes { replace(id, .changes, new.canonical, changes) }
  }

  private mutating func replace(
    _ id: ObjectID,
    _ type: ObjectType,
    _ links: CanonicalJSON,
    _ old: Changes
  ) {
    tombstones[id] = Tombstone(
      kind: .redacted,
      type: type,
      reason: reason,
      links: links,
      content: nil
    )
    replaced.append(id)
    for object in old.tombstones.keys.sorted() { repeatTombstone(of: object) }
  }

  /// Repeats a tombstone as it counts, unless this redaction has its own.
  private mutating func repeatTombstone(of object: ObjectID) {
    guard tombstones[object] == nil, let tombstone = known.held[object] else { return }
    tombstones[object] = stripped(tombstone, of: object)
  }
}

// MARK: - Taking out

extension PayloadErasure {
  /// The changes without the labels; without their tombstones as well where something goes.
  private mutating func strip(_ changes: Changes) -> Changes {
    var new = changes
    for (target, selection) in labels {
      guard let edits = changes.fields[target] else { continue }
      let left = edits.removing(selection)
      guard left != edits else { continue }
      erasedLabels[target, default: []].formUnion(edits.names.filter(selection.contains))
      new.fields[target] = left.entryCount > 0 ? left : nil
    }
    let holdsIt = changes.tombstones.contains { stripped($0.value, of: $0.key) != $0.value }
    if holdsIt || new != changes { new.tombstones = [:] }
    return new
  }

  /// What stands in for a commit or a part, without what is to go; one that does not read stays.
  private func stripped(_ tombstone: Tombstone, of object: ObjectID) -> Tombstone {
    var new = tombstone
    switch Result(catching: { try StandIn(tombstone) }).success {
    case .facts, nil: return tombstone
    case .commit(let commit):
      var left = withoutTexts(commit, object)
      left.changes = without(commit.changes)
      new.links = CanonicalJSON(unchecked: left.payload)
    case .changes(let changes): new.links = without(changes).canonical
    }
    return new
  }

  private func withoutTexts(_ commit: Commit, _ id: ObjectID) -> Commit {
    guard texts.contains(id) else { return commit }
    var left = commit
    left.author = Commit.erasedAuthor
    left.message = ""
    return left
  }

  private func without(_ changes: Changes) -> Changes {
    var new = changes
    for (target, selection) in labels {
      let left = changes.fields[target]?.removing(selection)
      new.fields[target] = left.flatMap { $0.entryCount > 0 ? $0 : nil }
    }
    return new
  }

  private func unreadable(_ id: ObjectID, _ absence: Absence) throws -> TaglioError {
    let isHere = try reader.store.contains(id)
    var error = TaglioError.unreadable(
      id,
      absence,
      isHere: isHere,
      help: TaglioError.fromCopy
    )
    error.message += "; it may hold what is to be erased"
    return error
  }
}

extension FieldEdits {
  /// The edits without those of some labels.
  fileprivate func removing(_ selection: LabelSelection) -> FieldEdits {
    var edits = self
    edits.set = set.filter { !selection.contains($0.key) }
    edits.unset = unset.filter { !selection.contains($0) }
    edits.add = add.filter { !selection.contains($0.key) }
    edits.drop = drop.filter { !selection.contains($0.key) }
    return edits
  }
}
