import TaglioFormat
import TaglioKit
import TaglioStore

/// What the parts of a check look at, once everything was read.
struct Evidence {
  let store: any ObjectStore
  let directory: RepositoryDirectory?
  let inventory: Inventory
  let accepted: Set<ObjectID>
  let examined: Examined
  /// The index in its file, where every page of it is whole.
  let saved: Index?
  let truth: Truth
  let scratch: (any Scratch)?
  /// Whether nothing that was taken in is lost, so that index and refs must say what the objects
  /// say.
  ///
  /// Else they may know more.
  let isWhole: Bool

  /// Whether this copy needs the object: it was taken in here, at some time.
  func isTakenIn(_ id: ObjectID) throws(FormatError) -> Bool {
    if accepted.contains(id) { return true }
    for index in [truth.index, saved].compactMap(\.self) {
      if try index.number(of: id) != nil { return true }
      if try index.commitNumber(of: id) != nil { return true }
    }
    return false
  }

  /// Whether a tombstone stands in for the object, so that its bytes are not missed.
  func hasTombstone(_ id: ObjectID) throws(FormatError) -> Bool {
    try !truth.index.tombstoneCommits(of: id).isEmpty
  }

  /// Whether the saved index has taken in all that is visible.
  var isCurrent: Bool { saved?.commitCount == truth.index.commitCount }

  /// The file of an object, relative to the project's directory.
  func file(of id: ObjectID) -> String? {
    let digits = id.description
    return file(inObjects: digits.prefix(2) + "/" + digits.dropFirst(2))
  }

  func file(inObjects path: some StringProtocol) -> String? { file("objects/" + path) }

  /// A path below `.taglio`, relative to the project's directory; nil for a store in memory.
  func file(_ path: String) -> String? {
    directory == nil ? nil : RepositoryDirectory.name + "/" + path
  }
}

/// The state as the objects say it.
struct Truth {
  let index: Index
  /// The commits that break a rule, with the rule in words.
  let invalid: [ObjectID: String]
  /// Accepted commits of which something is lost, and what could be taken in after them.
  let salvaged: [ObjectID]
  /// False where the saved index was believed instead of folding the objects.
  let isFolded: Bool

  /// Folds the objects anew.
  ///
  /// - Parameter saved: the index that is held against them: commits are folded in its order, so that
  ///   where it is right both give the same numbers.
  init(
    folding ids: [ObjectID],
    _ examined: inout Examined,
    _ books: Folding,
    inOrderOf saved: Index?
  ) throws {
    var intake = try Intake(
      index: Index(),
      store: books.store,
      accepted: books.accepted,
      knowing: examined.facts,
      scratch: books.scratch
    )
    examined.facts = KnownFacts(nil)
    try intake.arrive(ids)
    try intake.settle(inOrderOf: saved)
    invalid = intake.invalid
    salvaged = intake.salvaged
    index = try intake.finish().sealed()
    isFolded = true
  }

  /// Believes an index; only what breaks a rule is looked at again, to know which.
  init(believing index: Index, _ books: Folding) throws {
    let refused = try index.pending().filter { $0.reason == .invalid }.map(\.id)
    var intake = try Intake(index: index, store: books.store, scratch: books.scratch)
    try intake.arrive(refused)
    try intake.settle()
    self.index = index
    invalid = intake.invalid
    salvaged = []
    isFolded = false
  }

  /// Whether all accepted commits were folded, and with all that they list.
  func isWhole(_ accepted: Set<ObjectID>) throws(FormatError) -> Bool {
    for commit in accepted where try index.commitNumber(of: commit) == nil { return false }
    var isWhole = true
    try index.forEach(.rows) { (found) throws(FormatError) in
      if try ObjectRow(row: found.row).kind == .missing { isWhole = false }
    }
    return isWhole
  }

  /// Where commits and objects are read from.
  struct Folding {
    let store: any ObjectStore
    let accepted: Set<ObjectID>
    let scratch: (any Scratch)?
  }
}
