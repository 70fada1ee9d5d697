import Foundation
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

  /// Damages the sample store in several ways and records a repair of it.
  private static func record(
    _ fixture: RepairFixture
  ) throws -> (effects: [Effect], replay: CrashReplay) {
    let store = fixture.store
    try store.put(Array("durability = batch\n".utf8), store.path("config"))
    try store.put([1], asFileOf: store.input)
    try store.put([], asFileOf: store.head())
    try store.remove(store.path(of: store.outputs[0]))
    var accepted = try store.file("accepted")
    accepted[3] = UInt8(ascii: "x")
    try store.put(accepted, store.path("accepted"))
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
