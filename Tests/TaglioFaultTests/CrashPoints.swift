import SystemPackage
import TaglioCheck
import TaglioSystem
import TestSupport

/// The recorded effects of an operation, and the directories that a crash among them can leave.
struct CrashPoints {
  let prepared: PreparedOperation
  let effects: [Effect]
  private let replay: CrashReplay

  /// What came of trying states out.
  struct Result {
    var tried = 0
    var findings: Set<Finding.Name> = []
  }

  init(_ operation: StoreOperation) throws {
    let prepared = try PreparedOperation(operation)
    self.prepared = prepared
    (effects, replay) = try withTemporaryDirectory { root in
      let site = try prepared.lay(in: root)
      let replay = try CrashReplay(root: root)
      let recorder = EffectRecorder()
      let outcome = try prepared.run(at: site, disk: Disk(witness: recorder.witness()))
      try require(outcome.status == 0, outcome.errors)
      return (recorder.effects, replay)
    }
  }

  /// Looks at the states that crashes leave, each different one once.
  ///
  /// - Parameter sample: how many of them at most, spread over all; nil for all.
  func check(sample: Int?) throws -> Result {
    let states = try distinctStates(after: effects, singles: sample == nil)
    let stride = max(1, states.count / (sample ?? states.count))
    var result = Result()
    for (index, state) in states.enumerated()
    where index % stride == 0 || index == states.count - 1 {
      result.findings.formUnion(try check(state, isAcknowledged: state.completed == effects.count))
      result.tried += 1
    }
    return result
  }

  /// Looks at what a crash leaves right after the command was done.
  func checkEnd(of effects: [Effect]) throws {
    try replay.forEachState(after: effects, from: effects.count) { state in
      _ = try check(state, isAcknowledged: true)
    }
  }

  /// The states with different files; of equal ones the last, after which most was acknowledged.
  private func distinctStates(after effects: [Effect], singles: Bool) throws -> [CrashState] {
    var places: [FileTree: Int] = [:]
    var states: [CrashState] = []
    try replay.forEachState(after: effects, singles: singles) { state in
      if let place = places[state.tree] {
        states[place] = state
      } else {
        places[state.tree] = states.count
        states.append(state)
      }
    }
    return states
  }

  private func check(_ state: CrashState, isAcknowledged: Bool) throws -> Set<Finding.Name> {
    do {
      return try state.withDirectory { root in
        try Aftermath(prepared: prepared, site: CommandSite(root: root))
          .check(isAcknowledged: isAcknowledged)
      }
    } catch {
      throw Violation("\(prepared.operation), \(state): \(error)")
    }
  }
}
