import TaglioFormat
import TaglioStore

extension Repository {
  /// Finds for each field of a version the version of its chain that gave it its value, and for each
  /// label of the lineage the commit that wrote it last.
  ///
  /// Goes back only while there are fields whose value is still the same.
  ///
  /// - Throws: `damage` where the version does not read, `notFound` where it was erased.
  public func blame(_ version: Version) throws -> Blame {
    let contents = Contents.record(try record(version.id))
    var search = BlameSearch(repository: self, sources: try SourceNames(snapshot))
    let fields = try search.fields(of: version, contents)
    return Blame(
      version: try snapshot.mention(of: version.number),
      fields: fields,
      labels: try search.labels(of: version.row.lineage),
      stop: search.stop
    )
  }
}

/// The walk back through a chain.
private struct BlameSearch {
  let repository: Repository
  let sources: SourceNames
  private(set) var stop: Blame.Stop?
  private var commits: [UInt32: CommitItem] = [:]

  init(repository: Repository, sources: SourceNames) {
    self.repository = repository
    self.sources = sources
  }

  private var snapshot: Snapshot { repository.snapshot }

  // MARK: Fields

  mutating func fields(of version: Version, _ contents: Contents) throws -> [BlamedField] {
    let leaves = contents.fields.map { FieldLeaves(of: $0).all } ?? []
    var fields: [BlamedField?] = leaves.map { _ in nil }
    var open = Array(leaves.indices)
    var current = version
    while !open.isEmpty {
      let before = try valuesBefore(current)
      var same: [Int] = []
      for place in open {
        let leaf = leaves[place]
        if before?[ExactString("\(leaf.path)")] == leaf.value {
          same.append(place)
        } else {
          fields[place] = try field(leaf, from: current, isExact: stop == nil)
        }
      }
      open = same
      if let previous = try snapshot.previous(of: current) { current = previous }
    }
    return fields.compactMap(\.self)
  }

  /// The values of the version before; nil where there is none or it does not read.
  private mutating func valuesBefore(
    _ version: Version
  ) throws -> [ExactString: CanonicalJSON]? {
    guard let previous = try snapshot.previous(of: version) else { return nil }
    let contents = try Contents(repository, previous.id)
    guard let fields = contents.fields else {
      stop = Blame.Stop(version: try snapshot.mention(of: previous.number), contents: contents)
      return nil
    }
    return FieldLeaves(of: fields).byPath
  }

  private mutating func field(
    _ leaf: (path: JSONPointer, value: CanonicalJSON),
    from version: Version,
    isExact: Bool
  ) throws -> BlamedField {
    let listing = try snapshot.firstListing(of: version.number)?.commit
    return BlamedField(
      path: leaf.path,
      value: leaf.value,
      version: version.id,
      sequence: version.sequence,
      commit: try listing.map { try item($0) },
      source: try listing.flatMap { try sources.source(of: version, in: $0) },
      isExact: isExact
    )
  }

  private mutating func item(_ commit: UInt32) throws -> CommitItem {
    if let item = commits[commit] { return item }
    let item = try repository.commitItem(commit)
    commits[commit] = item
    return item
  }

  // MARK: Labels

  mutating func labels(of lineage: UInt32) throws -> [BlamedLabel] {
    let target = Target.object(try snapshot.lineageID(lineage).id)
    let registers =
      try snapshot.registers(.field, target: target.rawBytes)
      + snapshot.registers(.element, target: target.rawBytes)
    var latest: [ExactString: (stamp: Stamp, commit: UInt32)] = [:]
    for register in registers {
      let name = register.key.fieldName.field
      let stamp = try snapshot.stamp(register.commit)
      if let other = latest[name], stamp < other.stamp { continue }
      latest[name] = (stamp, register.commit)
    }
    return try snapshot.labels(of: target).compactMap { name, value in
      guard let commit = latest[name]?.commit else { return nil }
      return BlamedLabel(
        name: name,
        value: value,
        commit: try item(commit),
        source: try sources.source(ofLabel: name, of: target, in: commit)
      )
    }
  }
}

/// The names of the sources, by the numbers that the index gives them.
private struct SourceNames {
  private let index: Index
  private var names: [UInt32: String] = [:]

  init(_ snapshot: Snapshot) throws(FormatError) {
    index = snapshot.index
    var names: [UInt32: String] = [:]
    try index.forEach(.sourceNames) { (row) throws(FormatError) in
      names[row.uint32(at: 16)] = String(decoding: try row.heap(.sourceNames), as: UTF8.self)
    }
    self.names = names
  }

  /// The source that said a version in a commit; nil where nobody took it in.
  func source(of version: Version, in commit: UInt32) throws(FormatError) -> String? {
    try index.said(of: version.row.lineage)
      .first { $0.commit == commit && $0.object == version.number }
      .flatMap { names[$0.source] }
  }

  /// The source that said a label in a commit.
  func source(
    ofLabel name: ExactString,
    of target: Target,
    in commit: UInt32
  ) throws(FormatError) -> String? {
    for kind in [RegisterKey.Class.saidField, .saidElement] {
      for write in try index.writes(kind, target: target.rawBytes)
      where write.commit == commit && write.key.fieldName.field == name {
        let number = write.key.detail.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
        if let source = names[number] { return source }
      }
    }
    return nil
  }
}
