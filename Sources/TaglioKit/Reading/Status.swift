public import TaglioFormat
import TaglioStore

/// What `status` tells of a store.
public struct Status: Sendable {
  /// How much there is of each kind.
  public var counts = Counts()
  /// The heads of the commit graph.
  public var heads: [ObjectID] = []
  /// The latest visible commit.
  public var lastCommit: CommitItem?
  /// Lineages with more than one head.
  public var forks: [LineageItem] = []
  /// Registers whose value is open.
  public var contested: [Contested] = []
  /// Commits that are here and not visible.
  public var pending: [Pending] = []
  /// Names among the objects that are no ids: left by other tools.
  public var strays: [String] = []
  /// Temporary files under `objects`.
  public var leftovers: [String] = []
  /// Erased objects whose bytes are still here, ascending.
  public var erasedHere: [ObjectID] = []
  /// Visible commits whose time is later than now.
  public var fromTheFuture: [ObjectID] = []

  /// How much there is of each kind.
  public struct Counts: Sendable {
    /// Cases that were added, whatever their number of versions.
    public var lineages = 0
    /// Versions of these cases.
    public var versions = 0
    /// Cases that came out of runs, whatever their number of versions.
    public var outputs = 0
    /// Versions of experiments.
    public var experiments = 0
    /// Runs, imports included.
    public var runs = 0
    /// Suites that have a name or members.
    public var suites = 0
    /// Attachments.
    public var blobs = 0
    /// Visible commits.
    public var commits = 0
    /// Files that no visible commit lists.
    public var loose = 0
  }

  /// A register that two writers wrote without having seen each other.
  public struct Contested: Sendable {
    /// What it is a register of, in words: a field of a case, a name.
    public var register: String
    /// What it belongs to.
    public var target: String
    /// What the writers said.
    public var values: [String]
  }

  /// A commit that is here and not visible.
  public struct Pending: Sendable {
    /// Why it is not visible.
    public enum Reason: String, Sendable { case invalid, newer, waits }

    /// Its id.
    public var commit: ObjectID
    /// Why it is not visible.
    public var reason: Reason
    /// One object that it waits for.
    public var missing: ObjectID?
  }
}

extension Repository {
  /// Counts, heads, forks, what waits, and what does not belong here.
  public func status() throws -> Status {
    let snapshot = snapshot
    let index = snapshot.index
    var status = Status()
    status.counts = try snapshot.counts()
    status.heads = try index.heads.map { try index.commit($0).id }.sorted()
    status.lastCommit = try log(limit: 1).items.first
    status.forks = try snapshot.forks()
    status.contested = try snapshot.contested()
    status.pending = try index.pending().map { pending in
      Status.Pending(
        commit: pending.id,
        reason: Status.Pending.Reason(pending.reason),
        missing: pending.reason == .waits ? pending.missing : nil
      )
    }
    let tombstones = try Tombstones(self)
    for directory in UInt8.min...UInt8.max {
      let listing = try objects.list(fanout: directory)
      status.erasedHere += listing.ids.filter(tombstones.isErased)
      status.strays += listing.strays
      status.leftovers += listing.temporaries
    }
    status.strays = (status.strays + (try objects.strays())).sorted()
    status.fromTheFuture = try snapshot.commits(after: options.now() / 1_000_000)
    return status
  }
}

extension Status.Pending.Reason {
  fileprivate init(_ reason: PendingReason) {
    switch reason {
    case .waits: self = .waits
    case .newer: self = .newer
    case .invalid: self = .invalid
    }
  }
}

extension Snapshot {
  func counts() throws -> Status.Counts {
    var counts = Status.Counts()
    for number in 0..<index.objectCount {
      let row = try index.object(number)
      switch row.kind {
      case .case: counts.versions += try isOutput(row) ? 0 : 1
      case .experiment: counts.experiments += 1
      case .run: counts.runs += 1
      case .blob: counts.blobs += 1
      case .changes, .missing: break
      }
    }
    for lineage in try lineages() {
      let row = try index.object(lineage)
      guard row.kind == .case else { continue }
      if try isOutput(row) { counts.outputs += 1 } else { counts.lineages += 1 }
    }
    counts.suites = try suites(PageRequest(limit: 0, includesAll: true)).total
    counts.commits = Int(index.commitCount)
    counts.loose = try index.looseFiles().count
    return counts
  }

  /// Lineages with more than one head.
  ///
  /// Only those with more than one version are looked at.
  package func forks() throws -> [LineageItem] {
    var versions: [UInt32: Int] = [:]
    try index.forEach(.versions) { (row) throws(FormatError) in
      versions[row.uint32(at: 0), default: 0] += 1
    }
    let removed = try removedTargets()
    return try versions.filter { $0.value > 1 }.keys.sorted().compactMap { lineage in
      guard try heads(ofLineage: lineage)?.isFork == true else { return nil }
      return try item(lineage, removed)
    }
  }

  /// Registers whose value is open: writing them again settles them.
  package func contested() throws -> [Status.Contested] {
    var found: [Status.Contested] = []
    var seen: Set<RegisterKey> = []
    var hashes: [[UInt8]] = []
    try index.forEach(.contested) { (row) throws(FormatError) in hashes.append(Array(row.row)) }
    for hash in hashes {
      for register in try registers(hash: hash)
      where !register.contested.isEmpty && seen.insert(register.key).inserted {
        found.append(
          Status.Contested(
            register: register.key.words,
            target: register.key.targetWords,
            values: register.contested.map(\.words)
          )
        )
      }
    }
    return found.sorted { ($0.target, $0.register) < ($1.target, $1.register) }
  }

  func commits(after now: Int64) throws(FormatError) -> [ObjectID] {
    var found: [ObjectID] = []
    try index.forEach(.timeline) { (row) throws(FormatError) in
      let commit = try index.commit(row.uint32(at: 8))
      if commit.time.milliseconds > now { found.append(commit.id) }
    }
    return found.sorted()
  }
}

extension RegisterKey {
  /// What the register is, for a person.
  var words: String {
    let text = String(decoding: detail, as: UTF8.self)
    switch kind {
    case .field, .saidField: return "field \(fieldName.field)"
    case .element, .saidElement:
      let (name, element) = fieldName
      return "\(name) \(element.map(String.init(describing:)) ?? "")"
    case .name: return "name \(String(decoding: target, as: UTF8.self))/\(text)"
    case .member: return "member \(ObjectID(bytes: detail)?.short() ?? "")"
    case .suite: return "suite"
    case .removal: return "removed"
    case .closing: return "closed"
    case .seal: return "seal"
    }
  }

  var targetWords: String {
    kind == .name ? "" : Target(rawBytes: target).map { "\($0)" } ?? ""
  }
}

extension RegisterValue {
  /// The value, for a person.
  var words: String {
    switch self {
    case .json(let value): "\(value)"
    case .absent, .name(nil), .member(nil): "(none)"
    case .flag(let flag): flag ? "yes" : "no"
    case .name(let target?): "\(target)"
    case .member(.floating?): "floating"
    case .member(.pinned(let version)?): "pinned to \(version.short())"
    case .seal(let seal): "\(seal.status.rawValue), \(seal.count) outputs"
    }
  }
}
