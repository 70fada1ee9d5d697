public import TaglioFormat

/// What a person who edits something sees first: its content and labels as they are.
public struct Editable: Sendable {
  /// `case`, `experiment`, `run` or `suite`.
  public var kind: String
  /// As a person calls it.
  public var name: String
  /// The lineage, the run or the suite.
  public var target: Target
  /// The head that is edited; nil for runs and suites, of which only labels change.
  public var version: ObjectID?
  /// Its place in its chain.
  public var sequence: Int?
  /// Its content.
  public var fields: CanonicalJSON?
  /// Names and values of the labels, by name.
  public var labels: [(name: ExactString, value: CanonicalJSON)] = []
  /// The other heads, where a fork is settled.
  public var others: [OtherHead] = []

  /// A head of a fork beside the one that is edited.
  public struct OtherHead: Sendable {
    /// Its id.
    public var id: ObjectID
    /// The members of its content that are not those of the edited head; nil where it has none.
    public var differing: [(name: String, value: CanonicalJSON?)]
  }
}

extension Repository {
  /// What a text names, ready to be edited.
  ///
  /// - Throws: what `edit` throws for a fork and for versions that are no heads.
  public func editable(_ text: String) throws -> Editable {
    let snapshot = snapshot
    let subject = try EditSubject(text, in: snapshot)
    var editable = Editable(kind: subject.kind, name: subject.name, target: subject.target)
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
    var editable = Editable(kind: fork.kind, name: fork.name, target: fork.target)
    editable.version = head.id
    editable.sequence = head.sequence
    let fields = try record(head.id).editableFields(head.id)
    editable.fields = fields
    for other in fork.heads.all where other.id != head.id {
      let theirs = try record(other.id).editableFields(other.id)
      let root = theirs.document.root
      var names: Set<ExactString> = []
      let differing = FieldDifference.between(fields, theirs).compactMap(\.path.tokens.first)
        .filter { names.insert(ExactString($0)).inserted }
        .map { name in (name: name, value: root[name]?.canonical) }
      editable.others.append(Editable.OtherHead(id: other.id, differing: differing))
    }
    return editable
  }
}
