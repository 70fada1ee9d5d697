import TaglioFormat
import TaglioStore

/// An output of a run in numbers: a run may have a million of them.
package struct OutputFigures: Sendable {
  /// The number of the version that the run made.
  package var first: UInt32
  /// The number of the version that is read: `first`, or the head of its lineage.
  package var shown: UInt32
  /// The number of the input; `ObjectRow.none` where nobody knows it.
  var input: UInt32
  /// Which trial of the input it is, from 0.
  var trial: UInt32
  /// How the digest of what it says begins; outputs that differ in it say different things.
  var content: UInt64
  /// No number where there is no score.
  private var scoreOrNaN: Double
  package var result: Output.Result
  /// It came after the run was sealed, and is not counted.
  package var isLate: Bool
  /// Another output of the same trial of the same input came before it; it is not counted.
  package var isRepeated = false

  init(
    _ first: ObjectRow,
    number: UInt32,
    shown: Version,
    _ result: Output.Result,
    score: Double?,
    isLate: Bool
  ) {
    self.first = number
    self.shown = shown.number
    input = first.basis
    trial = first.ordinal
    content = shown.row.content.w0
    self.result = result
    scoreOrNaN = score ?? .nan
    self.isLate = isLate
  }

  package var score: Double? { scoreOrNaN.isNaN ? nil : scoreOrNaN }

  /// Whether totals count it.
  package var counts: Bool { !isLate && !isRepeated }

  /// Whether it passed; nil where it is not judged.
  ///
  /// In a run with verdicts an error is a failure.
  func verdict(_ hasVerdict: Bool) -> Bool? {
    switch result {
    case .passed: true
    case .failed: false
    case .error: hasVerdict ? false : nil
    case .unjudged, .unreadable: nil
    }
  }
}

extension OutputReader {
  /// All outputs of a run by their inputs, then by trial, then in the order in which they came; those
  /// that do not count are marked, those without an input come last.
  ///
  /// Outputs that were removed are left out of what is current.
  func figures(of run: RunFacts, _ view: OutputView) throws -> ContiguousArray<OutputFigures> {
    let removed = view == .current ? try snapshot.removedTargets() : []
    let judge = OutputJudge(run.definition, fields)
    var seal = run.sealCommit.map { SealedPast($0, snapshot) }
    let created = try snapshot.index.pairs(.created, of: run.number)
    var found: ContiguousArray<OutputFigures> = []
    found.reserveCapacity(created.count)
    for first in created {
      let row = try snapshot.index.object(first)
      guard row.kind == .case, try snapshot.index.hasPair(.listed, of: first) else { continue }
      if !removed.isEmpty, try removed.contains(.object(snapshot.lineageID(row.lineage).id)) {
        continue
      }
      let shown = try shown(first, row, view)
      let (result, score) = try judge.judgement(of: shown.number, error)
      let isLate = try seal?.lists(first) == false
      found.append(
        OutputFigures(row, number: first, shown: shown, result, score: score, isLate: isLate)
      )
    }
    return try marked(OutputReader.byInput(found))
  }

  private func shown(
    _ first: UInt32,
    _ row: ObjectRow,
    _ view: OutputView
  ) throws -> Version {
    guard view == .current, let heads = try snapshot.heads(ofLineage: row.lineage) else {
      return Version(number: first, row: row)
    }
    return heads.principal
  }

  /// Sorts numbers in place of the outputs.
  private static func byInput(
    _ outputs: ContiguousArray<OutputFigures>
  ) -> ContiguousArray<OutputFigures> {
    var places: ContiguousArray<UInt64> = []
    places.reserveCapacity(outputs.count)
    for (place, output) in outputs.enumerated() {
      places.append(UInt64(output.input) << 32 | UInt64(UInt32(place)))
    }
    places.sort()
    return ContiguousArray(places.lazy.map { outputs[Int(UInt32(truncatingIfNeeded: $0))] })
  }

  /// Sorts the outputs of each input and marks those of which another of the same trial came before.
  private func marked(
    _ outputs: ContiguousArray<OutputFigures>
  ) throws -> ContiguousArray<OutputFigures> {
    var outputs = outputs
    var start = 0
    while start < outputs.count, outputs[start].input != ObjectRow.none {
      var end = start + 1
      while end < outputs.count, outputs[end].input == outputs[start].input { end += 1 }
      if end - start > 1 {
        try outputs[start..<end].sort { try comesBefore($0, $1) }
        for place in start + 1..<end {
          outputs[place].isRepeated = outputs[place].trial == outputs[place - 1].trial
        }
      }
      start = end
    }
    return outputs
  }

  /// By trial, then in the order in which they came.
  private func comesBefore(_ one: OutputFigures, _ other: OutputFigures) throws -> Bool {
    if one.trial != other.trial { return one.trial < other.trial }
    return try OutputOrder.Rank(one, snapshot) < OutputOrder.Rank(other, snapshot)
  }
}
