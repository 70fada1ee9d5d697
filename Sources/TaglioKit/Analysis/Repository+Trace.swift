import TaglioFormat
import TaglioStore

extension Repository {
  /// Follows what a case came from and what came out of any of its versions.
  ///
  /// - Parameter depth: at most so many steps in each direction.
  package func trace(_ version: Version, depth: Int) throws -> Trace {
    var tracer = Tracer(self)
    let lineage = try snapshot.lineage(ofInput: version.number)
    let versions = try snapshot.versions(ofLineage: lineage)
      .sorted { ($0.sequence, $0.id) < ($1.sequence, $1.id) }
    let head = try snapshot.heads(ofLineage: lineage)?.principal ?? version
    return Trace(
      subject: try snapshot.mention(of: head.number),
      versions: try versions.map { try snapshot.mention(of: $0.number) },
      run: try tracer.run(version.row.creator),
      origins: try tracer.origins(of: lineage, depth),
      results: try tracer.results(of: lineage, depth)
    )
  }
}

/// A walk along the links of cases.
///
/// Links are digests of what they lead to, so that there are no circles; a case that is reached on
/// several ways is opened up once.
private struct Tracer {
  private let repository: Repository
  private let snapshot: Snapshot
  private let reader: OutputReader
  private var seen: Set<UInt32> = []
  private var runs: [UInt32: (mention: RunMention, judge: OutputJudge)] = [:]

  init(_ repository: Repository) {
    self.repository = repository
    snapshot = repository.snapshot
    reader = OutputReader(repository, snapshot)
  }

  mutating func run(_ number: UInt32) throws -> RunMention? { try made(number)?.mention }

  private mutating func made(
    _ number: UInt32
  ) throws -> (mention: RunMention, judge: OutputJudge)? {
    if number == ObjectRow.none { return nil }
    if let known = runs[number] { return known }
    let row = try snapshot.index.object(number)
    guard row.kind == .run else { return nil }
    let mention = try reader.mention(of: row.id, ReadingChoice())
    let made = (mention, OutputJudge(mention.facts.definition, reader.fields))
    runs[number] = made
    return made
  }

  // MARK: Upwards

  mutating func origins(of lineage: UInt32, _ depth: Int) throws -> [Trace.Node] {
    let links = try originLinks(of: lineage)
    return try links.map { try node($0, depth - 1, isUp: true) }
  }

  /// The links of a case, which all its versions have.
  private func originLinks(of lineage: UInt32) throws -> [Link] {
    let row = try snapshot.index.object(lineage)
    var links: [Link] = []
    if row.basis != ObjectRow.none { links.append(Link(kind: .basis, version: row.basis)) }
    guard row.sources != 0, case .record(.case(let record)) = try Contents(repository, row.id)
    else { return links }
    for source in record.sources {
      guard let number = try snapshot.index.number(of: source) else { continue }
      links.append(Link(kind: .source, version: number))
    }
    return links
  }

  // MARK: Downwards

  mutating func results(of lineage: UInt32, _ depth: Int) throws -> [Trace.Node] {
    let links = try resultLinks(of: lineage)
    return try links.map { try node($0, depth - 1, isUp: false) }
  }

  /// What was computed or joined from any version, the earliest version first and then as it came.
  private func resultLinks(of lineage: UInt32) throws -> [Link] {
    var links: [Link] = []
    for version in try snapshot.versions(ofLineage: lineage) {
      let sequence = version.sequence
      for number in try snapshot.index.pairs(.computed, of: version.number) {
        links.append(Link(kind: .computed, version: number, usedSequence: sequence))
      }
      for number in try snapshot.index.pairs(.joined, of: version.number) {
        links.append(Link(kind: .joined, version: number, usedSequence: sequence))
      }
    }
    return links.sorted {
      ($0.usedSequence ?? 0, $0.version) < ($1.usedSequence ?? 0, $1.version)
    }
  }

  // MARK: Nodes

  private struct Link {
    var kind: Trace.Link
    var version: UInt32
    var usedSequence: Int?
  }

  private mutating func node(
    _ link: Link,
    _ depth: Int,
    isUp: Bool
  ) throws -> Trace.Node {
    let row = try snapshot.index.object(link.version)
    let lineage = try snapshot.lineage(ofInput: link.version)
    let made = try made(row.creator)
    var node = Trace.Node(
      link: link.kind,
      version: try snapshot.mention(of: link.version),
      usedSequence: link.usedSequence,
      versions: try snapshot.index.pairs(.versions, of: lineage).count,
      run: made?.mention,
      trial: Int(row.ordinal),
      children: [],
      isRepeated: !seen.insert(lineage).inserted,
      isCut: false
    )
    if let made, !made.mention.facts.isImport {
      node.result = try made.judge.result(of: link.version, reader.error)
      node.score = try made.judge.score(of: link.version)
    }
    if !node.isRepeated { try addChildren(to: &node, lineage, depth, isUp: isUp) }
    return node
  }

  private mutating func addChildren(
    to node: inout Trace.Node,
    _ lineage: UInt32,
    _ depth: Int,
    isUp: Bool
  ) throws {
    guard depth > 0 else {
      node.isCut = try !(isUp ? originLinks(of: lineage) : resultLinks(of: lineage)).isEmpty
      return
    }
    node.children =
      isUp ? try origins(of: lineage, depth) : try results(of: lineage, depth)
  }
}
