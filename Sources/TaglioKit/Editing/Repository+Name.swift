public import TaglioFormat
import TaglioStore

/// What naming did.
public struct NameReport: Sendable {
  /// The name.
  public var name: GivenName
  /// What it points at now, an id or a UUID; nil where it was taken away.
  public var target: String?
  /// What it pointed at before.
  public var previous: String?
  /// The commit, nil where nothing changed.
  public var commit: ObjectID?
}

extension Repository {
  /// Gives an experiment, a run, a commit or a suite a name.
  ///
  /// The name of an experiment follows its head. A name that points elsewhere is moved only with
  /// `force`.
  ///
  /// - Throws: `TaglioError`: `badInput` for what cannot be a name, for things of another kind and
  ///   for a name that is taken.
  public func give(
    name text: String,
    to named: String,
    force: Bool = false,
    message: String? = nil
  ) throws -> NameReport {
    let name = try GivenName(toGive: text)
    return try recovering {
      let transaction = try transaction()
      let snapshot = transaction.snapshot
      let target = try NameFinder(snapshot).target(named, for: name.kind)
      let register = try snapshot.register(.name(name))
      let held = register?.value.nameTarget
      var report = NameReport(name: name, target: "\(target)", previous: held?.description)
      let isSame = try held.map { try NameFinder(snapshot).isSame($0, target) } ?? false
      if isSame, register?.contested.isEmpty == true { return report }
      if let held, !isSame, !force { throw NameReport.taken(name, held) }
      report.commit = try transaction.point(
        name,
        to: target,
        message ?? "name \(name): \(ObjectID(named)?.short() ?? named)"
      )
      return report
    }
  }

  /// Takes a name away; what it pointed at stays.
  ///
  /// - Throws: `TaglioError`: `notFound` where nothing has the name.
  public func takeAway(name text: String, message: String? = nil) throws -> NameReport {
    guard let name = GivenName(text) else { throw GivenName.notAName(text) }
    return try recovering {
      let transaction = try transaction()
      let register = try transaction.snapshot.register(.name(name))
      guard let held = register?.value.nameTarget else {
        throw TaglioError(
          .notFound,
          "nothing is called \(name)",
          help: "taglio ls refs lists the names that were given."
        )
      }
      let commit = try transaction.point(name, to: nil, message ?? "name: take \(name) away")
      return NameReport(name: name, previous: "\(held)", commit: commit)
    }
  }
}

extension NameReport {
  fileprivate static func taken(
    _ name: GivenName,
    _ held: Changes.NameTarget
  ) -> TaglioError {
    TaglioError(
      .badInput,
      "\(name) is taken: it points at \(held.short)",
      help: "Choose another name, or move this one with --force."
    )
  }
}

extension Transaction {
  /// Writes where a name points; nil takes it away.
  fileprivate consuming func point(
    _ name: GivenName,
    to target: Changes.NameTarget?,
    _ message: String
  ) throws -> ObjectID? {
    var changes = Changes()
    changes.names.updateValue(target, forKey: name)
    try add(changes)
    return try commit(message: message)
  }
}

/// Finds what a name can point at.
private struct NameFinder {
  let snapshot: Snapshot

  init(_ snapshot: Snapshot) {
    self.snapshot = snapshot
  }

  /// What a text names, where it is of the kind.
  ///
  /// An experiment is its head, whichever of its versions was named.
  func target(_ text: String, for kind: GivenName.Kind) throws -> Changes.NameTarget {
    let named = try Resolver(snapshot).resolve(text)
    switch (kind, named) {
    case (.runs, .run(let id)): return .object(id)
    case (.suites, .suite(let id)): return .suite(id)
    case (.commits, .commit(let id)) where try snapshot.index.commitNumber(of: id) != nil:
      return .object(id)
    case (.experiments, .version(let version, _)) where version.row.kind == .experiment:
      let heads = try snapshot.heads(ofLineage: version.row.lineage)
      return .object(heads?.principal.id ?? version.id)
    default: throw mismatch(text, named, kind)
    }
  }

  /// Whether two targets are one thing: versions of an experiment are.
  func isSame(_ left: Changes.NameTarget, _ right: Changes.NameTarget) throws -> Bool {
    guard left != right, case .object(let left) = left, case .object(let right) = right else {
      return left == right
    }
    guard let left = try snapshot.index.number(of: left),
      let right = try snapshot.index.number(of: right)
    else { return false }
    let (first, second) = (try snapshot.index.object(left), try snapshot.index.object(right))
    return first.kind == .experiment && second.kind == .experiment
      && first.lineage == second.lineage
  }

  private func mismatch(_ text: String, _ named: Named, _ kind: GivenName.Kind) -> TaglioError {
    if kind == .commits, case .commit(let id) = named {
      return TaglioError(
        .badInput,
        "the commit \(id.short()) is not visible yet, and only visible ones get names",
        help: "taglio status says what it waits for."
      )
    }
    return TaglioError(
      .badInput,
      "\"\(text)\" is \(named.words), and \(kind.rawValue)/ names \(kind.rawValue)",
      help: "Names are given to experiments, runs, commits and suites; cases have their keys."
    )
  }
}

extension RegisterValue {
  /// What a name points at; nil where it points at nothing.
  fileprivate var nameTarget: Changes.NameTarget? {
    if case .name(let target) = self { target } else { nil }
  }
}

extension Changes.NameTarget {
  fileprivate var short: String {
    switch self {
    case .object(let id): id.short()
    case .suite(let id): "\(id)"
    }
  }
}
