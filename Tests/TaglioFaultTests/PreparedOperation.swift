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

  /// What the clock shows when the command runs.
  static let minute: Int64 = 10_000

  init(_ operation: StoreOperation) throws {
    self.operation = operation
    (command, tree, before, after, kept) = try withTemporaryDirectory { root in
      let site = CommandSite(root: root)
      let command = try PreparedOperation.prepare(operation, site)
      let tree = try FileTree(reading: root)
      try operation.arrive(in: root)
      let whole = try StorePicture.wholeObjects(of: site.store)
      let before = try? StorePicture(of: site.store)
      let outcome = try site.run(command, minute: PreparedOperation.minute)
      guard outcome.status == 0 else { throw Violation("\(operation): \(outcome.errors)") }
      let kept = whole.intersection(try StorePicture.wholeObjects(of: site.store))
      return (command, tree, before, try StorePicture(of: site.store), kept)
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

  private static func prepare(
    _ operation: StoreOperation,
    _ site: CommandSite
  ) throws -> [String] {
    var minute: Int64 = 0
    try operation.prepare(in: site.root) { arguments, directory in
      minute += 1
      let arguments = try resolved(arguments, in: directory)
      let outcome = try site.run(arguments, in: directory, minute: minute)
      guard outcome.status == 0 else {
        throw Violation("before \(operation): \(arguments): \(outcome.errors)")
      }
    }
    return try resolved(operation.command, in: site.store)
  }

  private static func resolved(
    _ arguments: [String],
    in directory: FilePath
  ) throws -> [String] {
    guard arguments.contains(StoreOperation.latestCommit) else { return arguments }
    let options = Repository.Options(author: "reader", now: { 0 })
    let repository = try Repository.open(in: directory.string, options: options)
    guard let latest = try repository.log(limit: 1).items.first else {
      throw Violation("there is no commit yet")
    }
    return arguments.map { $0 == StoreOperation.latestCommit ? "\(latest.id)" : $0 }
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
