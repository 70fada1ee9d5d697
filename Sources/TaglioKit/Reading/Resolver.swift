public import TaglioFormat
import TaglioStore

/// What a text that names a version stands for.
public enum Named: Hashable, Sendable {
  /// A version of a case or an experiment; whether the text named its lineage, which then stands for
  /// the principal head.
  case version(Version, isLineage: Bool)
  case run(ObjectID)
  case commit(ObjectID)
  case suite(UUID)
  /// A blob or the changes of a commit.
  case object(ObjectID)
}

/// Finds what a text names, in the order of section 7 of the design: `kind/name`; an exact key,
/// name or UUID; `latest`; a unique prefix of an id.
///
/// `~2` after a match goes two versions back, `^` one.
public struct Resolver {
  let snapshot: Snapshot
  var index: Index { snapshot.index }

  /// The most candidates that an error lists.
  private static let listed = 8

  /// Looks things up in a state.
  public init(_ snapshot: Snapshot) {
    self.snapshot = snapshot
  }

  /// - Throws: `notFound`, or `ambiguous` with candidates.
  public func resolve(_ text: String) throws -> Named {
    if let named = try match(text) { return named }
    if let (base, steps) = Resolver.splitSteps(text), let named = try match(base) {
      return try back(named, steps, text)
    }
    throw TaglioError(
      .notFound,
      "nothing here is called \"\(text)\"",
      help: "taglio ls lists the cases; an id needs at least 4 of its digits."
    )
  }

  /// The commit that a text names.
  ///
  /// - Throws: what `resolve` throws, and `notFound` where it names something else.
  public func commit(_ text: String) throws -> ObjectID {
    guard case .commit(let commit) = try resolve(text) else {
      throw TaglioError(
        .notFound,
        "\"\(text)\" is no commit",
        help: "taglio log lists the commits, taglio log CASE those of a case."
      )
    }
    return commit
  }

  private func match(_ text: String) throws -> Named? {
    if let slash = text.firstIndex(of: "/") {
      let kind = String(text[..<slash])
      let rest = String(text[text.index(after: slash)...])
      if kind == "cases", let named = try matchKey(rest) { return named }
      if let name = GivenName(text), let named = try matchName(name) { return named }
    }
    if let named = try matchKey(text) ?? matchAnyName(text) ?? matchSuite(text) { return named }
    if text == "latest" { return try latestRun() }
    guard let prefix = IDPrefix(text) else { return nil }
    return try matchPrefix(prefix, text)
  }

  // MARK: Keys and names

  private func matchKey(_ text: String) throws -> Named? {
    var lineages: [UInt32: String] = [:]
    for key in try keys(text) {
      guard let lineage = try index.lineage(LineageID(key: key)) else { continue }
      lineages[lineage] = "\(key.text)"
    }
    guard let lineage = lineages.keys.first else { return nil }
    guard lineages.count == 1 else {
      throw Resolver.ambiguous(text, lineages.values.sorted(), "Write the whole key.")
    }
    return try head(ofLineage: lineage)
  }

  /// The keys that a text may stand for: a UUID, a name within any source, or the key's own JSON.
  private func keys(_ text: String) throws -> [CaseKey] {
    if let uuid = UUID(text) { return [CaseKey(uuid)] }
    // What does not parse is no key in JSON, and may still be a name.
    if text.hasPrefix("["), let document = try? JSONDocument(parsing: Array(text.utf8)) {
      return CaseKey(document.root).map { [$0] } ?? []
    }
    var keys: [CaseKey] = []
    try index.forEach(.sourceNames) { (row) throws(FormatError) in
      let source = String(decoding: try row.heap(.sourceNames), as: UTF8.self)
      keys.append(CaseKey(source: source, name: text))
    }
    return keys
  }

  private func head(ofLineage lineage: UInt32) throws -> Named? {
    guard let heads = try snapshot.heads(ofLineage: lineage) else { return nil }
    return .version(heads.principal, isLineage: true)
  }

  private func matchName(_ name: GivenName) throws -> Named? {
    guard case .name(let target?)? = try snapshot.register(.name(name))?.value else { return nil }
    switch target {
    case .suite(let uuid): return .suite(uuid)
    case .object(let id):
      let named = try object(id)
      guard name.kind == .experiments, case .version(let version, _)? = named else { return named }
      return try head(ofLineage: version.row.lineage)
    }
  }

  private func matchAnyName(_ text: String) throws -> Named? {
    let found = try GivenName.Kind.allCases.compactMap { kind -> (GivenName, Named)? in
      guard let name = GivenName(kind: kind, name: text) else { return nil }
      return try matchName(name).map { (name, $0) }
    }
    guard found.count < 2 else {
      throw Resolver.ambiguous(text, found.map { "\($0.0)" }, "Write the kind before it.")
    }
    return found.first?.1
  }

