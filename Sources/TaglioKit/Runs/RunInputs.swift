public import TaglioFormat
import TaglioStore

/// Which cases a run takes as its inputs.
public struct InputSelection: Hashable, Sendable {
  /// Where they come from.
  public enum Origin: Hashable, Sendable {
    /// The members of a suite: pinned ones at their version, others at their head.
    case suite(UUID)
    /// The versions that another run computed outputs from.
    case exact(ObjectID)
    /// The heads of the lineages of those.
    case latest(ObjectID)
  }

  /// What is taken of a lineage with several heads.
  public enum Fork: String, Sendable, CaseIterable {
    /// The head that stands for it.
    case principal
    /// Every head.
    case all
  }

  /// Where they come from.
  public var origin: Origin
  /// What is taken of a lineage with several heads.
  public var fork: Fork

  /// Selects inputs.
  public init(_ origin: Origin, fork: Fork = .principal) {
    self.origin = origin
    self.fork = fork
  }
}

/// The inputs of a run.
public struct RunInputs: Sendable {
  /// A member that is none of the inputs.
  public struct LeftOut: Hashable, Sendable {
    /// Why it is none.
    public enum Reason: String, Sendable {
      /// It was removed from lists.
      case removed
      /// It was erased or lost, so that nobody knows what it said.
      case erased
      /// It is not here.
      case missing
    }

    /// The key of the case, else the beginning of its id.
    public var name: String
    /// Why it is none of the inputs.
    public var reason: Reason
  }

  /// Versions of cases, in the order of lists, each once.
  public internal(set) var versions: [ObjectID] = []
  /// What people call the cases with several heads.
  public internal(set) var forked: [String] = []
  /// Members that are none of the inputs.
  public internal(set) var leftOut: [LeftOut] = []

  /// BLAKE2b-256 of the sorted ids, each followed by a line feed.
  public var digest: ObjectID { Seal.digest(of: versions) }
}

extension Snapshot {
  /// Finds the inputs that a selection stands for now.
  public func inputs(_ selection: InputSelection) throws -> RunInputs {
    var collector = InputCollector(self, selection.fork, removed: try removedTargets())
    switch selection.origin {
    case .suite(let suite): try collector.addMembers(of: suite)
    case .exact(let run):
      for basis in try bases(of: run) { try collector.add(version: basis) }
    case .latest(let run):
      let lineages = try bases(of: run).map { try index.object($0).lineage }
      for lineage in Set(lineages).sorted() { try collector.add(headsOf: lineage) }
    }
    return collector.inputs
  }

  /// The numbers of the versions that a run computed outputs from, ascending.
  private func bases(of run: ObjectID) throws -> [UInt32] {
    guard let number = try index.number(of: run) else { return [] }
    let bases = try index.pairs(.created, of: number).map { try index.object($0).basis }
    return Set(bases).subtracting([ObjectRow.none]).sorted()
  }
}

/// Collects inputs and what is to be said of them.
private struct InputCollector {
  private let snapshot: Snapshot
  private let fork: InputSelection.Fork
  private let removed: Set<Target>
  private(set) var inputs = RunInputs()

  init(_ snapshot: Snapshot, _ fork: InputSelection.Fork, removed: Set<Target>) {
    self.snapshot = snapshot
    self.fork = fork
    self.removed = removed
  }

  mutating func addMembers(of suite: UUID) throws {
    var members: [(lineage: UInt32, membership: Membership)] = []
    for register in try snapshot.registers(.member, target: suite.rawBytes) {
      guard case .member(let membership?) = register.value,
        let id = ObjectID(bytes: register.key.detail)
      else { continue }
      // A lineage without a key has the id of its first version.
      let known = try snapshot.index.lineage(LineageID(id)) ?? snapshot.index.number(of: id)
      guard let lineage = known else {
        leave(id.short(), .missing)
        continue
      }
      members.append((lineage, membership))
    }
    for (lineage, membership) in members.sorted(by: { $0.lineage < $1.lineage }) {
      switch membership {
      case .floating: try add(headsOf: lineage)
      case .pinned(let id):
        guard let number = try snapshot.index.number(of: id) else {
          leave(try name(lineage), .missing)
          continue
        }
        try add(version: number)
      }
    }
  }

  mutating func add(headsOf lineage: UInt32) throws {
    guard let heads = try snapshot.heads(ofLineage: lineage) else {
      return leave(try name(lineage), .missing)
    }
    if heads.isFork { inputs.forked.append(try name(lineage)) }
    for head in fork == .all ? heads.all : [heads.principal] { try add(head.row) }
  }

  mutating func add(version: UInt32) throws {
    try add(snapshot.index.object(version))
  }

  private mutating func add(_ row: ObjectRow) throws {
    if row.isGap { return leave(try name(row.lineage), .erased) }
    let target = Target.object(try snapshot.lineageID(row.lineage).id)
    if removed.contains(target) { return leave(try name(row.lineage), .removed) }
    inputs.versions.append(row.id)
  }

  private mutating func leave(_ name: String, _ reason: RunInputs.LeftOut.Reason) {
    inputs.leftOut.append(RunInputs.LeftOut(name: name, reason: reason))
  }

  private func name(_ lineage: UInt32) throws -> String {
    try snapshot.name(of: .object(snapshot.lineageID(lineage).id))
  }
}
