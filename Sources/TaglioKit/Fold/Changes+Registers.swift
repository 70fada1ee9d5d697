package import TaglioFormat

/// One write of a register, as a commit's changes hold it.
package struct Write: Hashable, Sendable {
  package var key: RegisterKey
  package var value: RegisterValue
}

extension Changes {
  /// The registers that these changes write, one for each entry but objects and tombstones.
  package var writes: [Write] {
    var writes: [Write] = []
    for (target, edits) in fields { writes += edits.writes(of: target) }
    for (name, target) in names {
      writes.append(Write(key: .name(name), value: .name(target)))
    }
    for (suite, edits) in suites { writes += edits.writes(of: suite) }
    for (run, seal) in seals { writes.append(Write(key: .seal(of: run), value: .seal(seal))) }
    writes += closed.map { Write(key: .closing(of: $0), value: .flag(true)) }
    writes += reopened.map { Write(key: .closing(of: $0), value: .flag(false)) }
    writes += removed.map { Write(key: .removal(of: $0), value: .flag(true)) }
    writes += restored.map { Write(key: .removal(of: $0), value: .flag(false)) }
    return writes
  }

  /// The ids that these changes speak of and that must be known where they are folded.
  var references: [(id: ObjectID, type: ObjectType?)] {
    var references: [(id: ObjectID, type: ObjectType?)] = []
    for case .object(let id)? in names.filter({ $0.key.kind != .commits }).values {
      references.append((id, nil))
    }
    references += suites.values.flatMap(\.pin.values).map { ($0, nil) }
    references += seals.keys.map { ($0, .run) }
    references += (closed + reopened).map { ($0, nil) }
    return references
  }
}

extension FieldEdits {
  func writes(of target: Target) -> [Write] {
    var writes = set.map { Write(key: .field($0.key, of: target), value: .json($0.value)) }
    writes += unset.map { Write(key: .field($0, of: target), value: .absent) }
    for (edits, present) in [(add, true), (drop, false)] {
      for (name, elements) in edits {
        writes += elements.map {
          Write(key: .element($0, in: name, of: target), value: .flag(present))
        }
      }
    }
    return writes
  }

  /// A field that is both written whole and by its elements: which came first would be open.
  var mixedField: ExactString? {
    let isWhole = { (name: ExactString) in set[name] != nil || unset.contains(name) }
    return add.keys.first(where: isWhole) ?? drop.keys.first(where: isWhole)
  }

  /// Whether a field or an element is written in two ways.
  fileprivate var mayWriteTwice: Bool {
    if !unset.isEmpty, !unset.isDisjoint(with: set.keys) { return true }
    return drop.contains { name, elements in
      add[name].map { !$0.isDisjoint(with: elements) } ?? false
    }
  }
}

extension [Changes] {
  /// False where no two of these changes write of the same thing and none of them writes twice of
  /// one: then no register is written twice, and none needs to be looked at.
  var mayWriteTwice: Bool {
    contains(where: \.mayWriteTwice) || repeats(\.fields.keys) || repeats(\.names.keys)
      || repeats(\.suites.keys) || repeats(\.seals.keys)
      || repeats { $0.closed + $0.reopened } || repeats { $0.removed + $0.restored }
  }

  private func repeats<Things: Collection>(_ things: (Changes) -> Things) -> Bool
  where Things.Element: Hashable {
    let all = map(things).filter { !$0.isEmpty }
    var seen: Set<Things.Element> = []
    return all.contains { $0.contains { !seen.insert($0).inserted } }
  }
}

extension Changes {
  /// Whether a field or an element may be written in two ways.
  var mayWriteFieldTwice: Bool { fields.values.contains(where: \.mayWriteTwice) }

  fileprivate var mayWriteTwice: Bool {
    mayWriteFieldTwice
      || suites.values.contains { edits in
        !edits.add.isDisjoint(with: edits.remove) || !edits.add.isDisjoint(with: edits.pin.keys)
          || !edits.remove.isDisjoint(with: edits.pin.keys)
      }
  }
}

extension MembershipEdits {
  func writes(of suite: UUID) -> [Write] {
    let members =
      add.map { ($0, RegisterValue.member(.floating)) }
      + pin.map { ($0.key, RegisterValue.member(.pinned($0.value))) }
      + remove.map { ($0, RegisterValue.member(nil)) }
    return members.flatMap { lineage, value in
      [
        Write(key: .member(lineage, of: suite), value: value),
        Write(key: .suite(suite, of: lineage), value: value),
      ]
    }
  }
}
