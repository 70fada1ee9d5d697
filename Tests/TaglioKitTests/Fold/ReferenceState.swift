import TaglioFormat
import TaglioKit

/// The place of a commit in the order of last-writer-wins.
struct ReferenceStamp: Comparable {
  var time: CommitTime
  var commit: ObjectID

  static func < (left: ReferenceStamp, right: ReferenceStamp) -> Bool {
    (left.time, left.commit) < (right.time, right.commit)
  }
}

/// A register with all that was written to it.
struct ReferenceHistory {
  var writes: [(write: ReferenceWrite, stamp: ReferenceStamp)] = []

  var latest: (write: ReferenceWrite, stamp: ReferenceStamp)? {
    writes.max { ($0.write.precedence, $0.stamp) < ($1.write.precedence, $1.stamp) }
  }
}

extension ReferenceFold {
  /// The document that `Snapshot.stateDocument` must give.
  func stateDocument() throws -> CanonicalJSON {
    let registers = registers()
    var state = JSONObject()
    state["closed"] = flagged(.closing, registers)
    state["commits"] = .array(visible.keys.sorted().map(text))
    state["fields"] = fields(registers)
    state["heads"] = .array(heads.map(text))
    state["lineages"] = try lineages(registers)
    state["names"] = object(registers, .name) { $0.name.string }
    state["removed"] = flagged(.removal, registers)
    state["runs"] = .array(try listed.filter { try facts($0)?.type == .run }.sorted().map(text))
    state["seals"] = object(registers, .seal) { $0.target }
    state["suites"] = suites(registers)
    return try CanonicalJSON(.object(state))
  }

  /// The registers for which the latest writers, those that no other writer had seen, do not agree:
  /// the target and the number of values.
  func contested() -> [String] {
    registers().compactMap { register, history in
      let latest = history.writes.filter { write in
        !history.writes.contains {
          visible[$0.stamp.commit]?.ancestors.contains(write.stamp.commit) ?? false
        }
      }
      let values = Set(latest.map(\.write.value))
      return values.count > 1 ? "\(register.target) \(values.count)" : nil
    }.sorted()
  }

  private func registers() -> [ReferenceRegister: ReferenceHistory] {
    var registers: [ReferenceRegister: ReferenceHistory] = [:]
    for (id, folded) in visible {
      let stamp = ReferenceStamp(time: folded.commit.time, commit: id)
      for write in folded.changes.flatMap(\.referenceWrites) {
        registers[write.register, default: .init()].writes.append((write, stamp))
      }
    }
    return registers
  }

  private func text(_ id: ObjectID) -> JSONValue { .string("\(id)") }

  private func facts(_ id: ObjectID) throws -> Facts? { try objects.facts(id) }

  private func flagged(
    _ kind: ReferenceRegister.Kind,
    _ registers: [ReferenceRegister: ReferenceHistory]
  ) -> JSONValue {
    let targets = registers.filter { $0.key.kind == kind && $0.value.latest?.write.value == true }
    return .array(targets.keys.map(\.target).sorted().map(JSONValue.string))
  }

  private func object(
    _ registers: [ReferenceRegister: ReferenceHistory],
    _ kind: ReferenceRegister.Kind,
    _ name: (ReferenceRegister) -> String
  ) -> JSONValue {
    var object = JSONObject()
    for (register, history) in registers where register.kind == kind {
      if let value = history.latest?.write.value { object[name(register)] = value }
    }
    return .object(object)
  }

  private func suites(_ registers: [ReferenceRegister: ReferenceHistory]) -> JSONValue {
    var suites: [String: JSONObject] = [:]
    for (register, history) in registers where register.kind == .member {
      guard let value = history.latest?.write.value else { continue }
      suites[register.target, default: JSONObject()][register.name.string] = value
    }
    var object = JSONObject()
    for (suite, members) in suites { object[suite] = .object(members) }
    return .object(object)
  }

  // MARK: Labels

  private func fields(_ registers: [ReferenceRegister: ReferenceHistory]) -> JSONValue {
    var names: [String: Set<ExactString>] = [:]
    for register in registers.keys where register.kind == .field || register.kind == .element {
      names[register.target, default: []].insert(register.name)
    }
    var object = JSONObject()
    for (target, names) in names {
      var labels = JSONObject()
      for name in names { labels[name.string] = label(target, name, registers) }
      if !labels.isEmpty { object[target] = .object(labels) }
    }
    return .object(object)
  }

