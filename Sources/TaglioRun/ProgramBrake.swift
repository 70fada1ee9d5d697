import Synchronization
import TaglioSystem

/// Knows the programs under way, and stops all of them.
final class ProgramBrake: Sendable {
  private struct State {
    var isPulled = false
    var live: [ObjectIdentifier: any Program] = [:]
  }

  private let state = Mutex(State())

  /// Whether nothing new is to be begun.
  var isPulled: Bool { state.withLock { $0.isPulled } }

  /// Watches over a program that was started.
  func watch(_ program: any Program) {
    let isLate = state.withLock { state in
      state.live[ObjectIdentifier(program)] = program
      return state.isPulled
    }
    if isLate { program.end(.asked) }
  }

  /// Forgets a program that has ended.
  func forget(_ program: any Program) {
    state.withLock { _ = $0.live.removeValue(forKey: ObjectIdentifier(program)) }
  }

  /// From now on nothing new is begun, and the programs under way are ended.
  func pull(_ ending: Programs.Ending) {
    let live = state.withLock { state in
      state.isPulled = true
      return Array(state.live.values)
    }
    for program in live { program.end(ending) }
  }
}
