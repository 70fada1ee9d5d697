import Foundation
import SystemPackage
import TaglioCheck
import TaglioFormat
import TaglioKit
import TestSupport

/// The sample store, and a copy of it from before anything was done to it.
struct RepairFixture {
  let store: StoreFixture
  let copy: FilePath
  /// The state before.
  let state: CanonicalJSON

  init(_ path: FilePath) throws {
    let project = path.appending("store")
    copy = path.appending("copy")
    store = try StoreFixture(project)
    state = try store.repository.snapshot.stateDocument()
    try FileManager.default.copyItem(atPath: project.string, toPath: copy.string)
  }

  func repair(from source: FilePath? = nil) throws -> RepairReport {
    let source = try source.map { try RepairSource($0, named: "COPY", for: store.directory) }
    return try Repair(store.directory, StoreFixture.settings, from: source).run()
  }

  /// The state as somebody sees it who opens the store now.
  func stateNow() throws -> CanonicalJSON {
    try Repository(store.directory, options: StoreFixture.settings).snapshot.stateDocument()
  }

  /// The names in the quarantine, sorted.
  func quarantine() throws -> [String] {
    let path = store.path("quarantine")
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }

  /// The file of an object in the copy.
  func copyPath(of id: ObjectID) -> String {
    copy.string + store.path(of: id).dropFirst(store.directory.project.string.utf8.count)
  }
}

/// Calls `body` with a sample store and its copy.
func withRepairFixture<R>(_ body: (RepairFixture) throws -> R) throws -> R {
  try withTemporaryDirectory { try body(RepairFixture($0)) }
}

extension RepairReport {
  func actions(_ kind: RepairAction.Kind) -> [RepairAction] { actions.filter { $0.kind == kind } }
}