  private func label(
    _ target: String,
    _ name: ExactString,
    _ registers: [ReferenceRegister: ReferenceHistory]
  ) -> JSONValue? {
    let field = ReferenceRegister(kind: .field, target: target, name: name)
    let whole = registers[field]?.latest
    let later = registers.compactMap { register, history -> (CanonicalJSON, JSONValue?)? in
      guard register.kind == .element, register.wholeField == field, let latest = history.latest,
        let element = register.element
      else { return nil }
      if let whole, latest.stamp < whole.stamp { return nil }
      return (element, latest.write.value)
    }
    let value = whole?.write.value
    if later.isEmpty { return value }
    var elements: Set<CanonicalJSON> = []
    if case .array(let list)? = value { elements = Set(list.map(canonical)) }
    for (element, isPresent) in later {
      if isPresent == true { elements.insert(element) } else { elements.remove(element) }
    }
    if !elements.isEmpty { return .array(elements.sorted().map(\.value)) }
    if case .array? = value { return nil }
    return value
  }

  private func canonical(_ value: JSONValue) -> CanonicalJSON {
    guard let text = try? CanonicalJSON(value) else {
      preconditionFailure("a value that was canonical")
    }
    return text
  }

  // MARK: Lineages

  /// The versions of each lineage that visible commits list.
  func versionsByLineage() throws -> [ObjectID: [ObjectID]] {
    var lineages: [ObjectID: [ObjectID]] = [:]
    for id in listed {
      guard let facts = try facts(id), facts.type == .case || facts.type == .experiment else {
        continue
      }
      lineages[try lineage(of: id, facts), default: []].append(id)
    }
    return lineages.mapValues { $0.sorted() }
  }

  private func lineage(of id: ObjectID, _ known: Facts) throws -> ObjectID {
    if let keyed = known.keyedLineage { return keyed.id }
    guard let previous = known.previous, let before = try facts(previous) else { return id }
    return try lineage(of: previous, before)
  }

  private func lineages(
    _ registers: [ReferenceRegister: ReferenceHistory]
  ) throws -> JSONValue {
    var object = JSONObject()
    for (lineage, versions) in try versionsByLineage() {
      let heads = try self.heads(of: versions, registers)
      object["\(lineage)"] = [
        "heads": .array(heads.map(text)), "versions": .array(versions.map(text)),
      ]
    }
    return .object(object)
  }

  private func heads(
    of versions: [ObjectID],
    _ registers: [ReferenceRegister: ReferenceHistory]
  ) throws -> [ObjectID] {
    let followed = Set(try versions.compactMap { try facts($0)?.previous })
    let tips = versions.filter { !followed.contains($0) }
    let open = tips.filter { tip in
      let closing = ReferenceRegister(kind: .closing, target: "\(tip)")
      return registers[closing]?.latest?.write.value != true
    }
    let candidates = open.isEmpty ? tips : open
    let news = try candidates.filter { tip in
      guard try facts(tip)?.previous == nil else { return true }
      let content = try facts(tip)?.content
      return try !candidates.contains { other in
        try ancestors(of: other).contains { try facts($0)?.content == content }
      }
    }
    let distinct = try news.filter { tip in
      let content = try facts(tip)?.content
      return try !news.contains { try $0 < tip && facts($0)?.content == content }
    }
    return try distinct.sorted { left, right in
      (try firstListing(right), right) < (try firstListing(left), left)
    }
  }

  private func ancestors(of version: ObjectID) throws -> [ObjectID] {
    guard let previous = try facts(version)?.previous else { return [] }
    return [previous] + (try ancestors(of: previous))
  }

  private func firstListing(_ object: ObjectID) throws -> ReferenceStamp {
    let stamps = visible.filter { $0.value.listed.contains(object) }
      .map { ReferenceStamp(time: $0.value.commit.time, commit: $0.key) }
    guard let first = stamps.min() else { preconditionFailure("an object that no commit lists") }
    return first
  }
}
