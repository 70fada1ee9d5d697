import SystemPackage
import TaglioFormat
import TaglioKit
import TaglioStore
import TaglioSystem

/// Something of another kind that has the name of a file or directory which the store needs, or a
/// file that is longer than any that the store writes.
struct Obstacle: Hashable {
  /// What must have the name.
  enum Expected: String {
    case file, directory

    fileprivate var kind: FileStatus.Kind { self == .file ? .file : .directory }
  }

  /// Relative to `.taglio`.
  var path: String
  var expected: Expected
  /// The most bytes that a file may have; nil where any length is taken.
  var longest: Int64?
  /// What is wrong with it, as the rest of a sentence that begins with its name.
  private(set) var detail = ""

  fileprivate init(path: String, expected: Expected, longest: Int64? = nil) {
    self.path = path
    self.expected = expected
    self.longest = longest
  }

  /// All there are; links are not followed, so a link is one wherever it leads.
  static func all(in directory: RepositoryDirectory) throws -> [Obstacle] {
    try find(books(of: directory) + fanouts, in: directory)
  }

  /// Those with which the store cannot be opened; others only keep some objects from being written.
  static func ofBooks(in directory: RepositoryDirectory) throws -> [Obstacle] {
    try find(books(of: directory), in: directory)
  }

  /// The writer's lock, where something else has its name.
  ///
  /// A repair needs the lock itself, so this is for a person to clear.
  static func ofLock(in directory: RepositoryDirectory) throws(SystemError) -> Obstacle? {
    try find([Obstacle(path: "lock", expected: .file)], in: directory).first
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
      var place = place
      if status.kind != place.expected.kind {
        place.detail = "is no \(place.expected.rawValue)"
      } else if let longest = place.longest, status.size > longest {
        place.detail = "is longer than \(longest) bytes"
      } else {
        continue
      }
      found.append(place)
    }
    return found
  }

  /// A directory comes before what stands in it.
  private static func books(of directory: RepositoryDirectory) throws -> [Obstacle] {
    let lists = AcceptedLists(disk: directory.disk, root: directory.path, durability: .none)
    let accepted = try AcceptedLists.name + "/" + lists.ownName()
    let longest = Int64(AcceptedFile.maximumLength)
    let kinds = RefKind.allCases.map(\.rawValue)
    let directories = [AcceptedLists.name, "refs"] + kinds.map { "refs/" + $0 }
    let files = ["index"] + kinds.map { "packed-refs-" + $0 }
    return directories.map { Obstacle(path: $0, expected: .directory) }
      + [accepted, "refs/heads"].map { Obstacle(path: $0, expected: .file, longest: longest) }
      + files.map { Obstacle(path: $0, expected: .file) }
  }

  private static var fanouts: [Obstacle] {
    (UInt8.min...UInt8.max).map {
      Obstacle(path: "objects/" + Hex.string([$0]), expected: .directory)
    }
  }
}
