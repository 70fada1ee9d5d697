import TaglioFormat
import TaglioStore

/// What came out of one input in one run, over all its trials.
package struct CaseOutcome: Sendable {
  /// The number of the version of the case.
  package let input: UInt32
  /// The outputs that count, by trial; at least one.
  package let outputs: ArraySlice<OutputFigures>
  /// The trials that have a verdict, and those that gave an error where the run has verdicts.
  package let judged: Int
  package let passed: Int

  /// Whether more than half of the judged trials passed; nil where none is judged.
  ///
  /// A case is one observation, however many trials it has: its trials depend on each other, and
  /// tests that count them as independent find differences that are none.
  package var verdict: Bool? { judged > 0 ? passed * 2 > judged : nil }

  /// The mean of the trials that have a score.
  package var score: Double? {
    var (sum, count) = (0.0, 0)
    for case let score? in outputs.lazy.map(\.score) { (sum, count) = (sum + score, count + 1) }
    return count > 0 ? sum / Double(count) : nil
  }

  /// Whether trials of it disagree.
  package var isMixed: Bool { passed > 0 && passed < judged }
}

/// What came out of the inputs of a run, input by input, ascending by their numbers.
///
/// It is held in numbers, some fifty bytes for each output, and says nothing of outputs that do not
/// count and of those whose input nobody knows.
package struct RunOutcomes: RandomAccessCollection, Sendable {
  private let outputs: [OutputFigures]
  private var cases: ContiguousArray<Case> = []

  private struct Case {
    var start: UInt32
    var end: UInt32
    var judged: UInt32
    var passed: UInt32
  }

  /// - Parameter figures: all outputs of the run, as `OutputReader.figures` orders them.
  init(_ figures: consuming ContiguousArray<OutputFigures>, hasVerdict: Bool) {
    outputs = figures.filter { $0.counts && $0.input != ObjectRow.none }
    var start = 0
    while start < outputs.count {
      var (end, judged, passed) = (start, UInt32(0), UInt32(0))
      while end < outputs.count, outputs[end].input == outputs[start].input {
        if let verdict = outputs[end].verdict(hasVerdict) {
          (judged, passed) = (judged + 1, passed + (verdict ? 1 : 0))
        }
        end += 1
      }
      cases.append(
        Case(start: UInt32(start), end: UInt32(end), judged: judged, passed: passed)
      )
      start = end
    }
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { cases.count }

  package subscript(place: Int) -> CaseOutcome {
    let found = cases[place]
    return CaseOutcome(
      input: outputs[Int(found.start)].input,
      outputs: outputs[Int(found.start)..<Int(found.end)],
      judged: Int(found.judged),
      passed: Int(found.passed)
    )
  }

  /// The number of the input at a place.
  func input(_ place: Int) -> UInt32 { outputs[Int(cases[place].start)].input }
}

extension Snapshot {
  /// The lineage of an input; its own number where nothing is known of it.
  func lineage(ofInput input: UInt32) throws(FormatError) -> UInt32 {
    let lineage = try index.object(input).lineage
    return lineage == ObjectRow.none ? input : lineage
  }
}
