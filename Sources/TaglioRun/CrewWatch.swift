import TaglioSystem

/// What the thread that waits knows of those that work.
struct CrewWatch {
  let brake: ProgramBrake
  let clock: @Sendable () -> Int64
  /// How many threads work.
  var working: Int
  private(set) var outputs = 0
  private(set) var failure: (any Error)?
  private var isBroken = false
  private var stopped: Int64?

  /// How long programs have for their end, in nanoseconds.
  private static let grace: Int64 = 2_000_000_000

  init(brake: ProgramBrake, clock: @escaping @Sendable () -> Int64, working: Int) {
    self.brake = brake
    self.clock = clock
    self.working = working
  }

  mutating func receive(_ message: TrialCrew.Message, _ take: (TrialCrew.News) throws -> Void) {
    switch message {
    case .gone: working -= 1
    case .failed(let error): fail(error)
    case .silence: hand(.silence, to: take)
    case .output(let output):
      outputs += 1
      hand(.output(output), to: take)
    }
  }

  private mutating func hand(_ news: TrialCrew.News, to take: (TrialCrew.News) throws -> Void) {
    guard !isBroken else { return }
    do {
      try take(news)
    } catch {
      isBroken = true
      fail(error)
    }
  }

  private mutating func fail(_ error: any Error) {
    failure = failure ?? error
    stop()
  }

  mutating func stop() {
    guard stopped == nil else { return }
    stopped = clock()
    brake.pull(.asked)
  }

  /// Ends the programs that did not end when they were asked to.
  mutating func hurry() {
    guard let stopped, clock() - stopped > CrewWatch.grace else { return }
    brake.pull(.forced)
    self.stopped = .max
  }
}
