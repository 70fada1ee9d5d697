import TaglioFormat
import TaglioKit
import TaglioStore
import Testing

/// A tombstone counts as soon as its commit is here, whatever else came before it.
@Suite struct TombstoneTests {
  @Test(arguments: [Tombstone.Kind.lost, .redacted])
  func whatWaitsForALostObjectBecomesVisible(kind: Tombstone.Kind) throws {
    let world = HandWritten()
    let first = try world.putCase(0)
    let base = try world.commit { $0.objects = [first] }
    let tombstone = try world.tombstone(kind, first)
    let top = try world.commit(on: [base]) { $0.tombstones = [first: tombstone] }
    world.lose(first)
    try expectVisible([base, top], world)
  }

  @Test func aTombstoneInAPartCountsWhicheverComesFirst() throws {
    let world = HandWritten()
    let first = try world.putCase(0)
    let base = try world.commit { $0.objects = [first] }
    let tombstone = try world.tombstone(.lost, first)
    let part = try world.part { $0.tombstones = [first: tombstone] }
    let top = try world.commit(on: [base], parts: [part])
    world.lose(first)
    try expectVisible([base, top], world)
  }

  @Test func aLostCommitIsStoodInFor() throws {
    let world = HandWritten()
    let first = try world.putCase(0)
    let lost = try world.commit { $0.objects = [first] }
    let tombstone = try world.tombstone(.lost, lost)
    let top = try world.commit(on: [lost]) { $0.tombstones = [lost: tombstone] }
    world.lose(lost)
    try expectVisible([lost, top], world)
  }

  @Test func bytesThatTurnUpAreTakenIn() throws {
    let world = HandWritten()
    let first = try world.putCase(0)
    let base = try world.commit { $0.objects = [first] }
    let tombstone = try world.tombstone(.lost, first)
    _ = try world.commit(on: [base]) { $0.tombstones = [first: tombstone] }
    try world.inEveryOrder { (repository) throws in
      let item = try #require(try repository.snapshot.cases(PageRequest()).items.first)
      #expect(item.key != nil)
      #expect(item.summary == #"{"input":0}"#)
    }
  }

  /// The file that fills the gap is first there in part, and its name tells nothing when it is whole.
  @Test func bytesThatTurnUpSlowlyAreTakenIn() throws {
    let world = HandWritten()
    let first = try world.putCase(0)
    let base = try world.commit { $0.objects = [first] }
    let tombstone = try world.tombstone(.lost, first)
    _ = try world.commit(on: [base]) { $0.tombstones = [first: tombstone] }
    let file = try world.store.readFile(first, limit: .max)
    world.lose(first)
    let repository = try world.open()
    for length in [10, 40, file.count] {
      world.store.setFile(Array(file.prefix(length)), for: first)
      try repository.refresh()
    }
    #expect(try repository.snapshot.cases(PageRequest()).items.first?.key != nil)
  }

  @Test func aRedactedCaseIsHiddenWhateverComesFirst() throws {
    let world = HandWritten()
    let first = try world.putCase(0)
    let base = try world.commit { $0.objects = [first] }
    let tombstone = try world.tombstone(.redacted, first)
    _ = try world.commit(on: [base]) { $0.tombstones = [first: tombstone] }
    let state = try world.open().snapshot.stateDocument()
    try world.inEveryOrder { (repository) throws in
      try expectHidden(first, repository)
      #expect(try repository.snapshot.stateDocument() == state)
    }
  }

  @Test func redactingHidesAtOnce() throws {
    let world = HandWritten()
    let first = try world.putCase(0)
    _ = try world.commit { $0.objects = [first] }
    let repository = try world.open()
    var changes = Changes()
    changes.tombstones = [first: try world.tombstone(.redacted, first)]
    var transaction = try repository.transaction()
    try transaction.add(changes)
    #expect(try transaction.commit(message: "erase") != nil)
    try expectHidden(first, repository)
  }

  /// What only a pending commit erases is hidden too.
  @Test func aPendingTombstoneCounts() throws {
    let world = HandWritten()
    let first = try world.putCase(0)
    let base = try world.commit { $0.objects = [first] }
    let tombstone = try world.tombstone(.redacted, first)
    let pending = try world.commit(on: [base, ObjectID(words: (1, 1, 1, 1))]) {
      $0.tombstones = [first: tombstone]
    }
    try world.inEveryOrder { (repository) throws in
      #expect(try repository.pendingReasons() == [pending: .waits])
      try expectHidden(first, repository)
    }
  }

  @Test func aRedactedCommitShowsWhatStandsInForIt() throws {
    let world = HandWritten()
    let target = VisibilityTests.target
    let secret = try world.commit { changes in
      changes.fields[target] = VisibilityTests.edits { $0.set["title"] = HistoryPool.value(0) }
    }
    var tombstone = try world.tombstone(.redacted, secret)
    let text = "\(tombstone.links)".replacing(#""x""#, with: #""(erased)""#)
    tombstone.links = CanonicalJSON(unchecked: Array(text.utf8))
    _ = try world.commit(on: [secret]) { $0.tombstones = [secret: tombstone] }
    try world.inEveryOrder { (repository) throws in
      let labels = try repository.snapshot.labels(of: target)
      #expect(labels.map { "\($0.value)" } == [#""(erased)""#])
    }
  }

  @Test func aRedactionOutranksALoss() throws {
    let world = HandWritten()
    let first = try world.putCase(0)
    let base = try world.commit { $0.objects = [first] }
    let redacted = try world.tombstone(.redacted, first)
    let lost = try world.tombstone(.lost, first)
    let top = try world.commit(on: [base]) { $0.tombstones = [first: redacted] }
    _ = try world.commit(on: [top]) { $0.tombstones = [first: lost] }
    try world.inEveryOrder { (repository) throws in try expectHidden(first, repository) }
  }

  private func expectVisible(_ commits: [ObjectID], _ world: HandWritten) throws {
    let state = try world.open().snapshot.stateDocument()
    try world.inEveryOrder { (repository) throws in
      #expect(try repository.visibleCommits() == commits.sorted())
      #expect(try repository.snapshot.stateDocument() == state)
    }
  }

  private func expectHidden(_ id: ObjectID, _ repository: Repository) throws {
    let item = try #require(try repository.snapshot.cases(PageRequest()).items.first)
    #expect(item.head == id)
    #expect(item.key == nil)
    #expect(item.summary.isEmpty)
    #expect(throws: TaglioError.self) { try repository.record(id) }
  }
}
