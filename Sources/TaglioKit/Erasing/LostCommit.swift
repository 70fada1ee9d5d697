import TaglioFormat
import TaglioStore

/// Makes what stands in for a commit that is lost, from what the index took in of it.
///
/// Author and message are lost for good.
struct LostCommit {
  let snapshot: Snapshot
  let reader: ObjectReader

  /// What stands for the author of a lost commit, since a commit must have one.
  static let author = "lost"

  /// Nil where the index never folded the commit, where one of its parts does not read, and where it
  /// held tombstones, of which the index does not know what they said.
  func standIn(for id: ObjectID) throws -> Commit? {
    guard let number = try snapshot.index.commitNumber(of: id), try !heldTombstones(id) else {
      return nil
    }
    let row = try snapshot.index.commit(number)
    var objects = try listed(by: number)
    var writes = try writes(by: number)
    let parts = try objects.filter { try isPart($0) }
    for part in parts {
      guard let changes = try reader.changes(part).success else { return nil }
      objects.subtract(changes.objects)
      writes.subtract(changes.writes)
    }
    var changes = Changes(writing: writes)
    changes.objects = objects.subtracting(parts).sorted()
    changes.source = parts.isEmpty ? try source(of: number) : nil
    return Commit(
      author: LostCommit.author,
      changes: changes,
      message: "",
      parents: try row.parents.map { try snapshot.index.commit($0).id }.sorted(),
      parts: parts.sorted(),
      time: row.time
    )
  }

  private func heldTombstones(_ id: ObjectID) throws -> Bool {
    var isHolder = false
    try snapshot.index.forEach(.tombstones) { (row) throws(FormatError) in
      if try row.id(at: 32) == id { isHolder = true }
    }
    return isHolder
  }

  private func isPart(_ id: ObjectID) throws -> Bool {
    guard let number = try snapshot.index.number(of: id) else { return false }
    return try snapshot.index.object(number).kind == .changes
  }

  private func listed(by commit: UInt32) throws -> Set<ObjectID> {
    var objects: Set<ObjectID> = []
    try snapshot.index.forEach(.listed) { (row) throws(FormatError) in
      guard row.uint32(at: 4) == commit else { return }
      objects.insert(try snapshot.index.object(row.uint32(at: 0)).id)
    }
    return objects
  }

  private func writes(by commit: UInt32) throws -> Set<Write> {
    var writes: Set<Write> = []
    for kind in RegisterKey.Class.allCases where kind != .saidField && kind != .saidElement {
      for write in try snapshot.index.writes(kind) where write.commit == commit {
        writes.insert(Write(key: write.key, value: try RegisterValue(kind, write.value)))
      }
    }
    return writes
  }

  /// Who said what the commit brought in.
  private func source(of commit: UInt32) throws -> String? {
    var number: UInt32?
    try snapshot.index.forEach(.said) { (row) throws(FormatError) in
      if row.uint32(at: 8) == commit { number = row.uint32(at: 4) }
    }
    for kind in [RegisterKey.Class.saidField, .saidElement] where number == nil {
      let write = try snapshot.index.writes(kind).first { $0.commit == commit }
      number = write.map { write in
        write.key.detail.withUnsafeBytes { $0.bigEndian(at: 0, as: UInt32.self) }
      }
    }
    guard let number else { return nil }
    var name: String?
    try snapshot.index.forEach(.sourceNames) { (row) throws(FormatError) in
      guard row.uint32(at: 16) == number else { return }
      name = String(decoding: try row.heap(.sourceNames), as: UTF8.self)
    }
    return name
  }
}

extension Changes {
  /// The changes that make these writes; those of a suite under its members are their other side and
  /// left out.
  init(writing writes: some Sequence<Write>) {
    self.init()
    for write in writes { add(write) }
    closed.sort()
    reopened.sort()
    removed.sort()
    restored.sort()
  }

  private mutating func add(_ write: Write) {
    let (key, value) = (write.key, write.value)
    switch (key.kind, value) {
    case (.field, _), (.element, _):
      guard let target = Target(rawBytes: key.target) else { return }
      fields[target, default: FieldEdits()].add(key, value)
    case (.name, .name(let target)):
      // A name that does not read cannot have come from a commit that was taken in.
      guard let name = try? key.givenName else { return }
      names.updateValue(target, forKey: name)
    case (.member, .member(let membership)):
      guard let suite = UUID(rawBytes: key.target), let lineage = ObjectID(bytes: key.detail)
      else { return }
      suites[suite, default: MembershipEdits()].set(lineage, membership)
    case (.seal, .seal(let seal)):
      if let run = ObjectID(bytes: key.target) { seals[run] = seal }
    case (.removal, .flag(let isRemoved)):
      guard let target = Target(rawBytes: key.target) else { return }
      if isRemoved { removed.append(target) } else { restored.append(target) }
    case (.closing, .flag(let isClosed)):
      guard let version = ObjectID(bytes: key.target) else { return }
      if isClosed { closed.append(version) } else { reopened.append(version) }
    default: return
    }
  }
}

extension FieldEdits {
  fileprivate mutating func add(_ key: RegisterKey, _ value: RegisterValue) {
    let (name, element) = key.fieldName
    switch (value, element) {
    case (.json(let value), nil): self.set[name] = value
    case (.absent, nil): unset.insert(name)
    case (.flag(true), let element?): self.add[name, default: []].insert(element)
    case (.flag(false), let element?): drop[name, default: []].insert(element)
    default: return
    }
  }
}
