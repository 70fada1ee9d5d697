public import TaglioFormat

/// How a fork is settled.
public struct ResolveRequest: Sendable {
  /// The head that stays, as a person names it; nil for the principal one.
  public var head: String?
  /// Changes of that head's fields: the next version of it is the head then.
  public var fields: [JSONEdit] = []
  /// The heads that were there when somebody looked; where they are others now, nothing is done.
  public var seen: Set<ObjectID>?
  /// The message of the commit; nil for one that names what is settled.
  public var message: String?

  /// Keeps the principal head.
  public init() {}
}

/// What settling a fork did.
public struct ResolveReport: Sendable {
  /// What was settled, as a person calls it.
  public var name: String
  /// Its lineage.
  public var lineage: Target
  /// The version that stands for it now.
  public var head: ObjectID
  /// Whether that version was written for it.
  public var isNew: Bool
  /// The heads that were closed.
  public var closed: [ObjectID]
  /// The commit.
  public var commit: ObjectID?
}

extension Repository {
  /// Settles a fork as one commit: one head stays, or gets a next version, and the others are
  /// closed.
  ///
  /// The text names a lineage or any of its versions. Closed versions stay in the history.
  ///
  /// - Throws: `TaglioError`: `badInput` where there is one head only, where what shall stay is no
  ///   head, or where the heads are not those that were seen.
  public func resolve(_ text: String, _ request: ResolveRequest) throws -> ResolveReport {
    try recovering {
      var transaction = try transaction()
      let snapshot = transaction.snapshot
      let fork = try Fork(text, in: snapshot)
      try fork.check(request.seen)
      let head = try request.head.map { try fork.head($0, in: snapshot) } ?? fork.heads.principal
      let editor = VersionEditor(repository: self, snapshot: snapshot, base: head)
      let version = request.fields.isEmpty ? nil : try editor.next(request.fields)
      if let version { try transaction.stage([version.record]) }
      try transaction.add(try fork.changes(keeping: head, version, in: snapshot))
      let message = request.message ?? "resolve \(fork.name): keep \(head.id.short())"
      return ResolveReport(
        name: fork.name,
        lineage: fork.target,
        head: version?.record.id ?? head.id,
        isNew: version != nil,
        closed: fork.heads.all.map(\.id).filter { $0 != head.id },
        commit: try transaction.commit(message: message)
      )
    }
  }
}

/// A lineage that has several heads.
struct Fork {
  let kind: String
  let name: String
  let target: Target
  let heads: Heads

  init(_ text: String, in snapshot: Snapshot) throws {
    let subject = try EditSubject(text, in: snapshot)
    guard let versions = subject.versions else {
      throw TaglioError(
        .badInput,
        "\(subject.name) is a \(subject.kind), which has no heads to choose from",
        help: "Name a case or an experiment; taglio status lists those with more than one head."
      )
    }
    guard versions.heads.isFork else {
      throw TaglioError(
        .badInput,
        "\(subject.name) has one head, and there is nothing to settle",
        help: "taglio status lists what has more than one."
      )
    }
    kind = subject.kind
    name = subject.name
    target = subject.target
    heads = versions.heads
  }

  /// The head that a text names.
  func head(_ text: String, in snapshot: Snapshot) throws -> Version {
    if case .version(let version, isLineage: false) = try Resolver(snapshot).resolve(text),
      let head = heads.all.first(where: { $0.id == version.id })
    {
      return head
    }
    throw TaglioError(
      .badInput,
      "\"\(text)\" is no head of \(name)",
      help: "Name one of these heads by its id.",
      candidates: try heads.candidates(snapshot)
    )
  }

  func check(_ seen: Set<ObjectID>?) throws {
    guard let seen, seen != Set(heads.all.map(\.id)) else { return }
    throw TaglioError(
      .badInput,
      "\(name) has other heads now than when you looked",
      help: "See them with: taglio log \(heads.principal.id.short())"
    )
  }

  /// Closes every other version that no version follows, those too that stand behind a head which
  /// says the same; opens the one that stays, where all had been closed.
  func changes(
    keeping head: Version,
    _ next: VersionEdit?,
    in snapshot: Snapshot
  ) throws -> Changes {
    var changes = Changes()
    if let next { changes.objects = (next.blobs + [next.record.id]).sorted() }
    for tip in try snapshot.tips(ofLineage: head.row.lineage) {
      let closing = try snapshot.register(.closing(of: tip.id))
      let isContested = closing?.contested.isEmpty == false
      let isClosed = closing?.value == .flag(true)
      if tip.id == head.id {
        if next == nil, isClosed || isContested { changes.reopened.append(tip.id) }
      } else if !isClosed || isContested {
        changes.closed.append(tip.id)
      }
    }
    changes.closed.sort()
    return changes
  }
}
