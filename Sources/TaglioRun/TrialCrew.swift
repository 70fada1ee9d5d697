import Synchronization
import TaglioFormat
package import TaglioKit
import TaglioSystem

/// Does trials on several threads, and hands on what comes out as it comes.
///
/// What is handed on does not depend on how many threads there are, but for the order.
package struct TrialCrew: Sendable {
  let plan: TrialPlan
  let starter: any ProgramStarter
  let reader: CaseReader
  /// A clock that never goes back, in nanoseconds.
  let clock: @Sendable () -> Int64

  package init(
    _ plan: TrialPlan,
    starter: any ProgramStarter,
    reader: CaseReader,
    clock: @escaping @Sendable () -> Int64
  ) {
    self.plan = plan
    self.starter = starter
    self.reader = reader
    self.clock = clock
  }

  /// What happened meanwhile.
  package enum News: Sendable {
    case output(OutputRecord)
    /// Nothing came for a moment.
    case silence
  }

  /// Does trials, and calls `take` on the thread of the caller with each output.
  ///
  /// When `isInterrupted` says so, when something fails that no trial is to blame for, or when `take`
  /// throws, no trial is begun any more and programs under way are ended; what they gave before is
  /// still taken, unless it was `take` that failed.
  ///
  /// - Returns: whether all trials were done.
  /// - Throws: what went wrong first.
  package func run(
    _ trials: [Trial],
    isInterrupted: () -> Bool,
    take: (News) throws -> Void
  ) throws -> Bool {
    let (mailbox, brake, queue) = (Mailbox<Message>(), ProgramBrake(), TrialQueue(trials))
    let crew = Crew(min(plan.jobs, trials.count)) { _ in
      work(on: queue, brake, mailbox)
      mailbox.put(.gone)
    }
    guard crew.size > 0 || trials.isEmpty else {
      throw TaglioError(.failed, "the system has no thread left", help: "Try again later.")
    }
    var watch = CrewWatch(brake: brake, clock: clock, working: crew.size)
    while watch.working > 0 {
      if isInterrupted() { watch.stop() }
      let messages = mailbox.take()
      if messages.isEmpty { watch.receive(.silence, take) }
      for message in messages { watch.receive(message, take) }
      watch.hurry()
    }
    crew.join()
    if let failure = watch.failure { throw failure }
    return watch.outputs == trials.count
  }

  /// What a thread says.
  enum Message: Sendable {
    case output(OutputRecord)
    case failed(any Error)
    case silence
    /// The thread ends.
    case gone
  }

  // MARK: On a thread

  private func work(on queue: TrialQueue, _ brake: ProgramBrake, _ mailbox: Mailbox<Message>) {
    let runner: any TrialRunner =
      plan.settings.isWorker
      ? Worker(plan, starter, brake)
      : OneShot(plan: plan, starter: starter, brake: brake, clock: clock)
    defer { runner.finish() }
    while !brake.isPulled, let trial = queue.next() {
      do {
        guard let fields = try fields(of: trial, by: runner, brake) else { return }
        mailbox.put(
          .output(OutputRecord(basis: trial.input, trial: trial.number, fields: fields))
        )
      } catch {
        mailbox.put(.failed(error))
        return
      }
    }
  }

  /// The fields of the output of a trial; nil where it was stopped.
  private func fields(
    of trial: Trial,
    by runner: any TrialRunner,
    _ brake: ProgramBrake
  ) throws -> CanonicalJSON? {
    let input = try reader.input(trial.input)
    for attempt in 0... {
      let isLast = attempt >= plan.settings.retries
      do {
        let fields = try checked(runner.attempt(trial, input), trial)
        if isLast || !fields.saysError { return fields }
      } catch let failure as TrialFailure {
        if brake.isPulled { return nil }
        if isLast || !failure.isWorthRetrying { return failure.fields }
      }
      if brake.isPulled { return nil }
    }
    return nil
  }

  private func checked(_ fields: CanonicalJSON, _ trial: Trial) throws -> CanonicalJSON {
    if let blob = try reader.missingBlob(in: fields) {
      throw TrialFailure(
        .output,
        "the output links the blob \(blob.short()), which is not in this store"
      )
    }
    guard !fields.saysError, let breach = plan.check?(fields) else { return fields }
    var failure = TrialFailure(.schema, breach.message)
    failure.breach = TrialFailure.Breach(input: trial.input, path: breach.path, output: fields)
    throw failure
  }
}

/// Trials that threads take one by one.
private final class TrialQueue: Sendable {
  private let trials: [Trial]
  private let taken = Atomic(0)

  init(_ trials: [Trial]) {
    self.trials = trials
  }

  func next() -> Trial? {
    let place = taken.add(1, ordering: .relaxed).oldValue
    return place < trials.count ? trials[place] : nil
  }
}
