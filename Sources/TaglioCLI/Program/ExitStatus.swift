/// What the program tells its caller when it ends.
package enum ExitStatus: Int32, Sendable, CaseIterable {
  case done = 0
  case failed = 1
  /// Something was done and something was not.
  case partly = 3
  /// An integrity problem was found.
  case problems = 4
  /// A difference was found that was asked for.
  case difference = 5
  /// What was named does not exist, or is more than one thing.
  case notFound = 6
  case noRepository = 10
  case locked = 11
  case usage = 64
  /// Somebody asked that it ends before it was done.
  case interrupted = 130
}
