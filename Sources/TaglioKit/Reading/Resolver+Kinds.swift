public import TaglioFormat
import TaglioStore

/// Names of which it is known what sort of thing they must be: a name of that sort comes first, so
/// that a suite and an experiment may have one name.
extension Resolver {
  /// The run that a text names.
  ///
  /// - Throws: what `resolve` throws, and `notFound` where it names something else.
  public func run(_ text: String) throws -> ObjectID {
    guard case .run(let run) = try resolve(text, first: .runs) else {
      throw TaglioError(
        .notFound,
        "\"\(text)\" is no run",
        help: "taglio run ls lists the runs; latest is the one that started last."
      )
    }
    return run
  }

  /// The version of an experiment that a text names; of its name the principal head.
  ///
  /// - Throws: what `resolve` throws, and `notFound` where it names something else.
  public func experiment(_ text: String) throws -> Version {
    guard case .version(let version, _) = try resolve(text, first: .experiments),
      version.row.kind == .experiment
    else {
      throw TaglioError(
        .notFound,
        "\"\(text)\" is no experiment",
        help: "taglio ls experiments lists the experiments."
      )
    }
    return version
  }

  /// The suite that a text names.
  ///
  /// - Throws: what `resolve` throws, and `notFound` where it names something else.
  public func suite(_ text: String) throws -> UUID {
    guard case .suite(let suite) = try resolve(text, first: .suites) else {
      throw TaglioError(
        .notFound,
        "\"\(text)\" is no suite",
        help: "taglio ls suites lists the suites."
      )
    }
    return suite
  }

  /// What a text names, where a name of this kind comes before all others.
  func resolve(_ text: String, first kind: GivenName.Kind) throws -> Named {
    guard GivenName(text) == nil else { return try resolve(text) }
    do {
      return try resolve("\(kind.rawValue)/\(text)")
    } catch let error as TaglioError where error.code == .notFound {
      return try resolve(text)
    }
  }
}
