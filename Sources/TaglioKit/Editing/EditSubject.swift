import TaglioFormat
import TaglioStore

/// One thing that can be edited or removed: a case, an experiment, a run or a suite.
struct EditSubject {
  /// `case`, `experiment`, `run` or `suite`.
  var kind: String
  /// As a person calls it: its key or name, else the beginning of an id.
  var name: String
  /// What labels and removals point at.
  var target: Target
  /// Of a case or an experiment, its versions.
  var versions: Versions?

  /// What a text named of a lineage, and the lineage's heads.
  struct Versions {
    var named: Version
    /// Whether the text named the lineage and not one of its versions.
    var isLineage: Bool
    var heads: Heads
  }

  /// Finds what a text names.
  ///
  /// - Throws: what `Resolver` throws; `badInput` for commits, blobs and the like, which nobody can
  ///   edit.
  init(_ text: String, in snapshot: Snapshot) throws {
    switch try Resolver(snapshot).resolve(text) {
    case .version(let version, let isLineage):
      try self.init(version, isLineage, snapshot)
    case .run(let id): self.init(kind: "run", name: id.short(), target: .object(id))
    case .suite(let id):
      let name = try snapshot.suiteItem(of: id)?.names.first
      self.init(kind: "suite", name: name ?? "\(id)", target: .suite(id))
    case .commit(let id):
      throw EditSubject.refusal("\(id.short()) is a commit, and commits never change")
    case .object(let id):
      throw EditSubject.refusal("\(id.short()) is a blob or a part of a commit: it never changes")
    }
  }

  private init(kind: String, name: String, target: Target) {
    self.kind = kind
    self.name = name
    self.target = target
  }

  private init(_ version: Version, _ isLineage: Bool, _ snapshot: Snapshot) throws {
    let lineage = try snapshot.lineageID(version.row.lineage)
    guard let heads = try snapshot.heads(ofLineage: version.row.lineage) else {
      throw TaglioError(.damage, "the lineage \(lineage) has no versions; run: taglio fsck")
    }
    let key = try snapshot.key(of: heads.principal.number)
    self.init(
      kind: version.row.kind == .experiment ? "experiment" : "case",
      name: key?.description ?? heads.principal.id.short(),
      target: .object(lineage.id)
    )
    versions = Versions(named: version, isLineage: isLineage, heads: heads)
  }

  private static func refusal(_ message: String) -> TaglioError {
    TaglioError(
      .badInput,
      message,
      help: "Name a case, an experiment, a run or a suite; taglio ls lists them."
    )
  }

  /// Whether lists leave it out.
  func isRemoved(in snapshot: Snapshot) throws -> Bool {
    try snapshot.register(.removal(of: target))?.value == .flag(true)
  }
}

// MARK: - The version that an edit follows

extension EditSubject {
  /// The head that was named: the only head of a lineage, or the version itself.
  ///
  /// - Throws: `ambiguous` where the lineage has several, `badInput` for a version that is no head
  ///   and for what has no versions.
  func head(in snapshot: Snapshot) throws -> Version {
    guard let versions else {
      throw TaglioError(
        .badInput,
        "\(name) is a \(kind), whose contents never change; its labels do",
        help: "Change a label: taglio edit \(target.short) --label NAME=VALUE"
      )
    }
    if versions.isLineage {
      guard !versions.heads.isFork else { throw try fork(versions.heads, snapshot) }
      return versions.heads.principal
    }
    guard versions.heads.all.contains(where: { $0.id == versions.named.id }) else {
      throw older(versions)
    }
    return versions.named
  }

  private func fork(_ heads: Heads, _ snapshot: Snapshot) throws -> TaglioError {
    let id = heads.principal.id.short()
    return TaglioError(
      .ambiguous,
      "\(name) has \(heads.all.count) heads, and it is open which one is meant",
      help: "Settle it with: taglio resolve \(id) --take \(id); or edit one head by its id: "
        + "taglio edit \(id)",
      candidates: try heads.candidates(snapshot)
    )
  }

  private func older(_ versions: Versions) -> TaglioError {
    let head = versions.heads.principal.id.short()
    return TaglioError(
      .badInput,
      "\(versions.named.id.short()) is version \(versions.named.sequence) of \(name) and no head: "
        + "later versions stand for it",
      help: "Edit the head: taglio edit \(head). To bring older content back, take the edit back "
        + "with taglio undo, or write it anew: taglio edit \(head) --set /field=VALUE"
    )
  }
}

extension Heads {
  /// The heads as an error lists them.
  func candidates(_ snapshot: Snapshot) throws -> [String] {
    try all.map { head in
      "\(head.id.short()) version \(head.sequence) \(try snapshot.label(of: head.number).summary)"
    }
  }
}

extension Target {
  /// What a person types for it.
  var short: String {
    switch self {
    case .object(let id): id.short()
    case .suite(let id): "\(id)"
    }
  }
}
