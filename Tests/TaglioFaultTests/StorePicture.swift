import Foundation
import SystemPackage
import TaglioCheck
import TaglioFormat
import TaglioKit
import TaglioStore
import TaglioSystem
import TestSupport

/// What a project's store says, read anew from its files.
struct StorePicture: CustomStringConvertible {
  /// Nil where there is no store.
  let state: CanonicalJSON?
  /// The file of settings; nil where there is no store.
  let settings: String?
  private let directory: RepositoryDirectory
  private let repository: Repository?

  private static let options = Repository.Options(
    author: "reader",
    now: { 2_100_000_000 * 1_000_000_000 }
  )

  init(of project: FilePath) throws {
    directory = RepositoryDirectory(path: project.appending(RepositoryDirectory.name))
    guard try directory.exists else {
      (state, settings, repository) = (nil, nil, nil)
      return
    }
    let repository = try Repository(directory, options: StorePicture.options)
    state = try repository.snapshot.stateDocument()
    settings = try Disk().readIfPresent(directory.path.appending("config")).map {
      String(decoding: $0, as: UTF8.self)
    }
    self.repository = repository
  }

  func says(theSameAs other: StorePicture) -> Bool {
    state == other.state && settings == other.settings
  }

  var description: String {
    (state.map { "\($0)" } ?? "no store") + " with settings " + (settings ?? "none")
  }

  /// The objects of a project that are whole, whether a commit lists them or not.
  static func wholeObjects(of project: FilePath) throws -> Set<ObjectID> {
    let store = LooseStore.ofProject(project)
    var whole: Set<ObjectID> = []
    for id in try (UInt8.min...UInt8.max).flatMap({ try store.list(fanout: $0).ids }) {
      do {
        _ = try store.verify(id)
        whole.insert(id)
      } catch {
        guard error.code == .damaged else { throw error }
      }
    }
    return whole
  }

  /// What a check of the store finds.
  func findings() throws -> Set<Finding.Name> {
    guard let repository else { return [] }
    return Set(try Checker(repository: repository, directory: directory).run().counts.keys)
  }
}
