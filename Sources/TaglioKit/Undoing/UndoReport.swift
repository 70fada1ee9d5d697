public import TaglioFormat

/// What undoing a commit did, or would do.
public struct UndoReport: Sendable {
  /// The commit that was undone.
  public var undone: CommitItem
  /// The commit that undoes it; nil where there was nothing to undo, or nothing was to be written.
  public var commit: ObjectID?
  /// Versions whose earlier content is a next version now.
  public var takenBack: [ObjectID] = []
  /// Versions that stood beside another head and are closed now.
  public var closed: [ObjectID] = []
  /// Versions that had been closed and are heads again.
  public var reopened: [ObjectID] = []
  /// Cases, experiments and runs that the commit brought in, and what it had restored: removed now.
  public var removed: [Target] = []
  /// What the commit had removed: back now.
  public var restored: [Target] = []
  /// The number of labels that are again what they were.
  public var labels = 0
  /// The number of names that are again what they were.
  public var names = 0
  /// The number of members of suites that are again listed as they were.
  public var members = 0
  /// What stays as it is, in the order of its names.
  public var leftAlone: [LeftAlone] = []

  /// Whether nothing is changed.
  public var isEmpty: Bool {
    takenBack.isEmpty && closed.isEmpty && reopened.isEmpty && removed.isEmpty && restored.isEmpty
      && labels + names + members == 0
  }

  /// Something that undoing did not touch.
  public struct LeftAlone: Hashable, Sendable {
    /// A case's key, or what else it is, in words.
    public var what: String
    /// Why it was not touched.
    public var reason: Reason
  }

  /// Why something was not touched.
  public enum Reason: String, Hashable, Sendable, CaseIterable {
    /// Somebody wrote it after the commit, or without having seen it.
    case changedSince = "changed-since"
    /// Another commit says it too.
    case alsoSaid = "also-said"
    /// It is final: a seal, an erasure.
    case final
    /// What there was before cannot be read here.
    case unreadable
  }
}
