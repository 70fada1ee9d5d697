package import TaglioFormat
import TaglioStore

extension Snapshot {
  /// The version of an experiment that a text names: by its name, or an id.
  ///
  /// - Throws: `TaglioError`: `notFound`; `badInput` for what is no experiment that can be run.
  package func experimentToRun(_ text: String) throws -> ObjectID {
    let help = "taglio experiment ls lists the experiments; taglio experiment add makes one."
    guard case .version(let version, _) = try named(text, .experiments, help),
      version.row.kind == .experiment
    else { throw TaglioError(.badInput, "\"\(text)\" is no experiment", help: help) }
    guard version.id != ImportExperiment.id else {
      throw TaglioError(.badInput, "the experiment \"import\" is what add runs", help: help)
    }
    return version.id
  }

  /// The suite that a text names: by its name or its UUID.
  ///
  /// - Throws: `TaglioError`: `notFound`; `badInput` for what is no suite.
  package func suiteToRun(_ text: String) throws -> UUID {
    let help = "taglio suite ls lists the suites; taglio suite create makes one."
    guard case .suite(let suite) = try named(text, .suites, help) else {
      throw TaglioError(.badInput, "\"\(text)\" is no suite", help: help)
    }
    return suite
  }

  /// The run that a text names, which must not be an import.
  ///
  /// - Throws: `TaglioError`: `notFound`; `badInput` for imports and what is no run.
  package func executedRun(_ text: String) throws -> ObjectID {
    let help = "taglio run ls lists the runs."
    guard case .run(let run) = try named(text, .runs, help),
      let number = try index.number(of: run)
    else { throw TaglioError(.badInput, "\"\(text)\" is no run", help: help) }
    guard try !index.object(number).flags.contains(.importRun) else {
      throw TaglioError(
        .badInput,
        "\(run.short()) is an import: no program was run for it, and it has no inputs",
        help: help
      )
    }
    return run
  }

  /// What a text names, first among names of one kind.
  private func named(_ text: String, _ kind: GivenName.Kind, _ help: String) throws -> Named {
    let resolver = Resolver(self)
    do {
      return try resolver.resolve("\(kind.rawValue)/\(text)")
    } catch let error as TaglioError where error.code == .notFound {
      do {
        return try resolver.resolve(text)
      } catch var error as TaglioError where error.code == .notFound {
        error.help = help
        throw error
      }
    }
  }
}

extension Snapshot {
  /// What a suite is called; its id where it has no name.
  package func suiteWords(_ suite: UUID) throws -> String {
    let kind = Array(GivenName.Kind.suites.rawValue.utf8)
    let names = try registers(.name, target: kind).filter { $0.value == .name(.suite(suite)) }
      .map { String(decoding: $0.key.detail, as: UTF8.self) }
    return names.min { ExactString($0) < ExactString($1) } ?? "\(suite)"
  }
}
