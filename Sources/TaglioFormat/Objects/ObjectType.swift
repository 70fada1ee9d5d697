/// The types of objects that this taglio writes and understands.
public enum ObjectType: String, Sendable, CaseIterable {
  case `case`, experiment, run, blob, commit, changes

  /// Names that no object may have yet: later versions will give them a meaning.
  package static let reserved = ["pack", "signature"]

  /// Whether the payload is canonical JSON.
  ///
  /// A blob's is bytes of any kind.
  package var isJSON: Bool { self != .blob }
}
