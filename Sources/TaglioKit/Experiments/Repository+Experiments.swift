import TaglioFormat
import TaglioStore

extension Repository {
  /// Says what the experiment of a name is, as one commit.
  ///
  /// What a head of it says already changes nothing. Anything else becomes the next version of its
  /// principal head, to which the name moves; runs of earlier versions stay runs of these. An
  /// experiment that was removed is in lists again.
  ///
  /// - Throws: `TaglioError` `badInput` for a name that cannot be given, for `import`, which is built
  ///   in, and for a verdict, a score or a schema that does not read.
  public func addExperiment(
    _ text: String,
    _ request: ExperimentRequest
  ) throws -> ExperimentReport {
    let name = try GivenName(ofExperiment: text)
    let content = try request.content(name: name.name.string)
    return try recovering {
      var transaction = try transaction()
      let plan = try ExperimentPlan(name, content, in: self, transaction.snapshot)
      if let record = plan.record { try transaction.stage([record]) }
      try transaction.add(plan.changes)
      var report = plan.report
      let version = report.sequence > 1 ? " version \(report.sequence)" : ""
      report.commit = try transaction.commit(
        message: request.message ?? "experiment add \(report.name)\(version)"
      )
      return report
    }
  }
}

extension GivenName {
  /// Reads the name for an experiment, with or without `experiments/`.
  ///
  /// - Throws: what `init(toGive:)` throws, and `badInput` for the name that is built in.
  init(ofExperiment text: String) throws {
    let heading = Kind.experiments.rawValue + "/"
    try self.init(toGive: text.hasPrefix(heading) ? text : heading + text)
    guard name.string != ImportExperiment.name else {
      throw TaglioError(
        .badInput,
        "\"\(ImportExperiment.name)\" is built in: it is what taglio add performs",
        help: "Choose another name."
      )
    }
  }
}
