public import TaglioFormat
import TaglioStore

/// The cases that a call means: those that it names, and those of a run or a suite.
public struct MemberSelection: Sendable {
  /// A text that names a case, and where it was read.
  public struct Name: Sendable {
    /// A key, a name or an id.
    public var text: String
    /// Where it stood, for one that came from a file or standard input.
    public var place: RecordPlace?

    /// Takes what somebody wrote.
    public init(_ text: String, at place: RecordPlace? = nil) {
      self.text = text
      self.place = place
    }
  }

  /// The cases that are named one by one.
  public var names: [Name]
  /// A run, whose inputs are meant, or a suite, whose members are.
  public var origin: String?
  /// What a case must say to be taken from there; without a run or a suite, all cases are asked.
  public var condition: Query?

  /// Names cases.
  public init(
    _ names: [Name] = [],
    from origin: String? = nil,
    where condition: Query? = nil
  ) {
    self.names = names
    self.origin = origin
    self.condition = condition
  }
}

/// A case that a call means.
struct SelectedCase {
  /// Whether a person named it, and how.
  enum Way { case lineage, version, origin }

  var lineage: LineageID
  /// The version that was named; of a lineage its principal head.
  var version: Version
  /// How the suite that it was taken from lists it.
  var membership = Membership.floating
  var way: Way
}

/// Finds the cases that a selection means.
struct CaseSelector {
  let repository: Repository
  let snapshot: Snapshot

  /// Each case once, in the order in which they are named.
  ///
  /// - Throws: `TaglioError`: what `Resolver` throws, with the place; `badInput` for what is no
  ///   case, and for one that is named in two versions where `requiresOneVersion`.
  func cases(_ selection: MemberSelection, requiresOneVersion: Bool) throws -> [SelectedCase] {
    var all = try cases(from: selection.origin, where: selection.condition)
    for name in selection.names {
      do {
        all.append(try named(name.text))
      } catch var error as TaglioError {
        error.place = name.place
        throw error
      }
    }
    return try withoutRepeats(all, requiresOneVersion)
  }

  private func withoutRepeats(
    _ all: [SelectedCase],
    _ requiresOneVersion: Bool
  ) throws -> [SelectedCase] {
    var first: [LineageID: SelectedCase] = [:]
    var cases: [SelectedCase] = []
    for selected in all {
      guard let other = first.updateValue(selected, forKey: selected.lineage) else {
        cases.append(selected)
        continue
      }
      if requiresOneVersion, other.version.id != selected.version.id {
        throw TaglioError(
          .badInput,
          "\(try snapshot.name(of: selected.version)) is named in two versions: "
            + "\(other.version.id.short()) and \(selected.version.id.short())",
          help: "A suite lists a case once: name one of them."
        )
      }
    }
    return cases
  }

  // MARK: By name

  private func named(_ text: String) throws -> SelectedCase {
    let named = try Resolver(snapshot).resolve(text)
    guard case .version(let version, let isLineage) = named, version.row.kind == .case else {
      throw notACase(text, named)
    }
    return SelectedCase(
      lineage: try snapshot.lineageID(version.row.lineage),
      version: version,
      way: isLineage ? .lineage : .version
    )
  }

  private func notACase(_ text: String, _ named: Named) -> TaglioError {
    let takesAll =
      switch named {
      case .run, .suite: "Take the cases of it with: --from \(text)"
      default: "taglio ls lists the cases."
      }
    return TaglioError(
      .badInput,
      "\"\(text)\" is \(named.words), and the members of suites are cases",
      help: takesAll
    )
  }

  // MARK: From a run or a suite

  private func cases(
    from origin: String?,
    where condition: Query?
  ) throws -> [SelectedCase] {
    let all = try origin.map(cases(from:))
    guard let condition else { return all ?? [] }
    let matching = try repository.lineages(matching: condition)
    guard let all else { return try matching.compactMap(heads(ofLineage:)) }
    let wanted = Set(matching)
    return all.filter { wanted.contains($0.version.row.lineage) }
  }

  private func heads(ofLineage number: UInt32) throws -> SelectedCase? {
    guard let heads = try snapshot.heads(ofLineage: number) else { return nil }
    let lineage = try snapshot.lineageID(number)
    return SelectedCase(lineage: lineage, version: heads.principal, way: .origin)
  }

  private func cases(from text: String) throws -> [SelectedCase] {
    switch try Resolver(snapshot).resolve(text) {
    case .suite(let suite): return try members(of: suite)
    case .run(let run): return try cases(ofRun: run)
    case let named:
      throw TaglioError(
        .badInput,
        "\"\(text)\" is \(named.words), and cases are taken from a run or a suite",
        help: "taglio ls runs and taglio suite ls list them; a case is named by itself."
      )
    }
  }

  private func members(of suite: UUID) throws -> [SelectedCase] {
    try snapshot.suiteMembers(suite).compactMap { member in
      member.version.map { version in
        SelectedCase(
          lineage: member.lineage,
          version: version,
          membership: member.membership,
          way: .origin
        )
      }
    }
  }

  /// The inputs of a run; of an import, the cases that it brought and that were not removed.
  private func cases(ofRun id: ObjectID) throws -> [SelectedCase] {
    let index = snapshot.index
    guard let run = try index.number(of: id) else { return [] }
    let isImport = try index.object(run).flags.contains(.importRun)
    let removed = isImport ? try snapshot.removedTargets() : []
    var cases: [SelectedCase] = []
    for output in try index.pairs(.created, of: run) {
      let number = isImport ? output : try index.object(output).basis
      guard number != ObjectRow.none else { continue }
      let row = try index.object(number)
      guard row.kind == .case else { continue }
      let lineage = try snapshot.lineageID(row.lineage)
      if removed.contains(.object(lineage.id)) { continue }
      let version = isImport ? try snapshot.heads(ofLineage: row.lineage)?.principal : nil
      cases.append(
        SelectedCase(
          lineage: lineage,
          version: version ?? Version(number: number, row: row),
          way: .origin
        )
      )
    }
    return cases
  }
}

extension Snapshot {
  /// What a person calls the lineage of a version: its key, else the beginning of its id.
  func name(of version: Version) throws -> String {
    try key(of: version.number)?.description ?? version.id.short()
  }
}
