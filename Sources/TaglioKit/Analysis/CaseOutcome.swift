import TaglioFormat
import TaglioStore

/// What came out of one input in one run, over all its trials.
package struct CaseOutcome: Sendable {
  /// The number of the version of the case.
  package let input: UInt32
  /// The outputs that count, by trial; at least one.
  package let outputs: [Output]
  /// The trials that have a verdict, and those that gave an error where the run has verdicts.
  package let judged: Int
  package let passed: Int

  init(input: UInt32, outputs: [Output], hasVerdict: Bool) {
    self.input = input
    self.outputs =
      outputs.count < 2
      ? outputs : outputs.sorted { ($0.trial, $0.shown.id) < ($1.trial, $1.shown.id) }
    var (judged, passed) = (0, 0)
    for output in outputs {
      switch output.result {
      case .passed: (judged, passed) = (judged + 1, passed + 1)
      case .failed: judged += 1
      case .error: judged += hasVerdict ? 1 : 0
      case .unjudged, .unreadable: break
      }
    }
    (self.judged, self.passed) = (judged, passed)
  }

  /// Whether more than half of the judged trials passed; nil where none is judged.
  ///
  /// A case is one observation, however many trials it has: its trials depend on each other, and
  /// tests that count them as independent find differences that are none.
  package var verdict: Bool? { judged > 0 ? passed * 2 > judged : nil }

  /// The mean of the trials that have a score.
  package var score: Double? {
    if outputs.count == 1 { return outputs[0].score }
    let scores = outputs.compactMap(\.score)
    return scores.isEmpty ? nil : scores.reduce(0, +) / Double(scores.count)
  }

  /// Whether trials of it disagree.
  package var isMixed: Bool { passed > 0 && passed < judged }

  /// What the outputs say, by trial.
  var contents: [ObjectID] { outputs.map(\.shown.row.content) }
}

extension OutputReader {
  /// The outputs of a run that count, by their inputs, ascending; those whose input nobody knows are
  /// left out.
  func outcomes(of outputs: [Output], _ run: RunMention) -> [CaseOutcome] {
    var places: [(input: UInt32, place: Int)] = []
    for (place, output) in outputs.enumerated() where output.counts {
      if let basis = output.basis { places.append((basis, place)) }
    }
    places.sort { ($0.input, $0.place) < ($1.input, $1.place) }
    var outcomes: [CaseOutcome] = []
    var rest = places[...]
    while let input = rest.first?.input {
      let group = rest.prefix { $0.input == input }
      rest = rest.dropFirst(group.count)
      let ofInput = group.map { outputs[$0.place] }
      outcomes.append(CaseOutcome(input: input, outputs: ofInput, hasVerdict: run.hasVerdict))
    }
    return outcomes
  }
}

extension Snapshot {
  /// The lineage of an input; its own number where nothing is known of it.
  func lineage(ofInput input: UInt32) throws(FormatError) -> UInt32 {
    let lineage = try index.object(input).lineage
    return lineage == ObjectRow.none ? input : lineage
  }
}