  private func matchSuite(_ text: String) throws -> Named? {
    guard let uuid = UUID(text) else { return nil }
    return try snapshot.knows(suite: uuid) ? .suite(uuid) : nil
  }

  private func latestRun() throws -> Named? {
    var best: (start: UInt64, id: ObjectID)?
    try index.forEach(.runs) { (row) throws(FormatError) in
      let object = try index.object(row.uint32(at: 8))
      guard !object.flags.contains(.importRun) else { return }
      let start = row.row.bigEndian(at: 0, as: UInt64.self)
      if let best, (start, object.id) < (best.start, best.id) { return }
      best = (start, object.id)
    }
    return best.map { .run($0.id) }
  }

  // MARK: Ids

  private func matchPrefix(_ prefix: IDPrefix, _ text: String) throws -> Named? {
    var matches = try index.matches(prefix, limit: Resolver.listed + 1)
    let lineages = try lineages(matching: prefix)
    matches = matches.filter { lineages[$0] == nil }
    guard matches.count + lineages.count < 2 else {
      let all = Array((matches + lineages.keys).prefix(Resolver.listed))
      throw Resolver.ambiguous(text, try all.map(describe), "Write more digits.")
    }
    if let lineage = lineages.values.first { return try head(ofLineage: lineage) }
    return try matches.first.flatMap(object)
  }

  private func lineages(matching prefix: IDPrefix) throws(FormatError) -> [ObjectID: UInt32] {
    var found: [ObjectID: UInt32] = [:]
    for segment in index.segments {
      var position = try segment.lowerBound(.lineages, IndexKey(prefix.lowerBound))
      while position < segment.count(.lineages), found.count <= Resolver.listed {
        let row = FoundRow(segment: segment, row: try segment.row(.lineages, position))
        let id = try row.id(at: 0)
        guard prefix.matches(id) else { break }
        found[id] = row.uint32(at: 32)
        position += 1
      }
    }
    return found
  }

  private func object(_ id: ObjectID) throws -> Named? {
    if try index.commitNumber(of: id) != nil { return .commit(id) }
    guard let number = try index.number(of: id) else {
      return try index.loose(id).map { $0 == .commit ? .commit(id) : .object(id) }
    }
    let version = try snapshot.version(number)
    switch version.row.kind {
    case .case, .experiment: return .version(version, isLineage: false)
    case .run: return .run(id)
    case .blob, .changes, .missing: return .object(id)
    }
  }

  private func describe(_ id: ObjectID) throws -> String {
    switch try object(id) {
    case .version(let version, _)?:
      let label = try snapshot.label(of: version.number)
      return "\(id.short()) \(version.row.kind) \(label.summary)"
    case .run?: return "\(id.short()) run"
    case .commit?: return "\(id.short()) commit"
    default: return id.short()
    }
  }

  // MARK: Going back

  private static func splitSteps(_ text: String) -> (base: String, steps: Int)? {
    if text.hasSuffix("^") {
      let base = text.reversed().drop { $0 == "^" }
      return (String(base.reversed()), text.count - base.count)
    }
    guard let tilde = text.lastIndex(of: "~") else { return nil }
    let count = text[text.index(after: tilde)...]
    guard let steps = count.isEmpty ? 1 : Int(count), (0...1_000_000).contains(steps) else {
      return nil
    }
    return (String(text[..<tilde]), steps)
  }

  private func back(_ named: Named, _ steps: Int, _ text: String) throws -> Named {
    switch named {
    case .version(var version, _):
      for _ in 0..<steps {
        guard version.row.previous != ObjectRow.none else { throw Resolver.tooFar(text) }
        version = try snapshot.version(version.row.previous)
      }
      return .version(version, isLineage: false)
    case .commit(var id):
      for _ in 0..<steps {
        guard let number = try index.commitNumber(of: id),
          let parent = try index.commit(number).parents.first
        else { throw Resolver.tooFar(text) }
        id = try index.commit(parent).id
      }
      return .commit(id)
    case .run, .suite, .object:
      throw TaglioError(.notFound, "\"\(text)\": only cases, experiments and commits have versions")
    }
  }

  private static func tooFar(_ text: String) -> TaglioError {
    TaglioError(.notFound, "\"\(text)\" goes back further than there are versions")
  }

  private static func ambiguous(
    _ text: String,
    _ candidates: [String],
    _ help: String
  ) -> TaglioError {
    TaglioError(
      .ambiguous,
      "\"\(text)\" could be more than one",
      help: help,
      candidates: candidates
    )
  }
}

extension Snapshot {
  /// The key and the line of text that the index keeps of an object.
  func label(of number: UInt32) throws(FormatError) -> Label {
    guard let bytes = try index.summary(number) else { return Label(key: nil, summary: nil) }
    return try Label(bytes: bytes)
  }
}
