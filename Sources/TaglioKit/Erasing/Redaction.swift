import TaglioFormat
import TaglioStore

/// One redaction in the making: what goes, and the changes that say so.
struct Redaction {
  private let repository: Repository
  private let snapshot: Snapshot
  private let request: RedactRequest
  private let known: Tombstones
  private let facts: StandInFacts
  private(set) var report = RedactReport()
  private(set) var changes = Changes()
  /// The blobs that erased versions link.
  private var attachments: Set<ObjectID> = []

  init(
    _ names: [String],
    _ request: RedactRequest,
    in repository: Repository,
    _ snapshot: Snapshot
  ) throws {
    self.repository = repository
    self.snapshot = snapshot
    self.request = request
    known = try Tombstones(repository)
    facts = try StandInFacts(repository, snapshot)
    var scope = try RedactionScope(names, request, in: snapshot)
    try addOutputs(to: &scope)
    for id in scope.objects { try erase(id) }
    try eraseAttachments()
    try erasePayloads(scope)
    report.mentions = try mentions(of: scope)
  }

  private mutating func addOutputs(to scope: inout RedactionScope) throws {
    for lineage in try scope.outputs() {
      if request.includesOutputs {
        try scope.add(lineage: lineage)
      } else if let heads = try snapshot.heads(ofLineage: lineage),
        try !snapshot.versions(ofLineage: lineage).allSatisfy({ known.isErased($0.id) })
      {
        report.outputs.append(try item(heads.principal.id, .case))
      }
    }
  }

  // MARK: Objects

  private mutating func erase(_ id: ObjectID) throws {
    guard !known.isErased(id) else {
      report.already.append(id)
      return
    }
    guard let facts = try facts.facts(of: id) ?? looseBlob(id) else {
      throw TaglioError(
        .damage,
        "the object \(id.short()) is missing or damaged, and nothing here remembers what it linked",
        help: "Mend the store first: taglio fsck --repair --from COPY"
      )
    }
    changes.tombstones[id] = Tombstone(
      kind: .redacted,
      type: facts.type,
      reason: request.reason,
      links: facts.standInLinks,
      content: facts.content
    )
    attachments.formUnion(facts.attachments)
    report.items.append(try item(id, facts.type))
    if try isGuessable(id) { report.guessable.append(id) }
  }

  /// A blob that no commit lists.
  private func looseBlob(_ id: ObjectID) throws -> Facts? {
    try snapshot.index.loose(id) == .blob ? Facts(type: .blob) : nil
  }

  private func item(_ id: ObjectID, _ type: ObjectType) throws -> RedactReport.Item {
    var item = RedactReport.Item(id: id, type: type, name: id.short(), sequence: 0, bytes: 0)
    if let number = try snapshot.index.number(of: id) {
      item.sequence = Int(try snapshot.index.object(number).sequence)
      if let key = try snapshot.key(of: number) { item.name = "\(key)" }
    }
    // Only shown: a file whose header does not read holds what is to be erased all the same.
    if let header = try? repository.objects.header(id) {
      item.bytes = Int(clamping: header.payloadLength)
    }
    return item
  }

  private func isGuessable(_ id: ObjectID) throws -> Bool {
    switch try facts.reader.record(id).success {
    case .case(let record)?: Guessing.isEasy(record.immutableFields)
    case .experiment(let record)?: Guessing.isEasy(record.immutableFields)
    default: false
    }
  }

  /// Blobs that nobody else links go with the versions that link them.
  private mutating func eraseAttachments() throws {
    let blobs = attachments.filter { changes.tombstones[$0] == nil && !known.isErased($0) }
    let use = try AttachmentUse(
      of: blobs,
      erased: Set(changes.tombstones.keys),
      repository,
      snapshot
    )
    for blob in blobs.sorted() {
      if let user = use.users[blob] {
        report.kept.append(RedactReport.Kept(blob: blob, user: user))
      } else {
        changes.tombstones[blob] = Tombstone(
          kind: .redacted,
          type: .blob,
          reason: request.reason,
          links: .emptyObject,
          content: nil
        )
        report.items.append(try item(blob, .blob))
      }
    }
  }

  // MARK: Commits

  private mutating func erasePayloads(_ scope: RedactionScope) throws {
    let payloads = try PayloadErasure(
      snapshot,
      repository.reader,
      scope,
      known,
      reason: request.reason
    )
    changes.tombstones.merge(payloads.tombstones) { mine, _ in mine }
    report.replaced = payloads.replaced
    report.texts = payloads.erasedTexts
    for id in scope.texts.sorted() where !payloads.erasedTexts.contains(id) {
      report.already.append(id)
    }
    report.labels = try payloads.erasedLabels.sorted { $0.key < $1.key }.map { target, names in
      RedactReport.Labels(
        target: target,
        name: try snapshot.name(of: target),
        labels: names.sorted()
      )
    }
  }

  /// The shortest key that is looked for in messages: a shorter one stands in many by chance.
  private static let shortestKey = 3

  /// The commits whose messages hold the key of a case that is erased as a whole.
  private func mentions(of scope: RedactionScope) throws -> [ObjectID] {
    let names = try keys(of: scope).filter { $0.utf8.count >= Redaction.shortestKey }
    guard !names.isEmpty else { return [] }
    return try repository.log().items.filter { item in
      guard let message = item.text?.message, !report.texts.contains(item.id) else { return false }
      return names.contains { message.contains($0) }
    }.map(\.id)
  }

  private func keys(of scope: RedactionScope) throws -> Set<String> {
    var keys: Set<String> = []
    for id in scope.objects where changes.tombstones[id]?.type == .case {
      guard !request.onlyVersions, let number = try snapshot.index.number(of: id),
        let key = try snapshot.key(of: number)
      else { continue }
      keys.insert(key.named?.name ?? "\(key)")
    }
    return keys
  }
}
