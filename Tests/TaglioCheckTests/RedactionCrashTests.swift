import Foundation
import SystemPackage
import TaglioCheck
import TaglioFormat
import TaglioKit
import TaglioStore
import TaglioSystem
import TestSupport
import Testing

/// A redaction that a crash ends has happened or not, and loses no commit.
@Suite("A redaction that a crash ends")
struct RedactionCrashTests {
  /// With `TAGLIO_CRASH_STATES=all` every state is tried, else some of them.
  private static let triesAll =
    ProcessInfo.processInfo.environment["TAGLIO_CRASH_STATES"] == "all"

  @Test("erased nothing, or hides all of it, and can be completed")
  func everyState() throws {
    try withTemporaryDirectory { path in
      let store = try StoreFixture(path)
      try store.put(Array("durability = batch\n".utf8), store.path("config"))
      let before = try store.repository.snapshot.stateDocument()
      let commits = try store.repository.log().items.map(\.id)
      let replay = try CrashReplay(root: store.directory.project)
      let recorder = EffectRecorder()
      let erased = try Self.redact(store, Disk(witness: recorder.witness()))
      #expect(erased.count > 1)
      let after = try Repository(store.directory, options: StoreFixture.settings)
        .snapshot.stateDocument()
      #expect(after != before)
      var (count, hidden) = (0, 0)
      try replay.forEachState(after: recorder.effects, singles: Self.triesAll) { crash in
        count += 1
        let isDone = crash.completed == recorder.effects.count
        guard isDone || Self.triesAll || count % 5 == 0 else { return }
        try crash.withDirectory { project in
          let directory = RepositoryDirectory(path: project.appending(RepositoryDirectory.name))
          let repository = try Repository(directory, options: StoreFixture.settings)
          let state = try repository.snapshot.stateDocument()
          #expect(state == before || state == after, "\(crash)")
          let known = Set(try repository.log().items.map(\.id))
          #expect(known.isSuperset(of: commits), "\(crash)")
          for id in erased {
            if state == before {
              #expect(throws: Never.self, "\(crash)") { try repository.objects.verify(id) }
            }
          }
          guard state == after else { return }
          hidden += 1
          _ = try ErasureCollector(directory, StoreFixture.settings).run(removing: true)
          let report = try Checker(opening: directory, StoreFixture.settings).run()
          #expect(report.problems == 0, "\(crash): \(report.findings)")
          #expect(try repository.objects.list(fanout: 0).ids.allSatisfy { !erased.contains($0) })
          for id in erased { #expect(try !repository.objects.contains(id), "\(crash)") }
        }
      }
      #expect(count > recorder.effects.count && hidden > 0)
    }
  }

  /// Erases the input of the run with its labels, and deletes the bytes.
  private static func redact(_ store: StoreFixture, _ disk: Disk) throws -> [ObjectID] {
    let directory = RepositoryDirectory(path: store.directory.path, disk: disk)
    let repository = try Repository(directory, options: StoreFixture.settings)
    let report = try repository.redact(["\(store.input)"], RedactionTests.request())
    let files = try ErasureCollector(directory, StoreFixture.settings)
      .run(removing: true, only: Set(report.objects))
    #expect(files.isRemoved)
    return report.objects
  }
}
