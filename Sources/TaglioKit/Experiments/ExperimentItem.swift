import TaglioFormat
import TaglioStore

/// An experiment in a list: its lineage at its principal head.
public struct ExperimentItem: Sendable {
  /// The lineage, as all lists show one.
  public var lineage: LineageItem
  /// The names that it was given, in order.
  public var names: [String]
  /// What its principal head says.
  public var definition: ExperimentDefinition
  /// The number of runs of all its versions, without those that were removed.
  public var runs: Int
  /// Whether it is the one that importing performs.
  public var isBuiltIn: Bool

  /// What a person calls it: a name that it was given, else what it calls itself.
  public var name: String { names.first ?? definition.name }
}

extension Repository {
  /// Lists the experiments in the order in which they came; with `includesAll` also those that were
  /// removed and the one that importing performs.
  public func experiments(_ request: PageRequest) throws -> Page<ExperimentItem> {
    let snapshot = snapshot
    let lineages = try snapshot.experiments(PageRequest(includesAll: request.includesAll)).items
    let wanted = lineages.filter { request.includesAll || !$0.isImport }
    let facts = try ExperimentFacts(snapshot)
    let reader = FieldReader(self, snapshot)
    return try request.page(of: wanted) { try facts.item($0, reader) }
  }

  /// The experiment that a version belongs to, as lists show it, with what that version says.
  package func experimentItem(of version: Version) throws -> ExperimentItem {
    let snapshot = snapshot
    let reader = FieldReader(self, snapshot)
    var item = try ExperimentFacts(snapshot).item(snapshot.lineageItem(of: version), reader)
    item.definition = try reader.definition(of: version.number)
    return item
  }
}

/// What is counted of all experiments at once.
private struct ExperimentFacts {
  private let snapshot: Snapshot
  private var names: [UInt32: [String]] = [:]
  private var runs: [UInt32: Int] = [:]

  init(_ snapshot: Snapshot) throws {
    self.snapshot = snapshot
    let kind = Array(GivenName.Kind.experiments.rawValue.utf8)
    for register in try snapshot.registers(.name, target: kind) {
      guard case .name(.object(let id)?) = register.value,
        let number = try snapshot.index.number(of: id)
      else { continue }
      let lineage = try snapshot.index.object(number).lineage
      names[lineage, default: []].append(String(decoding: register.key.detail, as: UTF8.self))
    }
    let removed = try snapshot.removedTargets()
    for (number, _) in try snapshot.starts() {
      let run = try snapshot.index.object(number)
      guard run.experiment != ObjectRow.none, !removed.contains(.object(run.id)) else { continue }
      runs[try snapshot.index.object(run.experiment).lineage, default: 0] += 1
    }
  }

  func item(_ item: LineageItem, _ reader: FieldReader) throws -> ExperimentItem {
    let head = try snapshot.index.number(of: item.head)
    let lineage = try head.map { try snapshot.index.object($0).lineage }
    return ExperimentItem(
      lineage: item,
      names: lineage.flatMap { names[$0] }?.sorted() ?? [],
      definition: try head.map { try reader.definition(of: $0) } ?? ExperimentDefinition(name: ""),
      runs: lineage.flatMap { runs[$0] } ?? 0,
      isBuiltIn: item.isImport
    )
  }
}

extension LineageItem {
  fileprivate var isImport: Bool { lineage.id == ImportExperiment.id }
}
