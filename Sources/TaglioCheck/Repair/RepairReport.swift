package import TaglioFormat

/// One thing that a repair did, or had to leave.
package struct RepairAction: Sendable, Hashable {
  package enum Kind: String, Sendable, CaseIterable {
    /// A file went to the quarantine.
    case moved
    /// A good file was put in its place, from the directory that was named.
    case taken
    /// The list of accepted commits was written anew, or refs and index were made anew.
    case rewritten
    /// What the directory that was named has of an object cannot be used.
    case refused
  }

  package var kind: Kind
  /// The object that it is about, where it is about one.
  package var object: ObjectID?
  /// What it was done to, relative to the project's directory.
  package var file: String
  /// Where the file is now, relative to the project's directory.
  package var target: String?
  /// Why, in one sentence without a full stop.
  package var detail: String

  init(
    _ kind: Kind,
    object: ObjectID? = nil,
    file: String,
    target: String? = nil,
    _ detail: String
  ) {
    self.kind = kind
    self.object = object
    self.file = file
    self.target = target
    self.detail = detail
  }
}

/// What a repair came to.
package struct RepairReport: Sendable {
  /// In the order in which they were done; of each kind the first `FsckReport.limit` are kept.
  package private(set) var actions: [RepairAction] = []
  /// How many there were of each kind.
  package private(set) var counts: [RepairAction.Kind: Int] = [:]
  /// What a check found afterwards.
  package internal(set) var check = FsckReport()

  mutating func add(_ action: RepairAction) {
    counts[action.kind, default: 0] += 1
    if counts[action.kind, default: 0] <= FsckReport.limit { actions.append(action) }
  }
}
