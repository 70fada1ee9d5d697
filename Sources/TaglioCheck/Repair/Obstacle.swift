import SystemPackage
import TaglioFormat
import TaglioKit
import TaglioStore
import TaglioSystem

/// Something of another kind that has the name of a file or directory which the store needs.
struct Obstacle: Hashable {
  /// What must have the name.
  enum Expected: String {
    case file, directory

    fileprivate var kind: FileStatus.Kind { self == .file ? .file : .directory }
  }

  /// Relative to `.taglio`.
  var path: String
  var expected: Expected

  /// All there are; links are not followed, so a link is one wherever it leads.
  static func all(in directory: RepositoryDirectory) throws(SystemError) -> [Obstacle] {
    try find(books + fanouts, in: directory)
  }

  /// Those with which the store cannot be opened; others only keep some objects from being written.
  static func ofBooks(in directory: RepositoryDirectory) throws(SystemError) -> [Obstacle] {
    try find(books, in: directory)
  }

  private static func find(
    _ places: [Obstacle],
    in directory: RepositoryDirectory
  ) throws(SystemError) -> [Obstacle] {
    var found: [Obstacle] = []
    for place in places {
      // What stands below something that is no directory is not there.
      if found.contains(where: { place.path.hasPrefix($0.path + "/") }) { continue }
      guard let status = try directory.disk.status(directory.path.appending(place.path)) else {
        continue
      }
      if status.kind != place.expected.kind { found.append(place) }
    }
    return found
  }

  /// A directory comes before what stands in it.
  private static var books: [Obstacle] {
    let kinds = RefKind.allCases.map(\.rawValue)
    let directories = [AcceptedLists.name, "refs"] + kinds.map { "refs/" + $0 }
    let files = ["index", "refs/heads"] + kinds.map { "packed-refs-" + $0 }
    return directories.map { Obstacle(path: $0, expected: .directory) }
      + files.map { Obstacle(path: $0, expected: .file) }
  }

  private static var fanouts: [Obstacle] {
    (UInt8.min...UInt8.max).map {
      Obstacle(path: "objects/" + Hex.string([$0]), expected: .directory)
    }
  }
}
