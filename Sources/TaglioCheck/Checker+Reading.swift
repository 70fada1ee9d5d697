import TaglioFormat
import TaglioKit
import TaglioStore
import TaglioSystem

extension Checker {
  /// The names that are there and the lock under which they were listed last; without a lock where
  /// the store cannot be written.
  struct Reading {
    var inventory: Inventory
    var lock: WriterLock?
  }

  /// How often files that came while others were read are read in turn, the last time under the lock.
  private static let rounds = 4

  /// Reads objects until none came meanwhile.
  ///
  /// Writers wait only for what follows.
  func read(into examined: inout Examined, _ saved: IndexAudit.Saved) throws -> Reading {
    var inventory = try Inventory(repository.objects)
    try read(inventory.ids, saved, into: &examined)
    for round in 1...Checker.rounds where examined.isComplete {
      // A damaged index is left as it is: making it anew would make refs anew, unseen.
      if case .damaged = saved {} else { try repository.refresh() }
      let lock: WriterLock?
      switch try takeLock() {
      case .held(let held): lock = held
      case .unwritable: lock = nil
      case .busy:
        examined.isComplete = false
        return Reading(inventory: inventory)
      }
      let now = try Inventory(repository.objects)
      let new = now.ids == inventory.ids ? [] : now.ids.filter { !inventory.contains($0) }
      inventory = now
      if new.isEmpty { return Reading(inventory: now, lock: lock) }
      try read(new, saved, into: &examined)
      // What came while the last round was read was read under the lock: so it ends.
      if round == Checker.rounds { return Reading(inventory: now, lock: lock) }
    }
    return Reading(inventory: inventory)
  }

  private func read(
    _ ids: [ObjectID],
    _ saved: IndexAudit.Saved,
    into examined: inout Examined
  ) throws {
    let probe = ObjectProbe(store: repository.objects)
    let pass = ObjectPass(probe: probe, options: options)
    guard options.quick, case .whole(let index) = saved else {
      return try pass.read(ids, into: &examined)
    }
    try pass.read(ids.filter { try Checker.isReadQuickly($0, index) }, into: &examined)
  }

  /// Of commits, their parts, and what the index does not know, the contents are always read.
  private static func isReadQuickly(_ id: ObjectID, _ index: Index) throws(FormatError) -> Bool {
    if let number = try index.number(of: id) { return try index.object(number).kind == .changes }
    guard let kind = try index.loose(id) else { return true }
    return [.commit, .changes, .unreadable, .unknown].contains(kind)
  }

  private enum Lock {
    case held(WriterLock)
    /// The store cannot be written, so nobody does.
    case unwritable
    /// Somebody wrote until time or patience was over.
    case busy
  }

  private func takeLock() throws -> Lock {
    do {
      let patience = repository.options.patience.until(options.deadline)
      return try repository.books.lock(patience).map(Lock.held) ?? .busy
    } catch  where error.meansUnwritable {
      // Something else in the place of the lock is no reason to go on without it.
      if (error as? StoreError)?.system?.isWrongKind == true { throw error }
      return .unwritable
    }
  }

  /// Puts together what the parts of the check look at.
  func evidence(
    _ inventory: Inventory,
    _ examined: inout Examined,
    _ before: IndexAudit.Saved
  ) throws -> Evidence {
    var saved: Index?
    if case .whole = before,
      case .whole(let index) = try IndexAudit.load(repository.books, directory)
    {
      saved = index
    }
    let accepted = Set(try repository.books.accepted(from: 0))
    let truth = try truth(inventory, &examined, saved, accepted)
    return Evidence(
      store: repository.objects,
      directory: directory,
      inventory: inventory,
      accepted: accepted,
      examined: examined,
      saved: saved,
      truth: truth,
      scratch: repository.books.scratch,
      isWhole: try truth.isWhole(accepted)
    )
  }

  /// What the objects say; where they were not all read, what the saved index says.
  private func truth(
    _ inventory: Inventory,
    _ examined: inout Examined,
    _ saved: Index?,
    _ accepted: Set<ObjectID>
  ) throws -> Truth {
    let folding = Truth.Folding(
      store: repository.objects,
      accepted: accepted,
      scratch: repository.books.scratch
    )
    guard examined.isComplete else { return try Truth(believing: saved ?? Index(), folding) }
    if options.quick, let saved { return try Truth(believing: saved, folding) }
    return try Truth(folding: inventory.ids, &examined, folding, inOrderOf: saved)
  }
}
