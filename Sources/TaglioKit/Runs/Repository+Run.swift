public import TaglioFormat
import TaglioStore

extension Repository {
  /// Begins a run; it stays open until it is sealed.
  ///
  /// - Returns: the id of the run.
  /// - Throws: `TaglioError`: `notFound` where the experiment is no version of one that is here.
  public func startRun(_ start: RunStart, message: String) throws -> ObjectID {
    try startRun { _ in (start, message) }.run
  }

  /// As `startRun(_:message:)`, with a run that is described by the state in which it begins: the
  /// commit that lists the run comes right after that state.
  package func startRun(
    _ describe: (Snapshot) throws -> (start: RunStart, message: String)
  ) throws -> (run: ObjectID, commit: ObjectID?) {
    try recovering {
      var transaction = try transaction()
      let (start, message) = try describe(transaction.snapshot)
      let run = try transaction.stage(run: start)
      return (run, try transaction.commit(message: message))
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
    try extend(run, by: outputs, message: message).added
  }

  /// As `append`; also tells which commit it made.
  package func extend(
    _ run: ObjectID,
    by outputs: [OutputRecord],
    message: String
  ) throws -> (added: Int, commit: ObjectID?) {
    try recovering {
      var transaction = try transaction()
      try transaction.requireOpen(run)
      let added = try transaction.stage(outputs, of: run)
      return (added.count, try transaction.commit(message: message))
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
    try seal(run, status, adding: [], message: message).seal
  }

  /// Adds the last outputs to an open run, as `append` does, and seals it, in one commit.
  package func seal(
    _ run: ObjectID,
    _ status: Seal.Status,
    adding outputs: [OutputRecord],
    message: String
  ) throws -> (seal: Seal, commit: ObjectID?) {
    try recovering {
      var transaction = try transaction()
      try transaction.requireOpen(run)
      let added = try transaction.stage(outputs, of: run)
      let seal = try transaction.seal(run, status, time: now, adding: added)
      return (seal, try transaction.commit(message: message))
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
    try record(start, outputs, message: message) { _ in nil }
  }

  /// As the other `record`; where `known` finds a run under the lock that stands for this one,
  /// nothing is written, and it is the result.
  func record(
    _ start: RunStart,
    _ outputs: [OutputRecord],
    message: String,
    unless known: (Snapshot) throws -> ObjectID?
  ) throws -> (run: ObjectID, commit: ObjectID?) {
    try recovering {
      var transaction = try transaction()
      let run = start.staged.id
      if try transaction.isKnown(run) { return (run, nil) }
      if let known = try known(transaction.snapshot) { return (known, nil) }
      _ = try transaction.record(start, outputs, sealedAt: now)
      return (run, try transaction.commit(message: message))
    }
  }

  /// The time by the clock of the repository.
  var now: CommitTime {
    CommitTime(milliseconds: options.now() / 1_000_000) ?? .lowest
  }
}

extension RunStart {
  fileprivate var staged: StagedRecord {
    StagedRecord(.run(record), payload: record.payload)
  }
}

extension Transaction {
  /// Stages a run that is over: the run, its outputs and its seal.
  ///
  /// - Returns: the id of the run.
  mutating func record(
    _ start: RunStart,
    _ outputs: [OutputRecord],
    sealedAt time: CommitTime
  ) throws -> ObjectID {
    let run = try stage(run: start)
    let added = try stage(outputs, of: run)
    _ = try seal(run, .complete, time: time, adding: added)
    return run
  }

  /// Stages a run and lists it.
  ///
  /// - Throws: `notFound` where its experiment neither is here nor was staged before.
  package mutating func stage(run start: RunStart) throws -> ObjectID {
    let number = try snapshot.index.number(of: start.experiment)
    let isExperiment = try number.map { try snapshot.index.object($0).kind == .experiment }
    guard try isExperiment ?? isKnown(start.experiment) else {
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
    try add(changes)
    return staged.id
  }

  /// Stages the outputs of trials that have none yet, and lists them; gives their ids.
  package mutating func stage(
    _ outputs: [OutputRecord],
    of run: ObjectID
  ) throws -> [ObjectID] {
    var taken = try snapshot.slots(of: run)
    var records: [StagedRecord] = []
    for output in outputs where output.basis == nil || taken.insert(output.slot).inserted {
      let staged = output.staged(by: run)
      if try !isKnown(staged.id) { records.append(staged) }
    }
    try stage(records)
    let added = Set(records.map(\.id)).sorted()
    var changes = Changes()
    changes.objects = (added + (try unlistedBlobs(of: records))).sorted()
    try add(changes)
    return added
  }

  /// The blobs that records link and that no visible commit lists.
  private func unlistedBlobs(of records: [StagedRecord]) throws -> [ObjectID] {
    try Set(records.flatMap(\.facts.attachments)).filter { try !isKnown($0) }
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
    try add(changes)
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
    if let seal = try snapshot.seal(of: run) { throw TaglioError.sealed(run, seal) }
  }
}

extension TaglioError {
  /// Nothing is added to a run that is sealed.
  package static func sealed(_ run: ObjectID, _ seal: Seal) -> TaglioError {
    TaglioError(
      .badInput,
      "the run \(run.short()) is sealed (\(seal.status.rawValue)), and nothing is added to it",
      help: "taglio run exec … --rerun \(run.short()) runs its inputs again."
    )
  }
}
