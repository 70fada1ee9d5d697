import Foundation
import SystemPackage
import TaglioCheck
import TaglioFormat
import TaglioKit
import TaglioSystem

/// One copy of a store on disk: commands run in it as processes do, opening it each time, and files
/// come and go behind its back.
///
/// Its clock is the machine's, since whether a directory is looked at again depends on the age of its
/// state.
struct CopySite {
  let name: String
  let directory: RepositoryDirectory

  init(_ name: String, in path: FilePath) throws {
    self.name = name
    directory = RepositoryDirectory(
      path: path.appending(name).appending(RepositoryDirectory.name)
    )
    _ = try directory.create()
    try Data("durability = none\n".utf8)
      .write(to: URL(filePath: directory.path.appending("config").string))
  }

  private var settings: Repository.Options {
    Repository.Options(author: name, now: { SystemClock.now() })
  }

  func open() throws -> Repository { try Repository(directory, options: settings) }

  func check() throws -> FsckReport { try Checker(opening: directory, settings).run() }

  // MARK: Files

  private var objects: URL { URL(filePath: directory.path.appending("objects").string) }

  private func url(_ id: ObjectID) -> URL {
    let digits = "\(id)"
    return objects.appending(path: "\(digits.prefix(2))/\(digits.dropFirst(2))")
  }

  /// All files that have names of objects, and how long they are.
  func files() throws -> [ObjectID: Int] {
    var files: [ObjectID: Int] = [:]
    for fanout in try FileManager.default.contentsOfDirectory(atPath: objects.path)
    where fanout.count == 2 {
      let path = objects.appending(path: fanout).path
      for name in try FileManager.default.contentsOfDirectory(atPath: path) {
        guard let id = ObjectID(fanout + name) else { continue }
        let attributes = try FileManager.default.attributesOfItem(atPath: path + "/" + name)
        files[id] = attributes[.size] as? Int
      }
    }
    return files
  }

  func bytes(_ id: ObjectID) throws -> Data { try Data(contentsOf: url(id)) }

  /// Puts a file in place as tools do: with another name first, if `isAtomic`, or piece by piece.
  func put(_ bytes: Data, _ id: ObjectID, isAtomic: Bool) throws {
    let url = url(id)
    try makeDirectory(of: url)
    if !isAtomic, FileManager.default.fileExists(atPath: url.path) {
      try FileManager.default.removeItem(at: url)
    }
    try bytes.write(to: url, options: isAtomic ? .atomic : [])
  }

  /// Leaves a file as sync tools do, beside the object or beside the directories.
  func leaveStray(_ bytes: Data, _ id: ObjectID, _ kind: Int) throws {
    let place = url(id).deletingLastPathComponent()
    let name = url(id).lastPathComponent
    let stray =
      switch kind {
      case 0: place.appending(path: name + " (conflicted copy)")
      case 1: place.appending(path: "x (conflicted copy).tmp")
      case 2: place.appending(path: ".\(name).Qx7ZpR")
      default: objects.appending(path: "\(name).sync-conflict-20261121-101500-AAAAAAA")
      }
    try makeDirectory(of: stray)
    try bytes.write(to: stray)
  }

  /// Takes something away that is derived.
  func loseDerived(_ name: String) throws {
    let url = URL(filePath: directory.path.appending(name).string)
    guard FileManager.default.fileExists(atPath: url.path) else { return }
    try FileManager.default.removeItem(at: url)
  }

  private func makeDirectory(of url: URL) throws {
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
  }
}
