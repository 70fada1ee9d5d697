package import TaglioSystem

/// Starts programs that run cases.
package protocol ProgramStarter: Sendable {
  /// Starts a program as the leader of a group of its own, with what `call` adds to the environment
  /// of this process.
  ///
  /// - Throws: `ProgramRefusal` where there is no such program or it may not be executed.
  func start(_ call: ProgramCall) throws -> any Program
}

/// What a program is started with.
package struct ProgramCall: Hashable, Sendable {
  /// The name of the program and its arguments; at least the name.
  package var command: [String]
  /// Variables that are added to the environment.
  package var environment: [String: String]

  package init(_ command: [String], environment: [String: String] = [:]) {
    self.command = command
    self.environment = environment
  }
}

/// A program under way; its owner talks to it from one thread, and waits.
package protocol Program: AnyObject, Sendable {
  /// Gives bytes to its standard input; after the last ones the program sees the end.
  ///
  /// A program may end without reading them: what is left is dropped.
  func send(_ bytes: [UInt8], isLast: Bool)

  /// Waits for what it prints on standard output.
  ///
  /// - Parameters:
  ///   - limit: the most bytes that are taken.
  ///   - timeout: in nanoseconds; nil waits as long as it takes.
  func read(_ amount: ProgramReading.Amount, limit: Int, timeout: Int64?) -> ProgramReading

  /// Whether it printed something that was not read.
  var hasUnread: Bool { get }

  /// Waits for its end; nil where it did not come in time.
  func wait(timeout: Int64?) -> ProgramEnding?

  /// Ends it and what it started.
  func end(_ ending: Programs.Ending)
}

/// What reading from a program came to.
package enum ProgramReading: Hashable, Sendable {
  /// How much is wanted.
  package enum Amount: Sendable {
    case line, all
  }

  /// A line without its line feed.
  case line([UInt8])
  /// What came before the program ended or closed its output.
  case end([UInt8])
  case timedOut
  case tooLarge
}

/// How a program ended.
package struct ProgramEnding: Hashable, Sendable {
  package enum Status: Hashable, Sendable {
    case exited(Int32)
    case signalled(Int32)
  }

  package var status: Status
  /// The last bytes that it printed on standard error.
  package var errors: [UInt8]

  package init(_ status: Status, errors: [UInt8] = []) {
    self.status = status
    self.errors = errors
  }

  /// How many bytes of standard error are kept.
  package static let keptErrors = 2048
}

/// Why a program could not be started.
package struct ProgramRefusal: Error, Hashable {
  /// One sentence without a full stop.
  package var reason: String

  package init(_ reason: String) {
    self.reason = reason
  }
}

extension Program {
  /// How long a program has for its end after it was asked to, in nanoseconds.
  package static var grace: Int64 { 2_000_000_000 }

  /// Asks the program to end, forces it where it does not, and takes what it started along.
  package func stop() -> ProgramEnding? {
    end(.asked)
    let ending = wait(timeout: Self.grace)
    end(.forced)
    return ending ?? wait(timeout: Self.grace)
  }
}
