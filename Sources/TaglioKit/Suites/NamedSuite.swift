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
  /// - Throws: what `Resolver.suite` throws.
  public func suite(named text: String) throws -> NamedSuite {
    let id = try Resolver(self).suite(text)
    for name in [GivenName(kind: .suites, name: text), GivenName(text)].compactMap(\.self)
    where try register(.name(name))?.value == .name(.suite(id)) {
      return NamedSuite(id: id, name: name.name.string)
    }
    return NamedSuite(id: id, name: try nameOrID(ofSuite: id))
  }

  /// What a suite is called; its id where it has no name.
  package func nameOrID(ofSuite id: UUID) throws -> String {
    try names(ofSuite: id).first ?? "\(id)"
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
