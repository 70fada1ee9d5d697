public import TaglioFormat
import TaglioStore

/// A suite that a text named.
public struct NamedSuite: Hashable, Sendable {
  /// Its id.
  public var id: UUID
  /// What it is called; its id where it has no name.
  public var name: String

  /// What a resolver finds it by, whatever else has the same name.
  package var reference: String { UUID(name) == nil ? "suites/\(name)" : name }
}

extension Snapshot {
  /// Finds a suite by its name, with or without `suites/`, or by its UUID.
  ///
  /// - Throws: `TaglioError`: `notFound` where there is none, with suites of similar names;
  ///   `badInput` where the text names something else.
  public func suite(named text: String) throws -> NamedSuite {
    for name in [GivenName(kind: .suites, name: text), GivenName(text)].compactMap(\.self) {
      guard case .name(.suite(let id)?) = try register(.name(name))?.value else { continue }
      return NamedSuite(id: id, name: name.name.string)
    }
    if let id = UUID(text), let item = try suiteItem(of: id) {
      return NamedSuite(id: id, name: item.names.first ?? "\(id)")
    }
    throw try noSuite(text)
  }

  private func noSuite(_ text: String) throws -> TaglioError {
    if let named = try Resolver(self).find(text) {
      return TaglioError(
        .badInput,
        "\"\(text)\" is \(named.words), and a suite is wanted",
        help: "taglio suite ls lists the suites."
      )
    }
    let names = try suites(PageRequest()).items.flatMap(\.names)
    let near = Spelling.nearest(to: text, among: names)
    return TaglioError(
      .notFound,
      "there is no suite \"\(text)\"",
      help: "taglio suite ls lists the suites; taglio suite create makes one.",
      candidates: near
    )
  }
}

extension Snapshot {
  /// One suite, as lists show it; nil where nothing is known of it.
  package func suiteItem(of id: UUID) throws -> SuiteItem? {
    guard try knows(suite: id) else { return nil }
    return SuiteItem(
      id: id,
      names: try names(ofSuite: id),
      members: try memberships(of: id).count,
      isRemoved: try register(.removal(of: .suite(id)))?.value == .flag(true)
    )
  }

  /// Whether a suite ever had members, or has a name.
  func knows(suite id: UUID) throws(FormatError) -> Bool {
    if try !index.writes(.member, target: id.rawBytes).isEmpty { return true }
    return try !names(ofSuite: id).isEmpty
  }

  /// What a suite is called, in order.
  func names(ofSuite id: UUID) throws(FormatError) -> [String] {
    let kind = Array(GivenName.Kind.suites.rawValue.utf8)
    return try registers(.name, target: kind).filter { $0.value == .name(.suite(id)) }
      .map { String(decoding: $0.key.detail, as: UTF8.self) }
      .sorted { ExactString($0) < ExactString($1) }
  }
}

extension Resolver {
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
