public import TaglioFormat

/// One thing that a commit changed, with what held before: what its ancestors say.
public enum CommitChange: Sendable {
  /// A first version that it brought in.
  case added(VersionMention)
  /// A version that it brought in, against the one that was edited.
  case edited(Comparison)
  /// A run that it brought in.
  case run(RunItem)
  /// Another object that it brought in, by the name of its type.
  case object(ObjectID, type: String)
  /// A label, with all that elements made of a list.
  case label(Subject, name: ExactString, old: CanonicalJSON?, new: CanonicalJSON?)
  /// A name and what it points at: an id or a UUID, nil where it points at nothing.
  case name(GivenName, old: String?, new: String?)
  /// How a suite lists a lineage; nil where it does not.
  case member(Subject, of: Subject, old: Membership?, new: Membership?)
  /// How a run ended.
  case seal(Subject, old: Seal?, new: Seal)
  /// Whether a version is closed from now on.
  case closing(VersionMention, isClosed: Bool)
  /// Whether a lineage, run or suite is removed from now on.
  case removal(Subject, isRemoved: Bool)
  /// What stands in for an object from now on: `redacted` or `lost`, its type, and why.
  case tombstone(ObjectID, kind: String, type: String, reason: String)

  /// Whether it shows a version that should be here and does not read.
  public var isDamaged: Bool {
    if case .edited(let comparison) = self { comparison.isDamaged } else { false }
  }
}
