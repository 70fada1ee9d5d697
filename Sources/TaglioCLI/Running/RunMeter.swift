import TaglioRun

/// Tells on a terminal how far a run is, how it goes, and how long it will take.
final class RunMeter {
  private let bar: ProgressBar?
  private let clock: @Sendable () -> Int64
  private let start: Int64

  init(_ bar: ProgressBar?, clock: @escaping @Sendable () -> Int64) {
    self.bar = bar
    self.clock = clock
    start = clock()
  }

  func show(_ progress: RunPerformer.Progress) throws {
    guard let bar else { return }
    let words = [progress.tally.words, timeLeft(progress)].compactMap(\.self)
    try bar.update(
      progress.tally.outputs,
      of: progress.total,
      note: words.joined(separator: ", ")
    )
  }

  func finish() throws { try bar?.finish() }

  /// As long as the rest takes if it goes on as it went so far.
  private func timeLeft(_ progress: RunPerformer.Progress) -> String? {
    let done = progress.tally.outputs - progress.before
    let rest = progress.total - progress.tally.outputs
    guard done > 0, rest > 0 else { return nil }
    let seconds = Int(Double(clock() - start) / Double(done) * Double(rest) / 1_000_000_000)
    return RunMeter.words(seconds: seconds) + " left"
  }

  /// `40s`, `3m`, `2h 5m`.
  static func words(seconds: Int) -> String {
    if seconds < 90 { return "\(seconds)s" }
    let minutes = (seconds + 30) / 60
    return minutes < 90 ? "\(minutes)m" : "\(minutes / 60)h \(minutes % 60)m"
  }
}

extension RunTally {
  /// `3 passed, 1 failed, 2 errors`; what there is none of is left out.
  var words: String {
    var parts: [String] = []
    if passed > 0 || failed > 0 { parts += ["\(passed) passed", "\(failed) failed"] }
    if errors > 0 { parts.append(errors.of("error")) }
    if unjudged > 0 { parts.append("\(unjudged) without a verdict") }
    return parts.isEmpty ? "no outputs" : parts.joined(separator: ", ")
  }
}
