package import TaglioFormat

/// Something that was not taken in, or could not be had.
package struct Refusal: Hashable, Sendable {
  package var object: ObjectID
  /// One sentence without a full stop.
  package var reason: String
  /// Where what came is kept now, relative to `.taglio`; nil where nothing came.
  package var kept: String?

  package init(_ object: ObjectID, _ reason: String, kept: String? = nil) {
    self.object = object
    self.reason = reason
    self.kept = kept
  }
}

/// What a fetch or a push moved, or would move.
package struct SyncReport: Sendable {
  package enum Direction: String, Sendable {
    case fetch, push
  }

  package var direction: Direction
  package var remote: RemoteName
  /// Whether nothing was moved.
  package var isDryRun = false
  /// Whether there is a store, and nothing says which commits it has.
  package var isUnlisted = false
  /// The commits that the receiver did not have, each after its parents.
  package var commits: [ObjectID] = []
  /// How many objects were moved besides commits.
  package var objects = 0
  /// The bytes of everything that was moved, as stores keep it.
  package var bytes: Int64 = 0
  /// How many objects stayed where they are because they were erased.
  package var erased = 0
  /// Commits that came and wait for something.
  package var waiting: [ObjectID] = []
  /// In the order of their ids.
  package var refused: [Refusal] = []

  package init(_ direction: Direction, _ remote: RemoteName) {
    self.direction = direction
    self.remote = remote
  }

  mutating func refuse(_ refusals: some Sequence<Refusal>) {
    refused = (refused + refusals).sorted { $0.object < $1.object }
  }
}
