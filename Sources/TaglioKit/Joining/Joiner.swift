import TaglioFormat
import TaglioStore

/// Makes joined cases.
struct Joiner {
  private let repository: Repository
  private let creator: ObjectID
  private let runs: [RunOutputs]

  init(
    _ repository: Repository,
    _ request: JoinRequest,
    _ snapshot: Snapshot,
    creator: ObjectID
  ) throws {
    self.repository = repository
    self.creator = creator
    let reader = OutputReader(repository, snapshot)
    runs = try request.parts.map { try RunOutputs($0, reader) }
  }

  /// None where a run has no output of the member with one of its fields.
  func cases(of member: SuiteMember) throws -> [StagedRecord] {
    guard let version = member.version, !version.row.isGap,
      case let trials = trials(of: version), !trials.isEmpty,
      case .case(let input) = try repository.record(version.id)
    else { return [] }
    let name = member.key?.description ?? member.lineage.id.short()
    return try trials.compactMap { trial in
      guard let content = try content(input.immutableFields, with: trial.outputs, named: name)
      else { return nil }
      let record = CaseRecord(
        basis: version.id,
        creator: creator,
        immutableFields: content,
        key: nil,
        ordinal: trial.number,
        sources: trial.outputs.map(\.shown.id)
      )
      return StagedRecord(.case(record), payload: record.payload)
    }
  }

  /// The outputs that belong together, one of each run: those of one trial, and with them those of
  /// the runs that have one output of the case.
  private func trials(of version: Version) -> [(number: Int, outputs: [Output])] {
    let found = runs.map { $0.outputs[version.number, default: []] }
    guard let leading = found.first(where: { $0.count > 1 }) ?? found.first else { return [] }
    return leading.compactMap { leader in
      let outputs = found.compactMap { outputs in
        outputs.count == 1 ? outputs[0] : outputs.first { $0.trial == leader.trial }
      }
      return outputs.count == runs.count ? (leader.trial, outputs) : nil
    }
  }

  /// Nil where an output has none of the fields of its run, or was erased.
  private func content(
    _ input: CanonicalJSON,
    with outputs: [Output],
    named name: String
  ) throws -> CanonicalJSON? {
    var content = input
    for (run, output) in zip(runs, outputs) {
      guard !output.shown.row.isGap,
        case .case(let found) = try repository.record(output.shown.id),
        let joined = try run.fields.join(
          content,
          with: found.immutableFields.unsalted,
          named: name
        )
      else { return nil }
      content = joined
    }
    return content
  }
}

/// What one run has for joins.
private struct RunOutputs {
  let fields: JoinedFields
  /// By the number of the version that they were computed from, by trial.
  private(set) var outputs: [UInt32: [Output]] = [:]

  init(_ part: JoinRequest.Part, _ reader: OutputReader) throws {
    fields = JoinedFields(fields: part.fields)
    for output in try reader.outputs(of: reader.facts(of: part.run), .current)
    where output.counts {
      if let basis = output.basis { outputs[basis, default: []].append(output) }
    }
    outputs = outputs.mapValues { $0.sorted { $0.trial < $1.trial } }
  }
}
