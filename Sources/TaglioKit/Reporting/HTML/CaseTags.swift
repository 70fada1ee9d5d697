/// By what the cases of a report can be filtered.
enum CaseTags {
  /// The tags of a case: what came out in any of the runs, and what became of it.
  static func tags(_ row: ReportRow) -> [String] {
    let states = Output.Result.allCases.filter(row.states.contains).map(\.rawValue)
    let kinds = Set(row.cells.compactMap(\.kind))
    return states + CasePair.Kind.allCases.filter(kinds.contains).map { "is-\($0.rawValue)" }
      + (row.isCounted ? [] : ["loose"])
  }

  /// The tags that any case has, in words, and how many have them.
  static func counts(_ report: EvaluationReport) -> [(tag: String, words: String, count: Int)] {
    var counts: [String: Int] = [:]
    for row in report.rows { for tag in tags(row) { counts[tag, default: 0] += 1 } }
    let letter = report.reported.count == 1 ? report.reported.last?.letter : nil
    return all(letter ?? "another run").compactMap { tag, words in
      counts[tag].map { (tag, words, $0) }
    }
  }

  private static func all(_ letter: String) -> [(tag: String, words: String)] {
    CasePair.Kind.allCases.map {
      ("is-\($0.rawValue)", ComparisonWords.title($0, letter: letter))
    }
      + Output.Result.allCases.map { ($0.rawValue, $0.rawValue) } + [("loose", "not counted")]
  }
}
