package import TaglioFormat
import TaglioStore

/// What taking an envelope in did.
package struct EnvelopeReport: Sendable {
  /// Objects that are new here, tombstones among them.
  package var added = 0
  /// Objects that were here already.
  package var known = 0
  /// Names that stay what they are here, because they mean something else.
  package var takenNames: [GivenName] = []
  /// The commit; nil where everything was here.
  package var commit: ObjectID?
}

extension Repository {
  /// Takes the objects of an envelope in, as one commit of this store, with the ids that they have
  /// where they come from.
  ///
  /// The input is read twice: everything is verified before the first byte is written. What is here
  /// already stays as it is: labels, names, members and seals are taken over only with what is new.
  ///
  /// - Throws: `TaglioError` `badInput` with the place, `newer` for a later version's envelope.
  package func takeEnvelope(_ input: any RecordInput, message: String?) throws -> EnvelopeReport {
    let contents = try contents(ofEnvelope: input)
    return try recovering {
      try EnvelopeIntake(self, contents).run(input, message: message ?? "add \(input.name)")
    }
  }

  private func contents(ofEnvelope input: any RecordInput) throws -> EnvelopeContents {
    var contents = EnvelopeContents()
    try input.forEachRecord { view, place in
      if let fault = contents.fault(inNext: view) {
        throw TaglioError.envelope(fault, input.name, place)
      }
    }
    do {
      try contents.requireWhole(in: self)
    } catch let error as FormatError {
      throw TaglioError.envelope(error, input.name, nil)
    }
    return contents
  }
}

/// Writes what an envelope brings, under the lock.
private struct EnvelopeIntake: ~Copyable {
  private let repository: Repository
  private let contents: EnvelopeContents
  private var transaction: Transaction
  private var report = EnvelopeReport()
  private var changes = Changes()
  /// Records that are not staged yet.
  private var block: [StagedRecord] = []
  private var done = 0

  /// Records that are staged together.
  private static let blockLength = 2048

  init(_ repository: Repository, _ contents: EnvelopeContents) throws {
    let transaction = try repository.transaction()
    self.repository = repository
    self.contents = contents
    self.transaction = transaction
  }

  consuming func run(_ input: any RecordInput, message: String) throws -> EnvelopeReport {
    let snapshot = transaction.snapshot
    let new = try contents.facts.keys.filter { try snapshot.index.number(of: $0) == nil }
    try requireNotErased(new, Tombstones(repository))
    report.added = new.count
    report.known = contents.facts.count - new.count
    try list(Set(new))
    try stage(Set(new), of: input)
    try addState(Set(new), snapshot)
    try transaction.add(changes)
    var report = report
    report.commit = try transaction.commit(message: message)
    return report
  }

  /// Lists what is new: what sources said among what each of them said, the rest by itself.
  private mutating func list(_ new: Set<ObjectID>) throws {
    var rest = new
    for (source, versions) in contents.said.sorted(by: { $0.key < $1.key }) {
      var said = Changes()
      said.source = source.string
      said.objects = Set(versions).intersection(new).sorted()
      rest.subtract(said.objects)
      try transaction.add(said)
    }
    changes.objects = rest.sorted()
  }

  private func requireNotErased(_ ids: [ObjectID], _ tombstones: Tombstones) throws {
    guard let id = ids.filter(tombstones.isErased).min() else { return }
    throw TaglioError(
      .badInput,
      "the envelope holds \(id.short()), which was erased for good here",
      help: "Ask for an envelope without it."
    )
  }

  private mutating func stage(_ new: Set<ObjectID>, of input: any RecordInput) throws {
    try input.forEachRecord { view, _ in try take(EnvelopeEntry(view), new) }
    try stageBlock()
  }

  private mutating func take(_ entry: EnvelopeEntry, _ new: Set<ObjectID>) throws {
    switch entry {
    case .record(let id, let record, _) where new.contains(id):
      block.append(StagedRecord(record, payload: record.payload ?? []))
    case .blob(let id, let bytes, _) where new.contains(id):
      _ = try transaction.stageBlob(length: UInt64(bytes.count), from: bytes.read(into:at:))
    default: break
    }
    if block.count == EnvelopeIntake.blockLength { try stageBlock() }
    done += 1
    if done % 256 == 0 { try repository.options.progress?(done, contents.facts.count) }
  }

  private mutating func stageBlock() throws {
    try transaction.stage(block)
    block.removeAll(keepingCapacity: true)
  }

  /// Takes over what is said of what is new.
  private mutating func addState(_ new: Set<ObjectID>, _ snapshot: Snapshot) throws {
    changes.tombstones = contents.tombstones.filter { new.contains($0.key) }
    changes.seals = contents.seals.filter { new.contains($0.key) }
    for (target, edits) in contents.fields where try !snapshot.knows(target) {
      changes.fields[target] = edits
    }
    for (suite, members) in contents.suites where try !snapshot.knows(suite: suite) {
      changes.suites[suite] = members
    }
    for (name, target) in contents.names.sorted(by: { "\($0.key)" < "\($1.key)" }) {
      switch try snapshot.register(.name(name))?.value {
      case .name(let held?)? where held == target: break
      case .name(_?)?: report.takenNames.append(name)
      default: changes.names.updateValue(target, forKey: name)
      }
    }
  }
}

extension Snapshot {
  fileprivate func knows(_ target: Target) throws -> Bool {
    switch target {
    case .object(let id): try knows(id)
    case .suite(let id): try knows(suite: id)
    }
  }
}

extension TaglioError {
  fileprivate static func envelope(
    _ error: FormatError,
    _ name: String,
    _ place: RecordPlace?
  ) -> TaglioError {
    let isNewer = error.code == .newer
    return TaglioError(
      isNewer ? .newer : .badInput,
      place == nil ? "\(name): \(error.detail)" : error.detail,
      place: place,
      help: isNewer
        ? "Install a newer taglio."
        : "Have the envelope written and sent again: taglio export --envelope -o FILE"
    )
  }
}
