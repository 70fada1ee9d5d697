import Synchronization
import TaglioFormat
import TaglioKit
import TaglioStore
import TestSupport

/// A clock that a test sets.
final class TestClock: Sendable {
  private let time: Mutex<Int64>

  init(milliseconds: Int64) {
    time = Mutex(milliseconds)
  }

  func advance(milliseconds: Int64) { time.withLock { $0 += milliseconds } }

  var milliseconds: Int64 { time.withLock { $0 } }

  /// Commits from the year 9000 would overflow nanoseconds, so the clock stops before that.
  var nanoseconds: Int64 { min(milliseconds, .max / 1_000_000) * 1_000_000 }

  func options(author: String) -> Repository.Options {
    Repository.Options(author: author, now: { self.nanoseconds })
  }
}

/// One copy of a store: its objects, what it keeps beside them, its clock.
final class HistoryCopy {
  let name: String
  let store = MemoryStore()
  let books = MemoryBookkeeping()
  let clock: TestClock
  let repository: Repository
  private(set) var reference: ReferenceFold
  private let decoded: DecodedFiles

  init(name: String, clock: TestClock, _ decoded: DecodedFiles) throws {
    self.name = name
    self.clock = clock
    self.decoded = decoded
    repository = try Repository(
      objects: store,
      books: books,
      options: clock.options(author: name)
    )
    reference = try ReferenceFold(ReferenceObjects(store, decoded))
  }

  var files: [ObjectID: [UInt8]] {
    get throws {
      var files: [ObjectID: [UInt8]] = [:]
      for fanout in UInt8.min...UInt8.max {
        for id in try store.list(fanout: fanout).ids {
          files[id] = try store.readFile(id, limit: .max)
        }
      }
      return files
    }
  }

  /// Compares everything that this copy says with the reference, and with an index made anew.
  ///
  /// - Returns: what does not hold.
  func findings(comparingAnew: Bool) throws -> [String] {
    let before = Set(reference.visible.keys)
    reference = try ReferenceFold(ReferenceObjects(store, decoded))
    var findings: [String] = []
    let lost = before.subtracting(reference.visible.keys)
    if !lost.isEmpty { findings.append("the reference hides \(lost.count) visible commits") }
    let state = try repository.snapshot.stateDocument()
    let expected = try reference.stateDocument()
    if state != expected { findings.append(difference(state, expected)) }
    let accepted = try books.accepted(from: 0)
    if Set(accepted) != Set(reference.visible.keys) || accepted.count != reference.visible.count {
      findings.append("accepted \(accepted.count), visible \(reference.visible.count)")
    }
    let answers = try Answers(repository)
    let contested = reference.contested()
    if answers.contested != contested {
      findings.append("contested \(answers.contested), expected \(contested)")
    }
    if comparingAnew {
      let anew = try Answers(
        Repository(
          objects: store,
          books: MemoryBookkeeping(),
          options: clock.options(author: name)
        )
      )
      findings += answers.differences(from: anew)
      findings += try findingsOfThePast()
    }
    return findings
  }

  /// Compares the state at a few commits, early and late ones as chance has named them.
  private func findingsOfThePast() throws -> [String] {
    try reference.visible.keys.sorted().prefix(3).compactMap { commit in
      let state = try repository.at(commit).snapshot.stateDocument()
      let expected = try reference.at(commit).stateDocument()
      return state == expected ? nil : "at \(commit.short()): " + difference(state, expected)
    }
  }

  private func difference(_ state: CanonicalJSON, _ expected: CanonicalJSON) -> String {
    guard case .object(let left) = state.value, case .object(let right) = expected.value else {
      return "a state that is no object"
    }
    for (key, value) in left.members where right[key] != value {
      return "\(key): \(text(value)) expected \(right[key].map(text) ?? "nothing")"
    }
    return "the states differ"
  }

  private func text(_ value: JSONValue) -> String {
    (try? CanonicalJSON(value)).map(String.init(describing:)) ?? "not JSON"
  }
}

/// What a repository answers, in a form that does not depend on the order in which commits came.
struct Answers {
  var state: CanonicalJSON
  var contested: [String]
  var pending: [String]
  var lists: [String]
  var loose: Int

  init(_ repository: Repository) throws {
    let snapshot = repository.snapshot
    let all = PageRequest(includesAll: true)
    let status = try repository.status()
    state = try snapshot.stateDocument()
    contested = status.contested.map { "\($0.target) \($0.values.count)" }.sorted()
    pending = status.pending.map { "\($0.commit.short()) \($0.reason)" }
    loose = status.counts.loose
    let lineages = try snapshot.cases(all).items + snapshot.experiments(all).items
    let runs = try snapshot.runs(all).items
    let suites = try snapshot.suites(all).items
    lists =
      try lineages.map { try Self.line($0, isHere: repository.objects.contains($0.head)) }
      + runs.map { "\($0.id) \($0.outputs) \($0.isImport) \($0.isRemoved)" }
      + suites.map { "\($0.id) \($0.names) \($0.members) \($0.isRemoved)" }
    lists.sort()
  }

  /// An index can know the label of an object whose bytes are gone; one made anew cannot.
  private static func line(_ item: LineageItem, isHere: Bool) -> String {
    let label = isHere ? "\(item.key?.text.description ?? "-") \(item.summary)" : "-"
    return "\(item.lineage) \(item.head) \(item.sequence) \(item.furtherHeads) \(label) "
      + "\(item.isRemoved)"
  }

  func differences(from anew: Answers) -> [String] {
    var differences: [String] = []
    if state != anew.state { differences.append("the state is another one when made anew") }
    if contested != anew.contested {
      differences.append("contested \(contested), made anew \(anew.contested)")
    }
    if pending != anew.pending {
      differences.append("pending \(pending), made anew \(anew.pending)")
    }
    if loose != anew.loose { differences.append("loose \(loose), made anew \(anew.loose)") }
    for line in Set(lists).symmetricDifference(anew.lists).sorted() {
      differences.append(anew.lists.contains(line) ? "anew: \(line)" : "was: \(line)")
    }
    return differences
  }
}
