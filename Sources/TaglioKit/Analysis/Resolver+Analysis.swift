package import TaglioFormat
import TaglioStore

extension Resolver {
  /// The run that a text names, and that has outputs to look at.
  ///
  /// - Throws: what `resolve` throws, and `notFound` where it names something else or an import.
  package func analysedRun(_ text: String, in snapshot: Snapshot) throws -> ObjectID {
    guard case .run(let run) = try resolve(text) else {
      throw TaglioError(
        .notFound,
        "\"\(text)\" is no run",
        help: "taglio ls runs lists the runs; latest is the one that started last."
      )
    }
    if let number = try snapshot.index.number(of: run),
      try snapshot.index.object(number).flags.contains(.importRun)
    {
      throw TaglioError(
        .notFound,
        "\"\(text)\" is an import, which has no results",
        help: "taglio ls runs lists the runs; see the import with: taglio show \(run.short())"
      )
    }
    return run
  }

  /// The suite that a text names.
  ///
  /// - Throws: what `resolve` throws, and `notFound` where it names something else.
  package func analysedSuite(_ text: String) throws -> UUID {
    guard case .suite(let suite) = try resolve(text) else {
      throw TaglioError(
        .notFound,
        "\"\(text)\" is no suite",
        help: "taglio ls suites lists the suites."
      )
    }
    return suite
  }

  /// The lineage of the experiment that a text names.
  ///
  /// - Throws: what `resolve` throws, and `notFound` where it names something else.
  package func analysedExperiment(_ text: String, in snapshot: Snapshot) throws -> LineageID {
    guard case .version(let version, _) = try resolve(text), version.row.kind == .experiment else {
      throw TaglioError(
        .notFound,
        "\"\(text)\" is no experiment",
        help: "taglio ls experiments lists the experiments."
      )
    }
    return try snapshot.lineageID(version.row.lineage)
  }

  /// The version of a case that a text names.
  ///
  /// - Throws: what `resolve` throws, and `notFound` where it names something else.
  package func tracedCase(_ text: String) throws -> Version {
    guard case .version(let version, _) = try resolve(text), version.row.kind != .experiment else {
      throw TaglioError(
        .notFound,
        "\"\(text)\" is no case",
        help: "taglio ls lists the cases; what a run made is listed by taglio summarize RUN."
      )
    }
    return version
  }
}
