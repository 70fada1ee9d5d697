import TaglioFormat
import TaglioKit
import TestSupport
import Testing

/// Undoing the latest commit gives the state before it, whatever the commit did; undoing that gives
/// the state after it.
@Suite struct UndoHistoryTests {
  private static let count = 200

  @Test(arguments: 0..<4)
  func undoingGivesTheStateBefore(lane: Int) throws {
    for seed in stride(from: lane, to: Self.count, by: 4) {
      var maker = HistoryMaker(seed: UInt64(seed + 1))
      let clock = TestClock(milliseconds: 1_790_000_000_000)
      let copy = try HistoryCopy(name: "copy", clock: clock, DecodedFiles())
      for step in 0..<12 {
        clock.advance(milliseconds: 5)
        _ = try copy.findings(comparingAnew: false)
        let before = try LivingState(copy.repository)
        let draft = try maker.draft(HistoryKnowledge(copy.reference))
        guard let commit = try maker.commit(draft, in: copy) else { continue }
        let after = try LivingState(copy.repository)
        if step % 3 != 0 { continue }
        let report = try copy.repository.undo(commit)
        let undone = try LivingState(copy.repository)
        #expect(undone.differences(from: before) == [], "seed \(seed + 1), step \(step)")
        guard let undo = report.commit else { continue }
        _ = try copy.repository.undo(undo)
        let redone = try LivingState(copy.repository)
        #expect(redone.differences(from: after) == [], "seed \(seed + 1), step \(step), again")
      }
    }
    print("undone histories: seeds 1…\(Self.count)")
  }
}

/// What a person sees of a state: what was removed is left out, and a head counts by its content.
///
/// Undoing keeps versions and seals in the history, so whole states differ in those.
struct LivingState {
  private var lineages: [String: Set<ObjectID>] = [:]
  /// Lineages where the rules of heads let what was taken back show.
  ///
  /// Where all last versions are closed, all are heads again, one that was added and closed too.
  /// Where there are several first versions, one that says what a version of another chain says is
  /// no head, and what was taken back stays in that chain.
  private var undecided: Set<String> = []
  private var fields: JSONObject
  private var names: JSONObject
  private var suites: JSONObject
  private var removed: Set<String>

  init(_ repository: Repository) throws {
    let snapshot = repository.snapshot
    guard case .object(let state) = try snapshot.stateDocument().value else {
      throw TaglioError(.failed, "a state that is no object")
    }
    fields = state["fields"]?.members ?? JSONObject()
    names = state["names"]?.members ?? JSONObject()
    suites = state["suites"]?.members ?? JSONObject()
    removed = Set(state["removed"]?.texts ?? [])
    let closed = Set(state["closed"]?.texts ?? [])
    for lineage in try snapshot.lineages() {
      guard let heads = try snapshot.heads(ofLineage: lineage) else { continue }
      let id = "\(try snapshot.lineageID(lineage))"
      // The built-in experiment stays, as import runs do.
      if id == "\(ImportExperiment.id)" { continue }
      let firsts = try snapshot.versions(ofLineage: lineage).count { $0.sequence == 1 }
      if firsts > 1 || heads.all.allSatisfy({ closed.contains("\($0.id)") }) {
        undecided.insert(id)
      }
      lineages[id] = Set(heads.all.map(\.row.content))
    }
  }

  /// What differs from an earlier state, in words.
  func differences(from old: LivingState) -> [String] {
    var found: [String] = []
    for (id, heads) in lineages where !removed.contains(id) || old.lineages[id] != nil {
      if heads != old.lineages[id], !old.undecided.union(undecided).contains(id) {
        found.append("heads of \(id)")
      }
    }
    if fields != old.fields { found.append("fields \(fields) were \(old.fields)") }
    if names != old.names { found.append("names \(names) were \(old.names)") }
    if suites != old.suites { found.append("suites \(suites) were \(old.suites)") }
    // What was brought in and taken back is removed, and was not there before.
    let gone = removed.symmetricDifference(old.removed).filter { old.lineages[$0] != nil }
    if !gone.isEmpty { found.append("removed \(gone.sorted())") }
    return found
  }
}

extension JSONValue {
  fileprivate var members: JSONObject? {
    if case .object(let object) = self { object } else { nil }
  }

  fileprivate var texts: [String]? {
    guard case .array(let elements) = self else { return nil }
    return elements.compactMap { if case .string(let text) = $0 { text } else { nil } }
  }
}
