import TaglioFormat
import TaglioKit
import TaglioStore
import Testing

/// What is said of random histories of two copies, against stores that hold no more than the past.
@Suite struct ChangesHistoryTests {
  @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func changesLeadFromTheStateBeforeToTheStateAfter(_ seed: UInt64) throws {
    let copy = try united(seed)
    var checked = 0
    for (id, folded) in copy.reference.visible {
      let before = try past(copy, folded.ancestors)
      let after = try past(copy, folded.ancestors.union([id]))
      for change in try copy.repository.changes(of: id).items {
        switch change {
        case .label(let subject, let name, let old, let new):
          #expect(try labels(before, subject.target)[name] == old, "seed \(seed) \(id)")
          #expect(try labels(after, subject.target)[name] == new, "seed \(seed) \(id)")
        case .name(let name, let old, let new):
          #expect(try names(before)[ExactString("\(name)")] == old, "seed \(seed) \(id)")
          #expect(try names(after)[ExactString("\(name)")] == new, "seed \(seed) \(id)")
        default: continue
        }
        checked += 1
      }
    }
    #expect(checked > 0, "seed \(seed)")
  }

  /// The versions and the writes of a lineage are all in its history, and each stands once.
  @Test(arguments: [7, 8, 9] as [UInt64])
  func aHistoryHoldsEachVersionOnce(_ seed: UInt64) throws {
    let repository = try united(seed).repository
    for version in try heads(repository) {
      let history = try repository.history(of: version)
      let versions = history.items.flatMap(\.edits).map(\.version.id)
      #expect(Set(versions).count == versions.count, "seed \(seed)")
      #expect(try Set(versions) == Set(repository.versions(of: version).map(\.id)), "seed \(seed)")
      let stamps = history.items.map { ($0.commit.time, $0.commit.id) }
      #expect(zip(stamps, stamps.dropFirst()).allSatisfy { $1 < $0 }, "seed \(seed)")
    }
  }

  /// A field is blamed on the version that a walk through the whole chain finds.
  @Test(arguments: [10, 11, 12] as [UInt64])
  func blameFindsTheLastChange(_ seed: UInt64) throws {
    let repository = try united(seed).repository
    for head in try heads(repository) {
      let chain = try chain(head, repository)
      for field in try repository.blame(head).fields {
        var blamed: (sequence: Int, value: JSONValue?) = (0, nil)
        for (place, content) in chain.enumerated() {
          let value = field.path.tokens.reduce(content as JSONValue?) { $0?.member($1) }
          if place == 0 || value != blamed.value { blamed = (place + 1, value) }
        }
        #expect(field.sequence == blamed.sequence && field.value.value == blamed.value)
      }
    }
  }

  // MARK: Histories

  /// Two copies that write without knowing of each other now and then, and then one of both.
  private func united(_ seed: UInt64) throws -> HistoryCopy {
    var maker = HistoryMaker(seed: seed)
    let decoded = DecodedFiles()
    let copies = try (0..<2).map { index in
      let clock = TestClock(milliseconds: 1_790_000_000_000 + Int64(index))
      return try HistoryCopy(name: "copy \(index)", clock: clock, decoded)
    }
    for _ in 0..<16 {
      let copy = copies[maker.below(2)]
      copy.clock.advance(milliseconds: Int64(maker.below(6)))
      #expect(try copy.findings(comparingAnew: false).isEmpty)
      _ = try maker.commit(maker.draft(HistoryKnowledge(copy.reference)), in: copy)
      if maker.chance(40) { try give(copies[0], to: copies[1]) }
      if maker.chance(40) { try give(copies[1], to: copies[0]) }
    }
    try give(copies[1], to: copies[0])
    #expect(try copies[0].findings(comparingAnew: false).isEmpty)
    return copies[0]
  }

  private func give(_ source: HistoryCopy, to copy: HistoryCopy) throws {
    for (id, file) in try source.files { copy.store.setFile(file, for: id) }
    try copy.repository.refresh()
  }

  /// A store with these commits and no others.
  private func past(_ copy: HistoryCopy, _ commits: Set<ObjectID>) throws -> Snapshot {
    let store = MemoryStore()
    for (id, file) in try copy.files where copy.reference.visible[id] == nil || commits.contains(id)
    {
      store.setFile(file, for: id)
    }
    return try HandWritten.open(store).snapshot
  }

  // MARK: What they hold

  private func labels(
    _ snapshot: Snapshot,
    _ target: Target
  ) throws -> [ExactString: CanonicalJSON] {
    Dictionary(uniqueKeysWithValues: try snapshot.labels(of: target).map { ($0.name, $0.value) })
  }

  private func names(_ snapshot: Snapshot) throws -> [ExactString: String] {
    let names = try snapshot.names(PageRequest()).items
    return Dictionary(uniqueKeysWithValues: names.map { (ExactString($0.name), $0.target) })
  }

  private func heads(_ repository: Repository) throws -> [Version] {
    let all = PageRequest(includesAll: true)
    let snapshot = repository.snapshot
    let items = try snapshot.cases(all).items + snapshot.experiments(all).items
    return try items.compactMap { item in
      guard case .version(let version, _) = try Resolver(snapshot).resolve("\(item.head)") else {
        return nil
      }
      return version
    }
  }

  /// The contents of a version and of all before it, the first one first.
  private func chain(_ head: Version, _ repository: Repository) throws -> [JSONValue] {
    var chain: [JSONValue] = []
    var version: Version? = head
    while let current = version {
      let fields = try Contents(repository, current.id).fields
      chain.insert(fields?.value ?? .null, at: 0)
      version = try repository.snapshot.previous(of: current)
    }
    return chain
  }
}

extension JSONValue {
  fileprivate func member(_ key: String) -> JSONValue? {
    if case .object(let object) = self { object[key] } else { nil }
  }
}
