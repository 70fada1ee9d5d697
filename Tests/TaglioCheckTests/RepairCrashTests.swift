import Foundation
import Synchronization
import SystemPackage
import TaglioCheck
import TaglioFormat
import TaglioKit
import TaglioStore
import TaglioSystem
import TestSupport
import Testing

/// A repair that is cut off loses nothing that was there before, and the next one completes it.
@Suite("A repair that a crash ends")
struct RepairCrashTests {
  /// With `TAGLIO_CRASH_STATES=all` every state is tried, else some of them.
  private static let triesAll =
    ProcessInfo.processInfo.environment["TAGLIO_CRASH_STATES"] == "all"

  @Test("leaves a store that opens and that the next repair mends, whatever the crash took")
  func everyState() throws {
    try withRepairFixture { fixture in
      let (effects, replay) = try Self.record(fixture)
      let before = try Self.wholeObjects(fixture.store.directory.project)
      let quarantined = try fixture.quarantine()
      #expect(quarantined.count == 3)
      var count = 0
      try replay.forEachState(after: effects, singles: Self.triesAll) { state in
        count += 1
        let isDone = state.completed == effects.count
        guard isDone || Self.triesAll || count % 9 == 0 else { return }
        try state.withDirectory { project in
          let found = try Self.wholeObjects(project).union(Self.lost(fixture))
          #expect(before.isSubset(of: found), "\(state)")
          try Self.expectMended(project, fixture, "\(state)")
        }
      }
      #expect(count > effects.count)
    }
  }

  @Test("moves files only while nobody else can write")
  func lock() throws {
    try withRepairFixture { fixture in
      let store = fixture.store
      let (quarantine, lock) = (store.path("quarantine"), FilePath(store.path("lock")))
      let moves = Atomic(0)
      let witness = Witness { (effect) throws(SystemError) in
        guard case .rename(_, let target) = effect, target.string.hasPrefix(quarantine) else {
          return
        }
        moves.add(1, ordering: .relaxed)
        let other = try FileLock.acquire(lock, wait: false)
        let isFree = other != nil
        #expect(!isFree)
      }
      let directory = RepositoryDirectory(
        path: store.directory.path,
        disk: Disk(witness: witness)
      )
      try store.put([1], asFileOf: store.input)
      _ = try Repair(directory, StoreFixture.settings).run()
      #expect(moves.load(ordering: .relaxed) == 1)
    }
  }

  @Test("or that the disk ends is completed by the next one", arguments: ["objects", "quarantine"])
  func fullDisk(place: String) throws {
    try withRepairFixture { fixture in
      let store = fixture.store
      for id in store.outputs { try store.put([1], asFileOf: id) }
      let full = store.path(place)
      let recorder = EffectRecorder(
        fault: .init(SystemError(.rename, FilePath(full), .noSpace)) { effect in
          guard case .rename(_, let target) = effect else { return false }
          return target.string.hasPrefix(full)
        }
      )
      let directory = RepositoryDirectory(
        path: store.directory.path,
        disk: Disk(witness: recorder.witness())
      )
      let source = try RepairSource(fixture.copy, named: "COPY", for: directory)
      #expect(throws: StoreError.self) {
        try Repair(directory, StoreFixture.settings, from: source).run()
      }
      #expect(recorder.faultFired)
      #expect(try fixture.repair(from: fixture.copy).check.findings == [])
      #expect(try fixture.stateNow() == fixture.state)
      #expect(try fixture.quarantine().count == 2)
    }
  }

  /// Damages the sample store in several ways and records a repair of it.
  private static func record(
    _ fixture: RepairFixture
  ) throws -> (effects: [Effect], replay: CrashReplay) {
    let store = fixture.store
    try store.put(Array("durability = batch\n".utf8), store.path("config"))
    try store.put([1], asFileOf: store.input)
    try store.put([], asFileOf: store.head())
    try store.remove(store.path(of: store.outputs[0]))
    var accepted = try store.file(store.accepted)
    accepted[3] = UInt8(ascii: "x")
    try store.put(accepted, store.path(store.accepted))
    let replay = try CrashReplay(root: store.directory.project)
    let recorder = EffectRecorder()
    let directory = RepositoryDirectory(
      path: store.directory.path,
      disk: Disk(witness: recorder.witness())
    )
    let source = try RepairSource(fixture.copy, named: "COPY", for: directory)
    let report = try Repair(directory, StoreFixture.settings, from: source).run()
    #expect(report.check.findings == [])
    return (recorder.effects, replay)
  }

  /// What was damaged or gone before the repair.
  private static func lost(_ fixture: RepairFixture) throws -> Set<ObjectID> {
    Set([fixture.store.input, try fixture.store.head(), fixture.store.outputs[0]])
  }

  private static func wholeObjects(_ project: FilePath) throws -> Set<ObjectID> {
    let store = LooseStore(
      disk: Disk(),
      directory: project.appending(".taglio/objects"),
      durability: .none
    )
    var whole: Set<ObjectID> = []
    for fanout in UInt8.min...UInt8.max {
      for id in try store.list(fanout: fanout).ids where (try? store.verify(id)) != nil {
        whole.insert(id)
      }
    }
    return whole
  }

  /// The bad bytes are still there, under one name or the other, and a repair ends clean.
  private static func expectMended(
    _ project: FilePath,
    _ fixture: RepairFixture,
    _ state: String
  ) throws {
    let directory = RepositoryDirectory(path: project.appending(RepositoryDirectory.name))
    try Data("durability = none\n".utf8)
      .write(to: URL(filePath: directory.path.appending("config").string))
    let source = try RepairSource(fixture.copy, named: "COPY", for: directory)
    let report = try Repair(directory, StoreFixture.settings, from: source).run()
    #expect(report.check.findings.allSatisfy { $0.name == .leftover }, "\(state)")
    let repository = try Repository(directory, options: StoreFixture.settings)
    #expect(try repository.snapshot.stateDocument() == fixture.state, "\(state)")
    let kept = try FileTree(reading: directory.path.appending("quarantine"))
    for name in ["\(fixture.store.input)", "\(try fixture.store.head())", "accepted"] {
      #expect(kept.entries.keys.contains { $0.hasPrefix(name) }, "\(state): \(name)")
    }
  }
}
