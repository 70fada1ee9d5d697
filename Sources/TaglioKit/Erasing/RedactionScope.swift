import TaglioFormat
import TaglioStore

/// What the texts of a call name: versions, runs and blobs, labels, and texts of commits.
struct RedactionScope {
  private let snapshot: Snapshot
  private let request: RedactRequest
  /// Objects that are to go, each once, in the order in which they were named.
  private(set) var objects: [ObjectID] = []
  private(set) var labels: [Target: LabelSelection] = [:]
  /// Commits whose author and message are to go.
  private(set) var texts: Set<ObjectID> = []
  private var seen: Set<ObjectID> = []

  /// - Throws: what `Resolver` throws; `badInput` and `ambiguous` for what cannot be erased as asked.
  init(_ names: [String], _ request: RedactRequest, in snapshot: Snapshot) throws {
    self.snapshot = snapshot
    self.request = request
    for name in names { try add(name) }
  }

  private mutating func add(_ name: String) throws {
    let named = try Resolver(snapshot).resolve(name)
    if let label = request.label { return try add(label: label, of: named, name) }
    switch named {
    case .version(let version, let isLineage):
      if request.onlyVersions { return try add(only: version, isLineage, name) }
      try add(lineage: version.row.lineage)
    case .run(let id):
      add(id)
      labels[.object(id)] = .all
    case .commit(let id): texts.insert(id)
    case .object(let id): try add(object: id)
    case .suite:
      throw TaglioError(
        .badInput,
        "\"\(name)\" is a suite, which holds nothing but labels and members",
        help: "Erase a label of it with --label NAME, or name its cases."
      )
    }
  }

  /// Adds all versions of a lineage, and its labels.
  mutating func add(lineage: UInt32) throws {
    for version in try snapshot.versions(ofLineage: lineage) {
      guard version.id != ImportExperiment.id else {
        throw TaglioError(
          .badInput,
          "the experiment \"import\" is built in and the same in every store",
          help: "Name a run or a case; taglio ls runs lists the runs."
        )
      }
      add(version.id)
    }
    labels[.object(try snapshot.lineageID(lineage).id)] = .all
  }

  private mutating func add(only version: Version, _ isLineage: Bool, _ name: String) throws {
    if isLineage, let heads = try snapshot.heads(ofLineage: version.row.lineage), heads.isFork {
      throw TaglioError(
        .ambiguous,
        "\"\(name)\" has \(heads.all.count) heads, and it is open which version is meant",
        help: "Name the version by its id.",
        candidates: try heads.candidates(snapshot)
      )
    }
    add(version.id)
  }

  private mutating func add(object id: ObjectID) throws {
    let type =
      try snapshot.index.number(of: id).map { try snapshot.index.object($0).kind.type }
      ?? snapshot.index.loose(id)?.type
    guard type == .blob else {
      throw TaglioError(
        .badInput,
        "\(id.short()) is no case, experiment, run, blob or commit that is part of the history",
        help: "Of a part of a commit, name the commit; taglio gc removes what no commit lists."
      )
    }
    add(id)
  }

  private mutating func add(label: String, of named: Named, _ name: String) throws {
    let target: Target
    switch named {
    case .version(let version, _):
      target = .object(try snapshot.lineageID(version.row.lineage).id)
    case .run(let id): target = .object(id)
    case .suite(let uuid): target = .suite(uuid)
    case .commit, .object:
      throw TaglioError(
        .badInput,
        "\"\(name)\" has no labels",
        help: "Name a case, an experiment, a run or a suite."
      )
    }
    labels[target] = .named([ExactString(label)])
  }

  private mutating func add(_ id: ObjectID) {
    if seen.insert(id).inserted { objects.append(id) }
  }
}

/// Which labels of a target are meant.
enum LabelSelection {
  case all
  case named(Set<ExactString>)

  func contains(_ name: ExactString) -> Bool {
    switch self {
    case .all: true
    case .named(let names): names.contains(name)
    }
  }
}

extension RedactionScope {
  /// The lineages of cases that were computed from the erased versions, or from those, and so on;
  /// what is in scope itself is left out.
  func outputs() throws -> [UInt32] {
    var lineages: Set<UInt32> = []
    var queue = try objects.compactMap(snapshot.index.number(of:))
    while let number = queue.popLast() {
      for table in [IndexTable.computed, .joined] {
        for output in try snapshot.index.pairs(table, of: number) {
          let lineage = try snapshot.index.object(output).lineage
          guard lineages.insert(lineage).inserted else { continue }
          queue += try snapshot.versions(ofLineage: lineage).map(\.number)
        }
      }
    }
    return try lineages.sorted().filter { lineage in
      try snapshot.versions(ofLineage: lineage).contains { !seen.contains($0.id) }
    }
  }
}
