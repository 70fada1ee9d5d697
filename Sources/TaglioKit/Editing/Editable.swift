public import TaglioFormat

/// What a person who edits something sees first: its content and labels as they are.
public struct Editable: Sendable {
  /// `case`, `experiment`, `run` or `suite`.
  public var kind: String
  /// As a person calls it.
  public var name: String
  /// The head that is edited; nil for runs and suites, of which only labels change.
  public var version: ObjectID?
  /// Its place in its chain.
  public var sequence: Int?
  /// Its content.
  public var fields: CanonicalJSON?
  /// Names and values of the labels, by name.
  public var labels: [(name: ExactString, value: CanonicalJSON)] = []
  /// The other heads and their contents, where a fork is settled.
  public var others: [(id: ObjectID, fields: CanonicalJSON)] = []
}

extension Repository {
  /// What a text names, ready to be edited.
  ///
  /// - Throws: what `edit` throws for a fork and for versions that are no heads.
  public func editable(_ text: String) throws -> Editable {
    let snapshot = snapshot
    let subject = try EditSubject(text, in: snapshot)
    var editable = Editable(kind: subject.kind, name: subject.name)
    editable.labels = try snapshot.labels(of: subject.target)
    if subject.versions != nil {
      let head = try subject.head(in: snapshot)
      editable.version = head.id
      editable.sequence = head.sequence
      editable.fields = try record(head.id).editableFields(head.id)
    }
    return editable
  }

  /// The principal head of a fork, and the others beside it.
  ///
  /// - Throws: what `resolve` throws where there is one head only.
  public func editableFork(_ text: String) throws -> Editable {
    let fork = try Fork(text, in: snapshot)
    let head = fork.heads.principal
    var editable = Editable(kind: "\(head.row.kind)", name: fork.name)
    editable.version = head.id
    editable.sequence = head.sequence
    editable.fields = try record(head.id).editableFields(head.id)
    editable.others = try fork.heads.all.filter { $0.id != head.id }.map { other in
      (other.id, try record(other.id).editableFields(other.id))
    }
    return editable
  }
}
