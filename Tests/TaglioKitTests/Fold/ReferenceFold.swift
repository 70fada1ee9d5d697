import TaglioFormat
import TaglioStore

/// The fold as sections 2 and 4 of the design define it, in the plainest way and without an index:
/// what the library answers is compared with this.
struct ReferenceFold {
  struct Folded {
    var commit: Commit
    var changes: [Changes]
    /// All commits that it comes after.
    var ancestors: Set<ObjectID>

    var listed: [ObjectID] { commit.parts + changes.flatMap(\.objects) }
  }

  let objects: ReferenceObjects
  private(set) var visible: [ObjectID: Folded] = [:]

  init(_ objects: ReferenceObjects) throws {
    self.objects = objects
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for id in objects.commitIDs where visible[id] == nil {
        guard let folded = try examined(id) else { continue }
        visible[id] = folded
        isGrowing = true
      }
    }
  }

  /// The fold of a visible commit and its ancestors alone.
  func at(_ commit: ObjectID) -> ReferenceFold {
    var past = self
    let ancestors = visible[commit]?.ancestors ?? []
    past.visible = visible.filter { $0.key == commit || ancestors.contains($0.key) }
    return past
  }

  /// The commits that no visible commit has as a parent.
  var heads: [ObjectID] {
    Set(visible.keys).subtracting(visible.values.flatMap(\.commit.parents)).sorted()
  }

  /// Every object that a visible commit lists.
  var listed: Set<ObjectID> { Set(visible.values.flatMap(\.listed)) }

  // MARK: Visibility

  private func examined(_ id: ObjectID) throws -> Folded? {
    guard let commit = try objects.commit(id) else { return nil }
    var changes = [commit.changes]
    for part in commit.parts {
      guard let part = try objects.changes(part) else { return nil }
      changes.append(part)
    }
    let parents = commit.parents.compactMap { visible[$0] }
    guard parents.count == commit.parents.count else { return nil }
    let ancestors = parents.reduce(into: Set(commit.parents)) { $0.formUnion($1.ancestors) }
    let folded = Folded(commit: commit, changes: changes, ancestors: ancestors)
    guard hasValidTime(commit, parents), writesRegistersOnce(changes), try isLinked(folded) else {
      return nil
    }
    return folded
  }

  private func hasValidTime(_ commit: Commit, _ parents: [Folded]) -> Bool {
    guard let latest = parents.map(\.commit.time.milliseconds).max() else { return true }
    let time = commit.time.milliseconds
    return time >= 221_845_392_000_000 ? time == latest + 1 : time > latest
  }

  private func writesRegistersOnce(_ changes: [Changes]) -> Bool {
    let registers = changes.flatMap(\.referenceWrites).map(\.register)
    guard Set(registers).count == registers.count else { return false }
    let whole = Set(registers.filter { $0.kind == .field })
    return !registers.contains { register in
      register.kind == .element && whole.contains(register.wholeField)
    }
  }

  private func isLinked(_ folded: Folded) throws -> Bool {
    let reachable = folded.ancestors.compactMap { visible[$0] }.reduce(into: Set(folded.listed)) {
      $0.formUnion($1.listed)
    }
    for id in folded.changes.flatMap(\.objects) {
      guard let facts = try objects.facts(id), facts.type != .commit else { return false }
      for link in facts.links {
        let expected = link.expectedType(from: facts.type)
        guard reachable.contains(link.target), try type(link.target) == expected else {
          return false
        }
      }
      if let previous = facts.previous {
        guard try objects.facts(previous)?.constants == facts.constants else { return false }
      }
    }
    return try folded.changes.allSatisfy { changes in
      try changes.referenceMentions.allSatisfy { id, expected in
        guard reachable.contains(id) else { return false }
        return try expected == nil || type(id) == expected
      }
    }
  }

  private func type(_ id: ObjectID) throws -> ObjectType? {
    if try objects.changes(id) != nil { return .changes }
    return try objects.facts(id)?.type
  }
}
