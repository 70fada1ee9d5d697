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
    self.outputs = outputs.sorted { ($0.trial, $0.shown.id) < ($1.trial, $1.shown.id) }
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
    let scores = outputs.compactMap(\.score)
    return scores.isEmpty ? nil : scores.reduce(0, +) / Double(scores.count)
  }

  /// Whether trials of it disagree.
  package var isMixed: Bool { passed > 0 && passed < judged }

  /// What the outputs say, by trial.
  var contents: [ObjectID] { outputs.map(\.shown.row.content) }
}

extension OutputReader {
  /// The outputs of a run that count, by their inputs; those whose input nobody knows are left out.
  func outcomes(of outputs: [Output], _ run: RunMention) -> [CaseOutcome] {
    var byInput: [UInt32: [Output]] = [:]
    for output in outputs where output.counts {
      if let basis = output.basis { byInput[basis, default: []].append(output) }
    }
    return byInput.map {
      CaseOutcome(input: $0.key, outputs: $0.value, hasVerdict: run.hasVerdict)
    }
  }
}

extension Snapshot {
  /// The lineage of an input; its own number where nothing is known of it.
  func lineage(ofInput input: UInt32) throws(FormatError) -> UInt32 {
    let lineage = try index.object(input).lineage
    return lineage == ObjectRow.none ? input : lineage
  }
}
