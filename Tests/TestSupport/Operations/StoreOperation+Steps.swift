import Foundation
package import SystemPackage
import TaglioFormat
import TaglioKit
package import TaglioStore
import TaglioSystem

extension StoreOperation {
  /// Does everything that is done before the command.
  ///
  /// - Parameter run: runs the program with arguments in a directory.
  package func prepare(
    in root: FilePath,
    run: (_ arguments: [String], _ directory: FilePath) throws -> Void
  ) throws {
    try FileManager.default.createDirectory(
      atPath: root.appending("store").string,
      withIntermediateDirectories: true
    )
    for step in before { try step.perform(in: root, run) }
  }

  /// Does what happens after the store was last used.
  package func arrive(in root: FilePath) throws {
    for step in arriving { try step.perform(in: root) { _, _ in } }
  }
}

/// A step that did not do what it is there for.
private struct Unexpected: Error, CustomStringConvertible {
  let description: String
}

extension StoreOperation.Step {
  fileprivate func perform(
    in root: FilePath,
    _ run: (_ arguments: [String], _ directory: FilePath) throws -> Void
  ) throws {
    let files = FileManager.default
    func path(_ name: String) -> FilePath { root.pushing(FilePath(name)) }
    switch self {
    case .run(let arguments, let place):
      try run(arguments, path(place))
    case .attempt(let arguments, let place):
      do {
        try run(arguments, path(place))
      } catch {
        return
      }
      throw Unexpected(description: "\(arguments) did not fail")
    case .evaluable(let place):
      try StoreOperation.makeEvaluable(path(place))
    case .write(let name, let text):
      try write(Array(text.utf8), to: path(name))
    case .remove(let name):
      try files.removeItem(atPath: path(name).string)
    case .copy(let source, let target):
      try files.copyItem(atPath: path(source).string, toPath: path(target).string)
    case .copyObjects(let source, let target):
      try copyObjects(path(source), to: path(target)) { _ in true }
    case .copyUnlisted(let source, let target):
      try copyObjects(path(source), to: path(target)) { $0 != .commit }
    case .damage(let place, let onlyCases):
      let victims = try objects(in: path(place)).filter { !onlyCases || $0.type == .case }
      for (index, object) in victims.enumerated() where index.isMultiple(of: 2) {
        try write([1], to: object.path)
      }
    }
  }

  private func write(_ bytes: [UInt8], to path: FilePath) throws {
    try FileManager.default.createDirectory(
      atPath: path.removingLastComponent().string,
      withIntermediateDirectories: true
    )
    try Data(bytes).write(to: URL(filePath: path.string), options: .atomic)
  }

  private func copyObjects(
    _ source: FilePath,
    to target: FilePath,
    where isWanted: (ObjectType?) -> Bool
  ) throws {
    let store = LooseStore.ofProject(target)
    for object in try objects(in: source) where isWanted(object.type) {
      let place = store.path(of: object.id)
      guard try Disk().status(place) == nil else { continue }
      try write(try Disk().read(object.path), to: place)
    }
  }

  private typealias Object = (id: ObjectID, type: ObjectType?, path: FilePath)

  /// The objects of a project, by id.
  private func objects(in project: FilePath) throws -> [Object] {
    let store = LooseStore.ofProject(project)
    return try (UInt8.min...UInt8.max).flatMap { try store.list(fanout: $0).ids }.map { id in
      var type: ObjectType?
      if case .known(let known) = try store.header(id).type { type = known }
      return (id, type, store.path(of: id))
    }
  }
}

extension StoreOperation {
  fileprivate static func makeEvaluable(_ project: FilePath) throws {
    let directory = RepositoryDirectory(path: project.appending(RepositoryDirectory.name))
    let options = Repository.Options(author: "ada", now: { 0 })
    let repository = try Repository(directory, config: directory.config(), options: options)
    let cases = try repository.snapshot.cases(PageRequest()).items.map(\.head)
    try repository.makeSuite(
      "easy",
      TaglioFormat.UUID(high: 7, low: 0x8000_0000_0000_0007),
      of: cases
    )
    try repository.makeExperiment("sums", #"{"name":"sums"}"#)
  }
}

extension LooseStore {
  /// The objects of a project's store, as they are on disk.
  package static func ofProject(_ project: FilePath) -> LooseStore {
    LooseStore(disk: Disk(), directory: project.appending(".taglio/objects"), durability: .none)
  }
}
