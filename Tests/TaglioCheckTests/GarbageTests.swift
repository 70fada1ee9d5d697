import Foundation
import SystemPackage
import TaglioCheck
import TaglioFormat
import TaglioKit
import TaglioStore
import TaglioSystem
import TestSupport
import Testing

/// What nothing needs can go, and nothing else does.
@Suite("Garbage")
struct GarbageTests {
  private static let day: Int64 = 86_400_000_000_000

  /// The sample store with an object that no commit lists, and a clock that stands some days after
  /// the last change of a file.
  private func withGarbage(
    days: Int64 = 20,
    _ body: (StoreFixture, ObjectID, Repository.Options) throws -> Void
  ) throws {
    try withTemporaryDirectory { path in
      let store = try StoreFixture(path)
      let garbage = try store.write(store.makeCase("nobody lists me", creator: nil))
      try body(store, garbage, options(days: days, after: store))
    }
  }

  private func options(days: Int64, after store: StoreFixture) throws -> Repository.Options {
    var latest: Int64 = 0
    for id in try store.ids() {
      guard let status = try Disk().status(FilePath(store.path(of: id))) else { continue }
      latest = max(latest, status.changed, status.modified)
    }
    let now = latest + days * Self.day
    return Repository.Options(author: "Ada", now: { now })
  }

  private func collect(
    _ store: StoreFixture,
    _ options: Repository.Options,
    disk: Disk = Disk(),
    removing: Bool = true
  ) throws -> GarbageReport {
    let directory = RepositoryDirectory(path: store.directory.path, disk: disk)
    return try GarbageCollector(directory, options, olderThan: 14 * Self.day)
      .run(removing: removing)
  }

  private func isHere(_ id: ObjectID, _ store: StoreFixture) -> Bool {
    FileManager.default.fileExists(atPath: store.path(of: id))
  }

  @Test("goes, and the store stays as it was")
  func goes() throws {
    try withGarbage { store, garbage, options in
      let before = try store.repository.snapshot.stateDocument()
      let files = try store.ids()
      try store.put([1, 2], store.path("objects/ab/.tmp-17-3"))
      try store.put([1], store.path("refs/.tmp-17-4"))
      let shown = try collect(store, options, removing: false)
      #expect(!shown.isRemoved && shown.items.compactMap(\.object) == [garbage])
      #expect(try store.ids() == files)
      let report = try collect(store, options)
      #expect(report.isRemoved && report.items == shown.items)
      #expect(report.items.map(\.file).contains(".taglio/refs/.tmp-17-4"))
      #expect(report.items.count == 3 && report.bytes > 3)
      #expect(try store.ids() == files.filter { $0 != garbage })
      let after = try Repository(store.directory, options: options)
      #expect(try after.snapshot.stateDocument() == before)
      #expect(try after.status().counts.loose == 0)
      #expect(try store.check().findings == [])
      #expect(try collect(store, options).items.isEmpty)
    }
  }

  @Test("that is young stays")
  func young() throws {
    try withGarbage(days: 13) { store, garbage, options in
      let report = try collect(store, options)
      #expect(report.items.isEmpty && report.young == 1 && !report.isRemoved)
      #expect(isHere(garbage, store))
    }
  }

  @Test("is not what a commit lists that waits for something")
  func pending() throws {
    try withGarbage { store, listed, _ in
      let missing = try store.makeCase("still to come", creator: nil)
      let id = ObjectCodec.id(type: .case, payload: missing.payload)
      let commit = try store.writeCommit(listing: [listed, id])
      let report = try collect(store, options(days: 20, after: store))
      #expect(report.items.isEmpty)
      #expect(isHere(listed, store) && isHere(commit, store))
    }
  }

  @Test("is not what a newer taglio wrote")
  func newer() throws {
    try withGarbage { store, garbage, _ in
      let newer = try store.putWhole(Array("signature 3\0abc".utf8))
      let report = try collect(store, options(days: 20, after: store))
      #expect(report.items.compactMap(\.object) == [garbage])
      #expect(isHere(newer, store))
    }
  }

  @Test("stays while a file does not read, which may be the commit that lists it")
  func unreadable() throws {
    try withGarbage { store, garbage, _ in
      let commit = try store.writeCommit(listing: [garbage])
      let whole = try store.bytes(of: commit)
      try store.put(Array(whole.dropLast(9)), asFileOf: commit)
      let options = try options(days: 20, after: store)
      let report = try collect(store, options)
      #expect(report.items.isEmpty && report.unreadable == [commit])
      try store.put(whole, asFileOf: commit)
      let now = try Repository(store.directory, options: options)
      #expect(try now.snapshot.index.number(of: garbage) != nil)
    }
  }

  @Test("is not looked for while a commit that was taken in is missing")
  func acceptedIsMissing() throws {
    try withGarbage { store, _, options in
      try store.remove(store.path(of: store.head()))
      try store.remove(store.path("index"))
      let error = #expect(throws: TaglioError.self) { try collect(store, options) }
      #expect(error?.code == .damage && error?.help?.contains("--repair") == true)
    }
  }

  @Test("goes one file after another, whenever it is cut off")
  func crash() throws {
    try withGarbage { store, garbage, _ in
      try store.write(store.makeCase("nor me", creator: nil))
      let options = try options(days: 20, after: store)
      let state = try store.repository.snapshot.stateDocument()
      let needed = Set(try store.ids()).subtracting([garbage])
      let replay = try CrashReplay(root: store.directory.project)
      let recorder = EffectRecorder()
      #expect(try collect(store, options, disk: Disk(witness: recorder.witness())).isRemoved)
      let kept = needed.intersection(try store.ids())
      try replay.forEachState(after: recorder.effects, singles: false) { crash in
        try crash.withDirectory { project in
          let repository = try Repository.open(in: project.string, options: options)
          #expect(try repository.snapshot.stateDocument() == state, "\(crash)")
          for id in kept { #expect(throws: Never.self) { try repository.objects.verify(id) } }
        }
      }
    }
  }
}
