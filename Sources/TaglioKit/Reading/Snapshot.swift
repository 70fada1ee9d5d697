package import TaglioFormat
package import TaglioStore

/// The state at one moment, read from the index alone.
///
/// A snapshot does not change when commits are made; take a new one from the repository for that.
public struct Snapshot {
  package let index: Index

  package init(index: Index) {
    self.index = index
  }
}

/// The place of a commit in the order of last-writer-wins.
struct Stamp: Comparable, Hashable {
  var time: CommitTime
  var commit: ObjectID

  static func < (left: Stamp, right: Stamp) -> Bool {
    (left.time, left.commit) < (right.time, right.commit)
  }
}

extension Snapshot {
  func stamp(_ commit: UInt32) throws(FormatError) -> Stamp {
    let row = try index.commit(commit)
    return Stamp(time: row.time, commit: row.id)
  }

  /// The first commit, in the order of section 4 of the design, that lists an object.
  func firstListing(of object: UInt32) throws(FormatError) -> (stamp: Stamp, commit: UInt32)? {
    guard let commit = try firstCommit(of: object) else { return nil }
    return (try stamp(commit), commit)
  }

  /// As `firstListing`, without its stamp.
  func firstCommit(of object: UInt32) throws(FormatError) -> UInt32? {
    var best: UInt32?
    try index.forEach(.listed, startingWith: IndexKey(object)) { (row) throws(FormatError) in
      let commit = row.uint32(at: 4)
      guard let other = best, other != commit else {
        best = commit
        return
      }
      if try stamp(commit) < stamp(other) { best = commit }
    }
    return best
  }
}

/// What a register says: its value, who wrote it, and what others wrote who had not seen that.
package struct Register: Sendable {
  package var key: RegisterKey
  package var value: RegisterValue
  package var commit: UInt32
  /// Values that differ, of commits neither of which had seen the other.
  package var contested: [RegisterValue]
}

extension Register {
  /// What a register says that was written once.
  fileprivate init(_ write: RegisterWrite) throws(FormatError) {
    key = write.key
    value = try RegisterValue(write.key.kind, write.value)
    commit = write.commit
    contested = []
  }
}

extension RegisterKey {
  /// By detail, then by target.
  fileprivate func precedes(_ other: RegisterKey) -> Bool {
    detail == other.detail
      ? target.lexicographicallyPrecedes(other.target)
      : detail.lexicographicallyPrecedes(other.detail)
  }
}

extension Snapshot {
  package func register(_ key: RegisterKey) throws(FormatError) -> Register? {
    try resolve(index.writes(key))
  }

  /// All registers of a class with this target, each resolved.
  package func registers(
    _ kind: RegisterKey.Class,
    target: [UInt8]
  ) throws(FormatError) -> [Register] {
    try resolveAll(index.writes(kind, target: target))
  }

  package func registers(_ kind: RegisterKey.Class) throws(FormatError) -> [Register] {
    try resolveAll(index.writes(kind))
  }

  /// The registers whose hash is this one: one, unless hashes meet.
  func registers(hash: [UInt8]) throws(FormatError) -> [Register] {
    guard let kind = hash.first.flatMap(RegisterKey.Class.init(rawValue:)) else { return [] }
    return try resolveAll(index.writes(kind, hash: hash))
  }

  /// Groups writes of one class by register and resolves each, ordered by detail and target.
  func resolveAll(_ writes: [RegisterWrite]) throws(FormatError) -> [Register] {
    var writes = writes
    if writes.count > 1 { writes.sort { $0.key.precedes($1.key) } }
    var registers: [Register] = []
    registers.reserveCapacity(writes.count)
    var start = 0
    while start < writes.count {
      var end = start + 1
      while end < writes.count, writes[end].key == writes[start].key { end += 1 }
      if let register = try resolve(writes[start..<end]) { registers.append(register) }
      start = end
    }
    return registers
  }

  /// Last writer wins, by time and then commit id; among seals a complete one beats an abandoned
  /// one.
  func resolve(_ writes: some Collection<RegisterWrite>) throws(FormatError) -> Register? {
    if writes.count == 1, let only = writes.first { return try Register(only) }
    var best: (write: RegisterWrite, value: RegisterValue, rank: (Int, Stamp))?
    for write in writes {
      let value = try RegisterValue(write.key.kind, write.value)
      let rank = (value.precedence, try stamp(write.commit))
      if let best, rank < best.rank { continue }
      best = (write, value, rank)
    }
    guard let best else { return nil }
    return Register(
      key: best.write.key,
      value: best.value,
      commit: best.write.commit,
      contested: writes.count > 1 ? try contested(Array(writes)) : []
    )
  }

  /// The values of the writes that no other write had seen, where they are more than one.
  ///
  /// The fold marks a register when it meets such a write; others need no walk through the history.
  private func contested(_ writes: [RegisterWrite]) throws(FormatError) -> [RegisterValue] {
    guard let first = writes.first, try index.find(.contested, IndexKey(first.key.hash)) != nil
    else {
      return []
    }
    var seen = try ancestors(of: writes)
    var values: Set<RegisterValue> = []
    for write in writes {
      let isSeen = try seen.contains(write.commit) { (number) throws(FormatError) in
        try index.commit(number)
      }
      if !isSeen { values.insert(try RegisterValue(write.key.kind, write.value)) }
    }
    guard values.count > 1 else { return [] }
    return values.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
  }

  /// All that the commits of some writes had seen: one walk serves all writes, however many.
  private func ancestors(of writes: [RegisterWrite]) throws(FormatError) -> Ancestry {
    var parents: Set<UInt32> = []
    for commit in Set(writes.map(\.commit)) { parents.formUnion(try index.commit(commit).parents) }
    return Ancestry(of: Array(parents))
  }
}

extension RegisterValue {
  /// What is compared before the time: only seals have it.
  fileprivate var precedence: Int {
    if case .seal(let seal) = self { seal.status == .complete ? 1 : 0 } else { 0 }
  }
}
