import TaglioFormat
import TaglioStore

/// What looking at a commit that is not visible came to.
enum Verdict {
  /// It can be folded.
  case visible(LoadedCommit, ListedObjects)
  case hidden(Obstacle)
}

/// Why a commit is not visible.
enum Obstacle: Error {
  /// It waits for this object or commit.
  case waits(ObjectID)
  /// It, or something that it lists, was written by a later version of taglio.
  case newer(ObjectID)
  /// It breaks a rule.
  case invalid(String)
}

/// Decides whether a commit is visible: valid, its parents visible, and all that it lists and links
/// here.
///
/// `Docs/format/commit.md` numbers the rules.
struct Visibility {
  let fold: Fold
  let source: FactSource
  /// The commit was accepted before: what is missing is damage and does not hide it.
  let isAccepted: Bool

  func examine(_ id: ObjectID) throws -> Verdict {
    let loaded: LoadedCommit
    switch try source.reader.commit(id, lenient: isAccepted, slim: true) {
    case .success(let commit): loaded = commit
    case .failure(let failure):
      switch failure.absence {
      case .missing: return .hidden(.waits(failure.object))
      case .newer: return .hidden(.newer(failure.object))
      case .malformed(let detail): return .hidden(.invalid(detail))
      }
    }
    do {
      try checkParents(loaded.commit)
      try checkRegisters(loaded)
      let listed = try listed(by: loaded)
      try checkObjects(loaded, listed)
      return .visible(loaded, listed)
    } catch let obstacle as Obstacle {
      return .hidden(obstacle)
    }
  }

  private func checkParents(_ commit: Commit) throws {
    var times: [CommitTime] = []
    for parent in commit.parents {
      guard let number = try fold.delta.commitNumber(of: parent) else {
        if isAccepted { continue }
        throw Obstacle.waits(parent)
      }
      times.append(try fold.delta.commit(number).time)
    }
    guard Commit.follows(commit.time, times) else {
      throw Obstacle.invalid("its time \(commit.time) may not follow those of its parents")
    }
  }

  /// No register is written twice, in the commit and all its parts together.
  private func checkRegisters(_ loaded: LoadedCommit) throws {
    let fields = loaded.changes.lazy.flatMap(\.fields.values)
    if let field = loaded.fields?.mixed ?? fields.compactMap(\.mixedField).first {
      throw Obstacle.invalid("the field \"\(field)\" is written whole and by elements")
    }
    if loaded.changes.mayWriteTwice || loaded.fields?.mayWriteTwice == true {
      try checkEachRegister(loaded)
    }
  }

  private func checkEachRegister(_ loaded: LoadedCommit) throws {
    var seen: Set<RegisterKey> = []
    try source.reader.forEachChanges(of: loaded) { changes in
      for write in changes.writes where !seen.insert(write.key).inserted {
        throw Obstacle.invalid("a register is written twice")
      }
    }
    for (field, elements) in [(RegisterKey.Class.field, RegisterKey.Class.element)]
    where loaded.changes.count > 1 {
      let whole = Set(seen.filter { $0.kind == field }.map { [$0.target, $0.detail] })
      for key in seen where key.kind == elements {
        let name = Array(key.fieldName.field.string.utf8)
        if whole.contains([key.target, name]) {
          throw Obstacle.invalid(
            "the field \"\(key.fieldName.field)\" is written whole and by elements"
          )
        }
      }
    }
  }

  /// The objects that the commit lists; all must be here.
  private func listed(by loaded: LoadedCommit) throws -> ListedObjects {
    var listed = ListedObjects(source.known)
    for part in loaded.commit.parts { listed.add(part, ObjectFacts(facts: Facts(type: .changes))) }
    for changes in loaded.changes {
      for id in changes.objects { try add(id, to: &listed) }
    }
    return listed
  }

  private func add(_ id: ObjectID, to listed: inout ListedObjects) throws {
    if let place = try source.place(of: id) { return listed.addKnown(place) }
    switch try source.reader.facts(id) {
    case .success(let facts): listed.add(id, facts)
    case .failure where isAccepted: listed.add(id, nil)
    case .failure(.missing): throw Obstacle.waits(id)
    case .failure(.newer): throw Obstacle.newer(id)
    case .failure(.malformed(let detail)): throw Obstacle.invalid("\(id.short()): \(detail)")
    }
  }

  private func checkObjects(_ loaded: LoadedCommit, _ listed: ListedObjects) throws {
    var links = LinkCheck(
      fold: fold,
      ancestry: Ancestry(of: try loaded.commit.parents.compactMap(fold.delta.commitNumber(of:))),
      listed: listed
    )
    try listed.forEach { id, facts in
      guard let facts else { return }
      guard facts.type != .commit else {
        throw Obstacle.invalid("it lists the commit \(id.short())")
      }
      for link in facts.links {
        try require(link.target, link.expectedType(from: facts.type), &links)
      }
      if let previous = facts.previous { try checkConstants(facts, previous, listed, id) }
    }
    for changes in loaded.changes {
      for reference in changes.references {
        try require(reference.id, reference.type, &links)
      }
    }
  }

  private func require(
    _ target: ObjectID,
    _ type: ObjectType?,
    _ links: inout LinkCheck
  ) throws {
    switch try links.look(target) {
    case .unlisted where isAccepted: return
    case .unlisted:
      throw Obstacle.invalid("\(target.short()) is linked, but neither it nor an ancestor lists it")
    case .known(let found):
      guard type == nil || found == nil || found == type else {
        throw Obstacle.invalid("\(target.short()) is linked as another type than it has")
      }
    }
  }

  private func checkConstants(
    _ facts: Facts,
    _ previous: ObjectID,
    _ listed: ListedObjects,
    _ id: ObjectID
  ) throws {
    if let before = listed.facts(of: previous) {
      let constants = before?.facts.constants
      guard constants == nil || constants == facts.constants else { throw changed(id) }
      return
    }
    guard let number = try fold.delta.number(of: previous) else { return }
    guard try fold.delta.object(number).kind != .missing else { return }
    switch try source.facts(previous) {
    case .success(let before):
      guard before.facts.constants == facts.constants else { throw changed(id) }
    case .failure: return
    }
  }

  private func changed(_ id: ObjectID) -> Obstacle {
    .invalid("\(id.short()) changes what stays the same along a lineage")
  }
}

/// Where a link of a commit leads.
struct LinkCheck {
  let fold: Fold
  var ancestry: Ancestry
  let listed: ListedObjects

  enum Place {
    /// Listed by the commit or an ancestor; its type where it is known.
    case known(ObjectType?)
    /// Known to nobody, or only to commits that this one had not seen. Since everything that its
    /// ancestors list is known by now, that stays so.
    case unlisted
  }

  mutating func look(_ target: ObjectID) throws -> Place {
    if let type = listed.type(of: target) { return .known(type) }
    guard let number = try fold.delta.number(of: target) else { return .unlisted }
    for commit in try fold.delta.listings(of: number) {
      if try ancestry.contains(commit, { try fold.delta.commit($0) }) {
        return .known(try fold.delta.object(number).kind.type)
      }
    }
    return .unlisted
  }
}
