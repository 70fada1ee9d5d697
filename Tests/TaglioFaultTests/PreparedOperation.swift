import Foundation
import SystemPackage
import TaglioFormat
import TaglioKit
import TaglioSystem
import TestSupport

/// An operation with all that was done before it, and what it comes to where nothing goes wrong.
struct PreparedOperation {
  let operation: StoreOperation
  let command: [String]
  /// The directories before the command, without what arrives last.
  let tree: FileTree
  /// Nil where the store does not open as it is: then it is the command's work to mend that.
  let before: StorePicture?
  let after: StorePicture
  /// The objects that are whole before and after.
  let kept: Set<ObjectID>

  /// The id of the latest commit before the command; nil where there is none.
  let latestCommit: String?

  /// What the clock shows when the command runs.
  static let minute: Int64 = 10_000

  init(_ operation: StoreOperation) throws {
    self.operation = operation
    (command, latestCommit, tree, before, after, kept) = try withTemporaryDirectory { root in
      let site = CommandSite(root: root)
      try PreparedOperation.prepare(operation, site)
      let latest = try PreparedOperation.latestCommit(in: site.store)
      let command = PreparedOperation.resolved(operation.command, latest)
      let tree = try FileTree(reading: root)
      try operation.arrive(in: root)
      let whole = try StorePicture.wholeObjects(of: site.store)
      let before = try? StorePicture(of: site.store)
      let outcome = try site.run(command, minute: PreparedOperation.minute)
      guard outcome.status == 0 else { throw Violation("\(operation): \(outcome.errors)") }
      let kept = whole.intersection(try StorePicture.wholeObjects(of: site.store))
      return (command, latest, tree, before, try StorePicture(of: site.store), kept)
    }
  }

  /// Whether a finished command leaves another state.
  var changesState: Bool { before.map { !$0.says(theSameAs: after) } ?? true }

  /// Makes the directories as they are before the command, with an index that is up to date.
  func lay(in root: FilePath) throws -> CommandSite {
    try tree.write(to: root)
    let site = CommandSite(root: root)
    if tree.entries["store/.taglio/objects"] != nil {
      try site.run(["status"], minute: PreparedOperation.minute - 1)
    }
    try operation.arrive(in: root)
    return site
  }

  func run(at site: CommandSite, disk: Disk) throws -> CommandSite.Outcome {
    try site.run(command, disk: disk, minute: PreparedOperation.minute)
  }

  /// Runs the command without waiting for the disk, as far as settings decide that.
  func runQuickly(at site: CommandSite) throws -> CommandSite.Outcome {
    try site.run(command + ["-c", "durability=none"], minute: PreparedOperation.minute)
  }

  private static func prepare(_ operation: StoreOperation, _ site: CommandSite) throws {
    var minute: Int64 = 0
    try operation.prepare(in: site.root) { arguments, directory in
      minute += 1
      let arguments = resolved(arguments, try latestCommit(in: directory))
      let outcome = try site.run(arguments, in: directory, minute: minute)
      try require(outcome.status == 0, "before \(operation): \(arguments): \(outcome.errors)")
    }
  }

  private static func resolved(_ arguments: [String], _ latest: String?) -> [String] {
    arguments.map { $0 == StoreOperation.latestCommit ? latest ?? $0 : $0 }
  }

  private static func latestCommit(in project: FilePath) throws -> String? {
    let directory = RepositoryDirectory(path: project.appending(RepositoryDirectory.name))
    guard try directory.exists else { return nil }
    let options = Repository.Options(author: "reader", now: { 0 })
    return try Repository(directory, options: options).log(limit: 1).items.first.map { "\($0.id)" }
  }
}

/// A promise that was broken.
struct Violation: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}

func require(_ holds: Bool, _ otherwise: @autoclosure () -> String) throws {
  guard holds else { throw Violation(otherwise()) }
}
