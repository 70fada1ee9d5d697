import TaglioFormat
import TaglioStore

/// The objects that an envelope holds: some versions, and all that they lead to.
struct EnvelopeClosure {
  private let repository: Repository
  private let snapshot: Snapshot
  /// The ids by kind.
  private(set) var objects: [ObjectType: Set<ObjectID>] = [:]
  /// What stands in for objects that were erased or lost.
  private(set) var tombstones: [ObjectID: Tombstone] = [:]
  private var seen: Set<ObjectID> = []
  private var rest: [ObjectID] = []

  private static let order: [ObjectType] = [.blob, .experiment, .run, .case]

  /// The objects in the order in which they are written: what is linked comes before what links it,
  /// where kinds tell.
  var inOrder: [(id: ObjectID, type: ObjectType)] {
    EnvelopeClosure.order.flatMap { type in
      objects[type, default: []].sorted().map { (id: $0, type: type) }
    }
  }

  init(_ repository: Repository) {
    self.repository = repository
    snapshot = repository.snapshot
  }

  /// Takes an object in with everything that it leads to.
  ///
  /// - Throws: `damage` where one of them does not read and no tombstone stands in for it.
  mutating func take(_ id: ObjectID) throws {
    note(id)
    while let next = rest.popLast() { try look(at: next) }
  }

  /// Whether an object is among them, itself or as a tombstone.
  func holds(_ id: ObjectID) -> Bool { seen.contains(id) }

  private mutating func note(_ id: ObjectID) {
    if seen.insert(id).inserted { rest.append(id) }
  }

  private mutating func look(at id: ObjectID) throws {
    switch try repository.reader.facts(id) {
    case .success(let found):
      if found.isStandIn, let tombstone = try repository.tombstone(of: id) {
        tombstones[id] = tombstone
      } else {
        objects[found.facts.type, default: []].insert(id)
      }
      for link in found.facts.links { note(link.target) }
    case .failure:
      throw TaglioError(
        .damage,
        "the object \(id.short()) is missing here or damaged, and an envelope must hold it",
        help: TaglioError.fromCopy
      )
    }
  }
}
