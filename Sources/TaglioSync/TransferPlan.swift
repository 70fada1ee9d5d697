import TaglioFormat
import TaglioKit
import TaglioStore

/// What is to be moved, and what cannot be.
struct TransferPlan {
  struct File: Sendable {
    var id: ObjectID
    /// The length of the file.
    var bytes: Int64
  }

  /// The commits, each after its parents.
  var commits: [File] = []
  /// Parts of commits and what they list; they go first.
  var objects: [File] = []
  /// How many were left out because they were erased.
  var erased = 0
  var refused: [Refusal] = []

  var total: Amount {
    (commits + objects).reduce(into: Amount()) { $0 += Amount(objects: 1, bytes: $1.bytes) }
  }
}

/// Finds what commits bring that the receiver does not have.
///
/// Only what these commits list is looked at, never the rest of a store.
struct Planner {
  /// The store to take from.
  let store: any ObjectStore
  let load: (ObjectID) throws -> CommitReader.Outcome
  /// Whether the receiver has a good file.
  let isHeld: (ObjectID) throws -> Bool
  /// Whether one side knows of an erasure.
  let isErased: (ObjectID) throws -> Bool
  /// Whether a tombstone says that nobody has the bytes any more.
  let isLost: (ObjectID) throws -> Bool

  /// - Parameter commits: each after its parents.
  func plan(_ commits: [ObjectID]) throws -> TransferPlan {
    var plan = TransferPlan()
    var seen: Set<ObjectID> = []
    for commit in commits {
      switch try load(commit) {
      case .loaded(let loaded):
        // Without a file a tombstone stands in for the commit.
        if try !isErased(commit), let bytes = try store.fileLength(commit) {
          plan.commits.append(.init(id: commit, bytes: bytes))
        }
        for id in loaded.listed where seen.insert(id).inserted { try add(id, to: &plan) }
      case .lacks(let object):
        plan.refused.append(Refusal(commit, try absence(of: object, commit)))
      case .newer:
        plan.refused.append(Refusal(commit, "a newer taglio wrote the commit"))
      case .malformed(let detail):
        plan.refused.append(Refusal(commit, "the commit breaks a rule: \(detail)"))
      }
    }
    return plan
  }

  private func add(_ id: ObjectID, to plan: inout TransferPlan) throws {
    if try isErased(id) {
      plan.erased += 1
    } else if try !isHeld(id) {
      if let bytes = try store.fileLength(id) {
        plan.objects.append(.init(id: id, bytes: bytes))
      } else if try !isLost(id) {
        plan.refused.append(Refusal(id, "it is missing there"))
      }
    }
  }

  private func absence(of object: ObjectID, _ commit: ObjectID) throws -> String {
    let subject = object == commit ? "the commit" : "its part \(object.short())"
    return try store.contains(object) ? "\(subject) is damaged" : "\(subject) is missing there"
  }
}
