import Synchronization
package import TaglioRun
import TaglioSystem

/// Starts no programs, and plays two: `cat`, which gives back what it gets, and `false`, which fails.
package struct EchoStarter: ProgramStarter {
  package init() {}

  package func start(_ call: ProgramCall) throws -> any Program {
    EchoProgram(fails: call.command.first == "false")
  }
}

private final class EchoProgram: Program {
  private let ending: ProgramEnding
  private let fails: Bool
  private let input = Mutex<[UInt8]>([])

  init(fails: Bool) {
    self.fails = fails
    ending = ProgramEnding(.exited(fails ? 1 : 0))
  }

  func send(_ bytes: [UInt8], isLast: Bool) { input.withLock { $0 += bytes } }

  var hasUnread: Bool { false }

  func read(_ amount: ProgramReading.Amount, limit: Int, timeout: Int64?) -> ProgramReading {
    let bytes = input.withLock { input in
      defer { input = [] }
      return input
    }
    if fails { return .end([]) }
    return amount == .line ? .line(bytes.dropLast()) : .end(bytes)
  }

  func wait(timeout: Int64?) -> ProgramEnding? { ending }

  func end(_ ending: Programs.Ending) {}
}
