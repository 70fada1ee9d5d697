package import TaglioFormat
import TaglioStore

/// What the index knows of a run.
extension Snapshot {
  /// How a run ended; nil where it is open.
  package func seal(of run: ObjectID) throws -> Seal? {
    guard case .seal(let seal)? = try register(.seal(of: run))?.value else { return nil }
    return seal
  }

  /// The suite of a run; nil where it has none, or nothing is known of the run.
  package func suite(ofRun number: UInt32) throws -> UUID? {
    let suite = try index.extract(number)?.value(at: JSONPointer(tokens: ["suite"]))
    guard case .value(let id)? = suite else { return nil }
    return id.document.root.string.flatMap { UUID($0) }
  }

  /// The first commit that lists an object.
  package func firstCommit(listing object: ObjectID) throws -> ObjectID? {
    guard let number = try index.number(of: object),
      let listing = try firstListing(of: number)
    else { return nil }
    return listing.stamp.commit
  }

  /// The trials of a run that have an output.
  package func slots(of run: ObjectID) throws -> Set<OutputRecord.Slot> {
    guard let number = try index.number(of: run) else { return [] }
    var slots: Set<OutputRecord.Slot> = []
    for output in try index.pairs(.created, of: number) {
      let row = try index.object(output)
      guard row.basis != ObjectRow.none else { continue }
      let basis = try index.object(row.basis).id
      slots.insert(OutputRecord.Slot(basis: basis, trial: Int(row.ordinal)))
    }
    return slots
  }

  /// The heads of the graph of commits.
  package var commitHeads: [ObjectID] {
    get throws { try index.heads.map { try index.commit($0).id } }
  }
}

extension Repository {
  /// What a version of an experiment says; without a name where it cannot be read.
  package func definition(of experiment: ObjectID) throws -> ExperimentDefinition {
    guard let number = try snapshot.index.number(of: experiment) else {
      return ExperimentDefinition(name: "")
    }
    return try FieldReader(self, snapshot).definition(of: number)
  }
}
