package import TaglioFormat
import TaglioStore

/// Writes an envelope: an export that another store takes in with the same ids.
package struct EnvelopeWriter {
  private let repository: Repository
  private let snapshot: Snapshot
  private let selection: ExportSelection
  private var closure: EnvelopeClosure

  /// Finds all that goes into the envelope of a selection.
  ///
  /// Cases come with all their heads, runs with all their outputs.
  ///
  /// - Throws: `damage` where an object does not read.
  package init(_ repository: Repository, _ selection: ExportSelection) throws {
    self.repository = repository
    snapshot = repository.snapshot
    self.selection = selection
    closure = EnvelopeClosure(repository)
    if case .run(let run) = selection.origin { try closure.take(run) }
    for version in selection.versions {
      try closure.take(version.id)
      for head in try snapshot.heads(ofLineage: version.row.lineage)?.all ?? [] {
        try closure.take(head.id)
      }
    }
  }

  /// The number of objects, tombstones among them.
  package var count: Int {
    closure.objects.values.reduce(closure.tombstones.count) { $0 + $1.count }
  }

  /// Calls `write` with each line, in an order that is the same on every copy.
  package func forEachLine(_ write: (EnvelopeEntry) throws -> Void) throws {
    try write(.header(version: EnvelopeEntry.version))
    var done = 0
    for (id, type) in closure.inOrder {
      try write(entry(id, type))
      done += 1
      if done % 256 == 0 { try repository.options.progress?(done, count) }
    }
    for changes in try state() { try write(.state(changes)) }
    try write(.end(objects: count))
  }

  // MARK: Objects

  private func entry(_ id: ObjectID, _ type: ObjectType) throws -> EnvelopeEntry {
    let commits = try commits(listing: id)
    guard type == .blob else {
      return .record(id, try repository.record(id), commits: commits)
    }
    return .blob(id, try blob(id), commits: commits)
  }

  private func blob(_ id: ObjectID) throws -> [UInt8] {
    let limit = EnvelopeEntry.largestBlob
    guard try repository.objects.header(id).payloadLength <= UInt64(limit) else {
      throw TaglioError(
        .failed,
        "the blob \(id.short()) is larger than the \(limit >> 20) MiB that an envelope carries",
        help: "Send a bundle, which carries blobs of any size: taglio bundle create FILE"
      )
    }
    return Array(try repository.objects.read(id, limit: limit).payload)
  }

  private func commits(listing id: ObjectID) throws -> [ObjectID] {
    guard let number = try snapshot.index.number(of: id) else { return [] }
    return try snapshot.index.pairs(.listed, of: number)
      .map { try snapshot.index.commit($0).id }.sorted()
  }

  // MARK: What commits say

  private func state() throws -> [Changes] {
    var parts = tombstones()
    parts += try said()
    parts += try labels()
    parts += try seals()
    parts += try suite()
    parts += try names()
    return parts.filter { !$0.isEmpty }
  }

  private func tombstones() -> [Changes] {
    closure.tombstones.keys.sorted().map { id in
      var changes = Changes()
      changes.tombstones[id] = closure.tombstones[id]
      return changes
    }
  }

  /// What sources said last, so that names of keys mean something there and what a source says next
  /// is compared with it.
  private func said() throws -> [Changes] {
    var lineages: Set<UInt32> = []
    for id in closure.objects[.case, default: []] {
      guard let number = try snapshot.index.number(of: id) else { continue }
      lineages.insert(try snapshot.index.object(number).lineage)
    }
    let said = try snapshot.lastSaid(ofLineages: lineages)
    return said.keys.sorted().map { source in
      var changes = Changes()
      changes.source = source.string
      changes.objects = said[source, default: []].filter { closure.holds($0) }
      return changes
    }
  }

  private func labels() throws -> [Changes] {
    var targets: Set<ObjectID> = closure.objects[.run, default: []]
    for type in [ObjectType.case, .experiment] {
      for id in closure.objects[type, default: []] {
        guard let number = try snapshot.index.number(of: id) else { continue }
        targets.insert(try snapshot.lineageID(snapshot.index.object(number).lineage).id)
      }
    }
    return try targets.sorted().map { try labels(of: .object($0)) }
  }

  private func labels(of target: Target) throws -> Changes {
    var changes = Changes()
    var edits = FieldEdits()
    for (name, value) in try snapshot.labels(of: target) { edits.set[name] = value }
    if edits.entryCount > 0 { changes.fields[target] = edits }
    return changes
  }

  /// Seals of runs that come with all the outputs that they count; a run of which only some come
  /// along is not sealed there.
  private func seals() throws -> [Changes] {
    let reader = OutputReader(repository, snapshot)
    var seals: [Changes] = []
    for run in closure.objects[.run, default: []].sorted() {
      let facts = try reader.facts(of: run)
      guard let seal = facts.seal, let commit = facts.sealCommit else { continue }
      let outputs = try snapshot.outputs(of: facts.number, upTo: commit)
      guard outputs.allSatisfy({ closure.holds($0) }) else { continue }
      var changes = Changes()
      changes.seals[run] = seal
      seals.append(changes)
    }
    return seals
  }

  private func suite() throws -> [Changes] {
    guard case .suite(let suite) = selection.origin else { return [] }
    var edits = MembershipEdits()
    for (lineage, membership) in try snapshot.memberships(of: suite) where try isHeld(lineage) {
      switch membership {
      case .floating: edits.add.insert(lineage.id)
      case .pinned(let version): edits.pin[lineage.id] = version
      }
    }
    var changes = Changes()
    if edits.entryCount > 0 { changes.suites[suite] = edits }
    return [changes, try labels(of: .suite(suite))]
  }

  private func isHeld(_ lineage: LineageID) throws -> Bool {
    guard let number = try snapshot.lineage(lineage) else { return false }
    let versions = try snapshot.versions(ofLineage: number)
    return versions.contains { closure.holds($0.id) }
  }

  /// The names of the objects, and of the suite.
  private func names() throws -> [Changes] {
    var names: [GivenName: Changes.NameTarget] = [:]
    for register in try snapshot.registers(.name) {
      guard case .name(let target?) = register.value, isWritten(target) else { continue }
      let kind = String(decoding: register.key.target, as: UTF8.self)
      let name = String(decoding: register.key.detail, as: UTF8.self)
      if let name = GivenName(kind + "/" + name) { names[name] = target }
    }
    let sorted = names.keys.sorted { $0.description.precedes($1.description) }
    return sorted.map { name in
      var changes = Changes()
      changes.names.updateValue(names[name], forKey: name)
      return changes
    }
  }

  private func isWritten(_ target: Changes.NameTarget) -> Bool {
    switch target {
    case .object(let id): closure.holds(id)
    case .suite(let id): selection.origin == .suite(id)
    }
  }
}
