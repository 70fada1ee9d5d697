package import TaglioFormat
package import TaglioKit

extension Repository {
  /// An open run that a program was run for, with its inputs as they were when it began.
  ///
  /// - Throws: `TaglioError`: `notFound`; `badInput` where the run is sealed, is an import or was
  ///   recorded, and where its inputs cannot be found again.
  package func openRun(_ text: String) throws -> OpenRun {
    let snapshot = snapshot
    let id = try Resolver(snapshot).evaluation(text)
    if let seal = try snapshot.seal(of: id) { throw TaglioError.sealed(id, seal) }
    guard case .run(let record) = try record(id), let facts = HowItRan(record) else {
      throw TaglioError(
        .badInput,
        "taglio did not run a program for \(id.short()), and cannot go on with it",
        help: "Seal it as it is: taglio run abandon \(id.short())"
      )
    }
    return OpenRun(
      id: id,
      experiment: try definition(of: record.experiment),
      experimentID: record.experiment,
      suite: record.suite,
      suiteName: try record.suite.map { try snapshot.nameOrID(ofSuite: $0) },
      settings: facts.settings,
      command: facts.command,
      inputs: try inputs(of: id, record, facts)
    )
  }

  /// The inputs by the commit that lists the run.
  private func inputs(
    of run: ObjectID,
    _ record: RunRecord,
    _ facts: HowItRan
  ) throws -> RunInputs {
    let origin = try RunSettings.origin(
      facts.settings.inputs,
      suite: record.suite,
      rerun: facts.rerun
    )
    guard let commit = try snapshot.firstCommit(listing: run) else {
      throw TaglioError(.notFound, "no commit lists the run \(run.short())")
    }
    let inputs = try at(commit).snapshot.inputs(
      InputSelection(origin, fork: facts.settings.fork)
    )
    guard inputs.versions.count == facts.count, inputs.digest == facts.digest else {
      throw TaglioError(
        .badInput,
        "the inputs of \(run.short()) are not what they were: there are \(inputs.versions.count), "
          + "and it began with \(facts.count)",
        help: "Some may have been erased since. Seal it as it is: taglio run abandon "
          + "\(run.short()) – and run again: taglio run exec … --rerun \(run.short())"
      )
    }
    return inputs
  }

  /// The trials of a run that have no output yet.
  package func missingTrials(of run: OpenRun) throws -> [Trial] {
    let done = try snapshot.slots(of: run.id)
    return Trial.all(of: run.inputs.versions, trials: run.settings.trials).filter {
      !done.contains(OutputRecord.Slot(basis: $0.input, trial: $0.number))
    }
  }

  /// How many outputs of a run came to what.
  package func tally(of run: ObjectID) throws -> RunTally {
    let reader = OutputReader(self, snapshot)
    return RunTally(try reader.outputs(of: reader.facts(of: run), .asRun))
  }
}

/// What the record of a run says of how it was run.
private struct HowItRan {
  var settings: RunSettings
  var command: [String]
  var count: Int
  var digest: ObjectID
  var rerun: ObjectID?

  /// Nil where no program was run.
  init?(_ record: RunRecord) {
    let metadata = record.metadata.document.root
    guard let settings = RunSettings(record.config.document.root),
      let command = metadata["command"]?.elements.compactMap(\.string), !command.isEmpty,
      let count = metadata["inputs"]?["count"]?.int,
      let digest = metadata["inputs"]?["digest"]?.objectID
    else { return nil }
    (self.settings, self.command, self.count, self.digest) = (settings, command, count, digest)
    rerun = metadata["rerun"]?.objectID
  }
}
