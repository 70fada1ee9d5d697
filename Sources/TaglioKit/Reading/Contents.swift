package import TaglioFormat

/// What there is to see of an object.
package enum Contents: Sendable {
  case record(StoredRecord)
  /// Erased for good, or lost on all copies.
  case absent(Tombstone.Kind, reason: String)
  /// Missing here or damaged, in the words of the error.
  case damaged(String)

  /// Reads an object; damage is something to show and not an error.
  package init(_ repository: Repository, _ id: ObjectID) throws {
    let tombstone = try repository.tombstone(of: id)
    if let tombstone, tombstone.kind == .redacted {
      self = .absent(.redacted, reason: tombstone.reason)
      return
    }
    do {
      self = .record(try repository.record(id))
    } catch let error as TaglioError where error.code == .damage {
      self = tombstone.map { .absent(.lost, reason: $0.reason) } ?? .damaged(error.message)
    }
  }

  /// What of it versions or runs are compared by; nil where it cannot be read.
  ///
  /// For a case or an experiment these are its immutable fields, for a run all of it.
  package var fields: CanonicalJSON? {
    guard case .record(let record) = self else { return nil }
    switch record {
    case .case(let record): return record.immutableFields
    case .experiment(let record): return record.immutableFields
    case .run(let record): return CanonicalJSON(unchecked: record.payload)
    case .blob, .commit, .changes: return nil
    }
  }

  /// Whether it should be here and does not read.
  package var isDamaged: Bool {
    if case .damaged = self { true } else { false }
  }
}
