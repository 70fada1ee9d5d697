/// What a comparison comes to, in sentences: the same wherever it is shown.
package struct ComparisonWords {
  let comparison: RunComparison
  /// The letter of the second run; the first is A.
  let letter: String

  package init(_ comparison: RunComparison, letter: String) {
    self.comparison = comparison
    self.letter = letter
  }

  /// A, B, C, …, Z, B2, C2, …: what the run at a place is called, from 0.
  package static func letter(of place: Int) -> String {
    guard place > 0 else { return "A" }
    let letter = String(UnicodeScalar(UInt8(ascii: "B") + UInt8((place - 1) % 25)))
    return place <= 25 ? letter : letter + "\((place - 1) / 25 + 1)"
  }

  /// What was found out.
  package enum Verdict: Sendable {
    case better, worse, unknown
  }

  package var verdict: Verdict {
    guard let test = comparison.test, test.isEvidence else { return .unknown }
    return test.better > test.worse ? .better : .worse
  }

  /// `B is better`, `no evidence of a difference`, `no verdicts to compare`.
  package var headline: String {
    switch verdict {
    case .better: "\(letter) is better"
    case .worse: "\(letter) is worse"
    case .unknown:
      comparison.test == nil ? "no verdicts to compare" : "no evidence of a difference"
    }
  }

  /// What stands behind it: `3 better, 12 worse, p = 0.035 (1304 same)`.
  ///
  /// Without verdicts there is only to say whether outputs are the same.
  package var evidence: String {
    let verdicts = comparison.verdicts
    if let test = comparison.test {
      return "\(verdicts.better) better, \(verdicts.worse) worse, "
        + "\(PValueText.text(test.pValue)) (\(verdicts.same) same)"
    }
    let counts = [CasePair.Kind.changed, .same, .unjudged].compactMap { kind -> String? in
      let count = comparison.count(kind)
      return count > 0 || kind != .unjudged ? "\(count) \(kind.rawValue)" : nil
    }
    return counts.joined(separator: ", ")
  }

  /// What there is to say besides, line by line: scores, inputs that were changed, trials.
  package var besides: [String] {
    [scores, edited, trials, rates, oneSided].compactMap(\.self)
  }

  private var scores: String? {
    guard let scores = comparison.scores else { return nil }
    let change = "score \(Figures.score(scores.first)) → \(Figures.score(scores.second))"
    let difference = scores.difference
    let ends = [difference.lower, difference.upper].map(Figures.difference)
    return "\(change): \(Figures.difference(difference.mean)) (95 %: \(ends[0]) to \(ends[1])), "
      + ComparisonWords.cases(difference.count)
  }

  private var edited: String? {
    let count = comparison.count(.edited)
    guard count > 0 else { return nil }
    let edited = comparison.edited
    let verdicts = "\(edited.better) better, \(edited.worse) worse, \(edited.same) same"
    return "input changed: \(ComparisonWords.cases(count)), not counted above"
      + (edited.count > 0 ? " (\(verdicts))" : "")
  }

  private var trials: String? {
    comparison.trials.map { trials in
      "trials, by ordinal: \(trials.better) better, \(trials.worse) worse, \(trials.same) same"
    }
  }

  private var rates: String? {
    guard comparison.byRate > 0 else { return nil }
    return "\(ComparisonWords.cases(comparison.byRate)) with other numbers of trials: compared by "
      + "the rates that passed"
  }

  private var oneSided: String? {
    let sides = [
      ("A", comparison.count(.onlyFirst), comparison.first.withoutInput),
      (letter, comparison.count(.onlySecond), comparison.second.withoutInput),
    ]
    let words = sides.flatMap { name, only, nameless in
      [
        only > 0 ? "only in \(name): \(only)" : nil,
        nameless > 0 ? "without input in \(name): \(nameless)" : nil,
      ]
    }
    .compactMap(\.self)
    return words.isEmpty ? nil : words.joined(separator: ", ")
  }

  private static func cases(_ count: Int) -> String { "\(count) case\(count == 1 ? "" : "s")" }

  /// What lists call the cases of a kind.
  package func title(_ kind: CasePair.Kind) -> String {
    ComparisonWords.title(kind, letter: letter)
  }

  package static func title(_ kind: CasePair.Kind, letter: String) -> String {
    switch kind {
    case .regression: "worse"
    case .improvement: "better"
    case .changed: "other output"
    case .edited: "input changed"
    case .onlyFirst: "only in A"
    case .onlySecond: "only in \(letter)"
    case .unjudged: "judged on one side only"
    case .same: "same"
    }
  }
}

extension CaseOutcome {
  /// `passed`, `error`, `failed 0.25`; of several trials `2/3`.
  package var words: String {
    let result: String =
      if outputs.count > 1 {
        judged > 0 ? "\(passed)/\(judged)" : "unjudged"
      } else {
        outputs.first?.result.rawValue ?? ""
      }
    return ([result] + [score.map(Figures.score)].compactMap(\.self)).joined(separator: " ")
  }
}
