package import SystemPackage
import TaglioStore
package import TaglioSystem

/// What a crash left.
package struct CrashState: CustomStringConvertible {
  /// How many effects had been carried out.
  package let completed: Int
  /// What became of those that were not durable.
  package let description: String
  package let tree: FileTree

  /// Calls `body` with a directory that holds the tree.
  ///
  /// A store among its files is the one that crashed, not a copy of it.
  package func withDirectory<R>(_ body: (FilePath) throws -> R) throws -> R {
    try withTemporaryDirectory { directory in
      try tree.write(to: directory)
      try keepIdentity(ofStoresBelow: directory)
      return try body(directory)
    }
  }

  private func size(of name: String, in directory: FilePath) throws -> Int64 {
    try Disk().status(directory.appending(name))?.size ?? 0
  }

  /// Names the longest list of accepted commits by the inode that `objects` has now.
  private func keepIdentity(ofStoresBelow directory: FilePath) throws {
    let disk = Disk()
    for path in tree.entries.keys where path.hasSuffix("accepted") {
      let lists = directory.appending(path)
      let store = lists.removingLastComponent()
      guard try disk.status(store.appending("objects"))?.kind == .directory,
        let name = try disk.names(in: lists).max(by: { left, right in
          try size(of: left, in: lists) < size(of: right, in: lists)
        })
      else { continue }
      let own = try AcceptedLists(disk: disk, root: store, durability: .none).own()
      try disk.rename(.path(lists.appending(name)), to: .path(own.path))
    }
  }
}

/// Makes, for every prefix of a list of effects, the directories that a crash there could leave.
///
/// For each prefix: everything kept, everything unflushed dropped, all unflushed contents torn, each
/// single unflushed thing dropped or torn with the rest kept, and each kept with the rest dropped.
package struct CrashReplay {
  private let root: FilePath
  private let start: FileTree

  /// Takes in the directory before anything is done to it; all of it counts as durable.
  package init(root: FilePath) throws {
    self.root = root
    start = try FileTree(reading: root)
  }

  /// Calls `visit` with every distinct state of every prefix, from nothing done to all done.
  ///
  /// - Parameters:
  ///   - first: how many effects are done at least.
  ///   - singles: whether also those in which a single unflushed thing met another fate than the
  ///     rest; else only those where all met the same.
  /// - Returns: how many states there were.
  @discardableResult
  package func forEachState(
    after effects: [Effect],
    from first: Int = 0,
    singles: Bool = true,
    _ visit: (CrashState) throws -> Void
  ) throws -> Int {
    var model = CrashModel(root: root, start: start)
    var count = first == 0 ? try visitStates(of: model, completed: 0, singles, visit) : 0
    for (index, effect) in effects.enumerated() {
      try model.apply(effect)
      guard index + 1 >= first else { continue }
      count += try visitStates(of: model, completed: index + 1, singles, visit)
    }
    return count
  }

  /// As `forEachState`, with each state made as a directory.
  @discardableResult
  package func enumerate(
    effects: [Effect],
    visit: (CrashState, FilePath) throws -> Void
  ) throws -> Int {
    try forEachState(after: effects) { state in
      try state.withDirectory { try visit(state, $0) }
    }
  }

  private func visitStates(
    of model: CrashModel,
    completed: Int,
    _ singles: Bool,
    _ visit: (CrashState) throws -> Void
  ) throws -> Int {
    var seen: Set<FileTree> = []
    for (description, fate) in Self.variants(of: singles ? model.uncertain : []) {
      let tree = model.tree(fate)
      guard seen.insert(tree).inserted else { continue }
      let label = "after \(completed) effects, \(description)"
      try visit(CrashState(completed: completed, description: label, tree: tree))
    }
    return seen.count
  }

  private typealias Variant = (String, (CrashModel.Uncertainty) -> CrashModel.Fate)

  private static func variants(of uncertain: [CrashModel.Uncertainty]) -> [Variant] {
    var variants: [Variant] = CrashModel.Fate.allCases.map { fate in
      ("all \(fate.rawValue)", { _ in fate })
    }
    for thing in uncertain {
      variants.append(("\(thing) dropped", { $0 == thing ? .dropped : .kept }))
      variants.append(("\(thing) torn", { $0 == thing ? .torn : .kept }))
      variants.append(("only \(thing) kept", { $0 == thing ? .kept : .dropped }))
    }
    return variants
  }
}
