public import TaglioFormat
import TaglioStore

extension Repository {
  /// Begins a run; it stays open until it is sealed.
  ///
  /// - Returns: the id of the run.
  /// - Throws: `TaglioError`: `notFound` where the experiment is no version of one that is here.
  public func startRun(_ start: RunStart, message: String) throws -> ObjectID {
    try recovering {
      var transaction = try transaction()
      let run = try transaction.stage(run: start)
      _ = try transaction.commit(message: message)
      return run
    }
  }

  /// Adds outputs to an open run, all of them or none.
  ///
  /// A trial of an input that has an output already is passed over: nothing is there twice.
  ///
  /// - Returns: the number of outputs that were added.
  /// - Throws: `TaglioError`: `badInput` where the run is sealed.
  @discardableResult
  public func append(
    _ outputs: [OutputRecord],
    to run: ObjectID,
    message: String
  ) throws -> Int {
    try recovering {
      var transaction = try transaction()
      try transaction.requireOpen(run)
      let added = try transaction.stage(outputs, of: run)
      _ = try transaction.commit(message: message)
      return added.count
    }
  }

  /// Seals a run: says how it ended and which outputs it has.
  ///
  /// - Throws: `TaglioError`: `badInput` where the run is sealed.
  @discardableResult
  public func seal(
    _ run: ObjectID,
    _ status: Seal.Status,
    message: String
  ) throws -> Seal {
    try recovering {
      var transaction = try transaction()
      try transaction.requireOpen(run)
      let seal = try transaction.seal(run, status, time: time, adding: [])
      _ = try transaction.commit(message: message)
      return seal
    }
  }

  /// Takes a run in that is over: the run, its outputs and its seal in one commit.
  ///
  /// - Returns: the ids of the run and of the commit; no commit where the run is here already.
  public func record(
    _ start: RunStart,
    _ outputs: [OutputRecord],
    message: String
  ) throws -> (run: ObjectID, commit: ObjectID?) {
    try recovering {
      var transaction = try transaction()
      let run = start.staged.id
      if try transaction.isKnown(run) { return (run, nil) }
      _ = try transaction.stage(run: start)
      let added = try transaction.stage(outputs, of: run)
      _ = try transaction.seal(run, .complete, time: time, adding: added)
      return (run, try transaction.commit(message: message))
    }
  }

  private var time: CommitTime {
    CommitTime(milliseconds: options.now() / 1_000_000) ?? .lowest
  }
}

extension RunStart {
  fileprivate var staged: StagedRecord {
    StagedRecord(.run(record), payload: record.payload)
  }
}

extension Transaction {
  /// Stages a run and lists it.
  package mutating func stage(run start: RunStart) throws -> ObjectID {
    guard let number = try snapshot.index.number(of: start.experiment),
      try snapshot.index.object(number).kind == .experiment
    else {
      throw TaglioError(
        .notFound,
        "there is no experiment \(start.experiment.short())",
        help: "taglio experiment ls lists the experiments."
      )
    }
    let staged = start.staged
    try stage([staged])
    var changes = Changes()
    changes.objects = [staged.id]
    add(changes)
    return staged.id
  }

  /// Stages the outputs of trials that have none yet, and lists them; gives their ids.
  package mutating func stage(
    _ outputs: [OutputRecord],
    of run: ObjectID
  ) throws -> [ObjectID] {
    var taken = try snapshot.index.number(of: run).map { try snapshot.slots(of: $0) } ?? []
    var records: [StagedRecord] = []
    for output in outputs where output.basis == nil || taken.insert(output.slot).inserted {
      let staged = output.staged(by: run)
      if try !isKnown(staged.id) { records.append(staged) }
    }
    try stage(records)
    var changes = Changes()
    changes.objects = Set(records.map(\.id)).sorted()
    add(changes)
    return changes.objects
  }

  /// Writes a seal over the outputs that are here and those of this transaction.
  package mutating func seal(
    _ run: ObjectID,
    _ status: Seal.Status,
    time: CommitTime,
    adding added: [ObjectID]
  ) throws -> Seal {
    var outputs = Set(added)
    if let number = try snapshot.index.number(of: run) {
      for output in try snapshot.index.pairs(.created, of: number) {
        outputs.insert(try snapshot.index.object(output).id)
      }
    }
    let seal = Seal(
      status: status,
      count: outputs.count,
      digest: Seal.digest(of: outputs),
      time: time
    )
    var changes = Changes()
    changes.seals[run] = seal
    add(changes)
    return seal
  }

  /// - Throws: `badInput` where the run is sealed or is an import, `notFound` where it is not here.
  package func requireOpen(_ run: ObjectID) throws {
    guard let number = try snapshot.index.number(of: run),
      case let row = try snapshot.index.object(number), row.kind == .run
    else { throw TaglioError(.notFound, "there is no run \(run.short())") }
    guard !row.flags.contains(.importRun) else {
      throw TaglioError(
        .badInput,
        "\(run.short()) is an import, which is never open",
        help: "taglio run ls lists the runs."
      )
    }
    if case .seal(let seal)? = try snapshot.register(.seal(of: run))?.value {
      throw TaglioError(
        .badInput,
        "the run \(run.short()) is sealed (\(seal.status.rawValue)), and nothing is added to it",
        help: "taglio run exec … --rerun \(run.short()) runs its inputs again."
      )
    }
  }
}

extension Snapshot {
  /// The trials of a run that have an output.
  package func slots(of run: UInt32) throws(FormatError) -> Set<OutputRecord.Slot> {
    var slots: Set<OutputRecord.Slot> = []
    for output in try index.pairs(.created, of: run) {
      let row = try index.object(output)
      guard row.basis != ObjectRow.none else { continue }
      let basis = try index.object(row.basis).id
      slots.insert(OutputRecord.Slot(basis: basis, trial: Int(row.ordinal)))
    }
    return slots
  }
}
