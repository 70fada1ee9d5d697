public import TaglioFormat
import TaglioStore

extension Repository {
  /// The repository as it was at a commit: the fold of the commit and its ancestors.
  ///
  /// It can be read and not written. What was erased since stays erased, and an object that is
  /// damaged now is damaged there.
  ///
  /// - Throws: `notFound` where the commit is not part of the history here; `damage` where one of
  ///   these commits does not read.
  public func at(_ commit: ObjectID) throws -> Repository {
    let index = snapshot.index
    guard let number = try index.commitNumber(of: commit) else {
      throw TaglioError.notVisible(commit)
    }
    let past = try IndexedFacts(snapshot, reader, books.scratch)
    var fold = Fold(for: Index(), books.scratch)
    try index.forEach(.tombstones) { (row) throws(FormatError) in
      let (object, commit) = (try row.id(at: 0), try row.id(at: 32))
      fold.record { $0.add(tombstoneOf: object, in: commit) }
    }
    for row in try snapshot.history(of: number) {
      let loaded = try loadCommit(row.id, lenient: true, slim: true)
      try fold.apply(loaded, past.listed(by: loaded), reading: reader)
    }
    return Repository(frozen: try fold.delta.sealed(), of: self)
  }
}

extension Snapshot {
  /// A commit and all its ancestors, each after its parents.
  fileprivate func history(of commit: UInt32) throws(FormatError) -> [CommitRow] {
    var rows: [UInt32: CommitRow] = [:]
    var border = [commit]
    while let number = border.popLast() {
      guard rows[number] == nil else { continue }
      let row = try index.commit(number)
      rows[number] = row
      border += row.parents
    }
    return rows.values.sorted { ($0.generation, $0.id) < ($1.generation, $1.id) }
  }
}

/// What an index knows of objects, as a fold takes it: so that folding anew reads no objects but
/// the few that were joined from others, whose sources the index does not keep in order.
struct IndexedFacts {
  private let snapshot: Snapshot
  private let reader: ObjectReader
  private var starts: [UInt32: CommitTime] = [:]
  private let known: KnownFacts

  init(_ snapshot: Snapshot, _ reader: ObjectReader, _ scratch: (any Scratch)?) throws {
    self.snapshot = snapshot
    self.reader = reader
    known = KnownFacts(scratch)
    for (number, start) in try snapshot.starts() { starts[number] = start }
  }

  /// The objects of a commit; of what is missing or damaged nothing is known.
  func listed(by loaded: LoadedCommit) throws -> ListedObjects {
    var listed = ListedObjects(known)
    for id in loaded.listed {
      if known.place(of: id) == nil, let facts = try facts(of: id) { known.insert(id, facts) }
      if let place = known.place(of: id) { listed.addKnown(place) } else { listed.add(id, nil) }
    }
    return listed
  }

  /// Nil where the object is missing or damaged.
  func facts(of id: ObjectID) throws -> ObjectFacts? {
    guard let number = try snapshot.index.number(of: id) else { return nil }
    let row = try snapshot.index.object(number)
    guard let type = row.kind.type else { return nil }
    if row.sources != 0, let read = try reader.facts(id).success { return read }
    var facts = Facts(type: type)
    facts.previous = try self.id(row.previous)
    facts.creator = try self.id(row.creator)
    facts.basis = try self.id(row.basis)
    facts.experiment = try self.id(row.experiment)
    facts.ordinal = Int(row.ordinal)
    if type == .case || type == .experiment { facts.content = row.content }
    if row.flags.contains(.keyed) { facts.keyedLineage = try snapshot.lineageID(row.lineage) }
    var known = ObjectFacts(
      facts: facts,
      label: try snapshot.index.summary(number),
      start: starts[number],
      isStandIn: row.flags.contains(.standIn)
    )
    known.isSalted = row.flags.contains(.salted)
    known.extract = try snapshot.index.extract(number)
    return known
  }

  private func id(_ number: UInt32) throws -> ObjectID? {
    number == ObjectRow.none ? nil : try snapshot.index.object(number).id
  }
}
