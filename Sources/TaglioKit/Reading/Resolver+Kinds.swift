public import TaglioFormat
import TaglioStore

/// Names of which it is known what sort of thing they must be: a name of that sort comes first, so
/// that a suite and an experiment may have one name.
///
/// All throw what `resolve` throws, and `notFound` where the text names something else.
extension Resolver {
  /// The run that a text names.
  public func run(_ text: String) throws -> ObjectID {
    let named = try resolve(text, first: .runs, .run)
    guard case .run(let run) = named else { throw Resolver.mismatch(text, named, .run) }
    return run
  }

  /// The run that a text names, which must be no import: those have no inputs and no results.
  public func evaluation(_ text: String) throws -> ObjectID {
    let run = try run(text)
    if let number = try index.number(of: run),
      try index.object(number).flags.contains(.importRun)
    {
      throw TaglioError(
        .notFound,
        "\"\(text)\" is an import: no program was run for it, and it has no results",
        help: "\(NamedKind.run.help) See the import with: taglio show \(run.short())"
      )
    }
    return run
  }

  /// The version of an experiment that a text names; of its name the principal head.
  public func experiment(_ text: String) throws -> Version {
    let named = try resolve(text, first: .experiments, .experiment)
    guard case .version(let version, _) = named, version.row.kind == .experiment else {
      throw Resolver.mismatch(text, named, .experiment)
    }
    return version
  }

  /// The version of an experiment that a text names, and that runs can be of: not the built-in one.
  package func experimentToRun(_ text: String) throws -> Version {
    let version = try experiment(text)
    guard version.id != ImportExperiment.id else {
      throw TaglioError(
        .badInput,
        "the experiment \"\(ImportExperiment.name)\" is what add runs",
        help: NamedKind.experiment.help
      )
    }
    return version
  }

  /// The experiment of labels that a text names; a new one where nothing has the name.
  ///
  /// - Throws: `badInput` where nothing has the name, and it cannot be given.
  package func experimentOfLabels(_ text: String) throws -> LabelRequest.Experiment {
    do {
      _ = try resolve(text, first: .experiments)
    } catch let error as TaglioError where error.code == .notFound {
      return .new(try GivenName(ofExperiment: text))
    }
    return .version(try experimentToRun(text).id)
  }

  /// The suite that a text names.
  public func suite(_ text: String) throws -> UUID {
    let named = try resolve(text, first: .suites, .suite)
    guard case .suite(let suite) = named else { throw Resolver.mismatch(text, named, .suite) }
    return suite
  }

  /// The version of a case, or of an output, that a text names.
  public func `case`(_ text: String) throws -> Version {
    let named = try resolve(text)
    guard case .version(let version, _) = named, version.row.kind != .experiment else {
      throw Resolver.mismatch(text, named, .case)
    }
    return version
  }

  /// What a text names, where a name of this kind comes before all others.
  func resolve(_ text: String, first kind: GivenName.Kind) throws -> Named {
    guard GivenName(text) == nil else { return try resolve(text) }
    return try find("\(kind.rawValue)/\(text)") ?? resolve(text)
  }

  /// What a text names; nil where nothing has the name.
  ///
  /// - Throws: `ambiguous`.
  func find(_ text: String) throws -> Named? {
    do {
      return try resolve(text)
    } catch let error as TaglioError where error.code == .notFound {
      return nil
    }
  }

  // MARK: Refusals

  /// Where nothing has the name, similar names of the kind are told.
  private func resolve(
    _ text: String,
    first kind: GivenName.Kind,
    _ wanted: NamedKind
  ) throws -> Named {
    do {
      return try resolve(text, first: kind)
    } catch var error as TaglioError where error.code == .notFound {
      let names = try snapshot.registers(.name, target: Array(kind.rawValue.utf8))
        .filter { $0.value != .name(nil) }
        .map { String(decoding: $0.key.detail, as: UTF8.self) }
      error.message = "there is no \(wanted.rawValue) \"\(text)\""
      error.help = wanted.help
      error.candidates = Spelling.nearest(to: text, among: names)
      throw error
    }
  }

  private static func mismatch(
    _ text: String,
    _ named: Named,
    _ wanted: NamedKind
  ) -> TaglioError {
    TaglioError(
      .notFound,
      "\"\(text)\" is no \(wanted.rawValue): it is \(named.words)",
      help: wanted.help
    )
  }
}

/// What a text is to name.
private enum NamedKind: String {
  case run, experiment, suite
  case `case`

  var help: String {
    switch self {
    case .run: "taglio run ls lists the runs; latest is the one that started last."
    case .experiment:
      "taglio experiment ls lists the experiments; taglio experiment add makes one."
    case .suite: "taglio suite ls lists the suites; taglio suite create makes one."
    case .case: "taglio ls lists the cases; taglio summarize RUN what a run made of them."
    }
  }
}

extension Named {
  /// What sort of thing it is, for messages.
  var words: String {
    switch self {
    case .version(let version, _): version.row.kind == .experiment ? "an experiment" : "a case"
    case .run: "a run"
    case .suite: "a suite"
    case .commit: "a commit"
    case .object: "a blob or a part of a commit"
    }
  }
}
