import Foundation
import SystemPackage
import TaglioCheck
import TaglioFormat
import TaglioKit
import TaglioStore
import TestSupport
import Testing

@Suite("What a repair takes good files from")
struct RepairSourceTests {
  @Test("is a project, its .taglio or its objects", arguments: ["", ".taglio", ".taglio/objects"])
  func forms(below: String) throws {
    try withRepairFixture { fixture in
      try fixture.store.put([], asFileOf: fixture.store.input)
      let report = try fixture.repair(from: fixture.copy.pushing(FilePath(below)))
      #expect(report.check.findings == [])
      #expect(report.actions(.taken).map(\.object) == [fixture.store.input])
    }
  }

  @Test("may be a directory of objects with another name, or a link to one")
  func otherNames() throws {
    try withRepairFixture { fixture in
      let objects = fixture.copy.appending(".taglio/objects").string
      let moved = fixture.copy.appending("rescued").string
      let link = fixture.copy.appending("link").string
      try FileManager.default.moveItem(atPath: objects, toPath: moved)
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: moved)
      for path in [moved, link] {
        try fixture.store.put([], asFileOf: fixture.store.input)
        #expect(try fixture.repair(from: FilePath(path)).check.findings == [])
      }
    }
  }

  @Test("is refused where it is no directory, holds no objects, or is the store itself")
  func refused() throws {
    try withRepairFixture { fixture in
      let empty = fixture.copy.appending("empty")
      try FileManager.default.createDirectory(
        atPath: empty.string,
        withIntermediateDirectories: false
      )
      let link = fixture.copy.appending("link")
      try FileManager.default.createSymbolicLink(
        atPath: link.string,
        withDestinationPath: fixture.store.directory.path.string
      )
      let file = fixture.copy.appending(".taglio/format")
      for path in [empty, file, empty.appending("none"), fixture.store.directory.project, link] {
        let error = #expect(throws: TaglioError.self) { try fixture.repair(from: path) }
        #expect(error?.code == .usage && error?.help != nil, "\(path)")
      }
    }
  }

  @Test("is not believed: a file that is damaged there too is refused, and said so")
  func damagedToo() throws {
    try withRepairFixture { fixture in
      let store = fixture.store
      let (bad, good) = (store.outputs[0], store.outputs[1])
      for id in [bad, good] { try store.put([1], asFileOf: id) }
      try store.put([2], fixture.copyPath(of: bad))
      let report = try fixture.repair(from: fixture.copy)
      #expect(report.check.findings.map(\.object) == [bad])
      #expect(report.check.findings.map(\.name) == [.objectMissing])
      #expect(report.actions(.refused).map(\.object) == [bad])
      #expect(report.actions(.taken).map(\.object) == [good])
      #expect(try fixture.stateNow() == fixture.state)
    }
  }

  @Test("gives what pending commits wait for, and nothing that nobody here needs")
  func pending() throws {
    try withTemporaryDirectory { path in
      let source = try StoreFixture(path.appending("source"))
      let copy = try StoreFixture(empty: path.appending("copy"))
      let head = try source.head()
      try copy.put(source.bytes(of: head), asFileOf: head)
      let loose = try source.write(source.makeCase("x", creator: source.importRun()))
      let from = try RepairSource(
        source.directory.project,
        named: "COPY",
        for: copy.directory
      )
      let report = try Repair(copy.directory, StoreFixture.settings, from: from).run()
      #expect(report.check.findings == [])
      #expect(try copy.ids() == source.ids().filter { $0 != loose })
    }
  }

  @Test("never gives back what was erased", arguments: [false, true])
  func erased(isKnownHere: Bool) throws {
    try withRepairFixture { fixture in
      let store = fixture.store
      let id = store.outputs[0]
      let commit = try store.redact(id)
      let copyOfCommit = fixture.copyPath(of: commit)
      try store.put(store.bytes(of: commit), copyOfCommit)
      #expect(try store.check().errors == [])
      try store.remove(store.path(of: id))
      // The commit may be lost here as well, and come back from the copy together with the object.
      if !isKnownHere {
        try store.remove(store.path(of: commit))
        try store.remove(store.path("index"))
      }
      let report = try fixture.repair(from: fixture.copy)
      #expect(report.check.errors == [])
      #expect(!FileManager.default.fileExists(atPath: store.path(of: id)))
      #expect(report.actions(.taken).map(\.object) == (isKnownHere ? [] : [commit]))
    }
  }

  @Test("gives a blob of any size")
  func blob() throws {
    try withRepairFixture { fixture in
      let store = fixture.store
      let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }
      let blob = try store.write(.blob, bytes)
      try store.accept([store.writeCommit(listing: [blob])])
      for id in [blob, try store.latestCommit()] {
        try store.put(store.bytes(of: id), fixture.copyPath(of: id))
      }
      #expect(try store.check().findings == [])
      let file = try store.bytes(of: blob)
      try store.put(Array(file.dropLast(9)), asFileOf: blob)
      let report = try fixture.repair(from: fixture.copy)
      #expect(report.check.findings == [])
      #expect(try store.bytes(of: blob) == file)
    }
  }
}

extension StoreFixture {
  /// Writes a commit that erases a case, and takes it in.
  fileprivate func redact(_ id: ObjectID) throws -> ObjectID {
    let record = try repository.record(id)
    let facts = Facts(record)
    var changes = Changes()
    changes.tombstones[id] = Tombstone(
      kind: .redacted,
      type: facts.type,
      reason: "asked for",
      links: facts.standInLinks,
      content: facts.content
    )
    let commit = try write(changes)
    _ = try Repository(directory, options: StoreFixture.settings)
    return commit
  }

  /// The head of the commit graph as somebody sees it who opens the store now.
  fileprivate func latestCommit() throws -> ObjectID {
    let index = try Repository(directory, options: StoreFixture.settings).snapshot.index
    guard let head = index.heads.first else { throw Unexpected() }
    return try index.commit(head).id
  }
}
