import Synchronization
package import TaglioSystem

/// Keeps every effect it witnesses, and can make one of them fail.
package final class EffectRecorder: Sendable {
  private let state = Mutex<(effects: [Effect], fault: Fault?, fired: Bool)>(([], nil, false))

  /// A planned failure: the first effect that `matches` fails with `error`.
  package struct Fault: Sendable {
    package var error: SystemError
    package var matches: @Sendable (Effect) -> Bool

    package init(_ error: SystemError, matches: @escaping @Sendable (Effect) -> Bool) {
      self.error = error
      self.matches = matches
    }
  }

  package init(fault: Fault? = nil) {
    state.withLock { $0.fault = fault }
  }

  /// What happened so far, in order.
  package var effects: [Effect] { state.withLock { $0.effects } }

  /// Whether the planned failure happened.
  ///
  /// A test whose fault never fires tests nothing.
  package var faultFired: Bool { state.withLock { $0.fired } }

  package func witness(largestWrite: Int = .max) -> Witness {
    Witness(largestWrite: largestWrite) { [self] effect throws(SystemError) in
      try record(effect)
    }
  }

  private func record(_ effect: Effect) throws(SystemError) {
    let failure: SystemError? = state.withLock { state in
      if !state.fired, let fault = state.fault, fault.matches(effect) {
        state.fired = true
        return fault.error
      }
      state.effects.append(effect)
      return nil
    }
    if let failure { throw failure }
  }
}
