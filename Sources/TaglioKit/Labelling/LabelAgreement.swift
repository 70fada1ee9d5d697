package import TaglioFormat
import TaglioStore

/// How far the labels of several runs agree.
package struct LabelAgreement: Sendable {
  /// One run, and who made its labels.
  package struct Rater: Sendable {
    package var run: ObjectID
    package var annotator: String?
    /// How many versions it labels.
    package var labelled: Int
  }

  /// One field of the labels.
  package struct Field: Sendable {
    package var name: ExactString
    /// Nil where no version has the field in every run.
    package var agreement: Agreement?
    /// How many versions have it in some runs and not in all.
    package var partial: Int
  }

  /// A version that runs label differently.
  package struct Disagreement: Sendable {
    package var version: VersionMention
    package var field: ExactString
    /// In the order of the runs; nil where a run does not label it.
    package var values: [CanonicalJSON?]
  }

  package var raters: [Rater]
  package var fields: [Field]
  /// In the order in which cases came, and by field.
  package var disagreements: [Disagreement]
}

extension Repository {
  /// Compares the labels that runs give to the same versions.
  ///
  /// - Parameters:
  ///   - wanted: the fields to compare; nil for all that any run has.
  ///   - view: labels as they were taken in, or as they are where somebody corrected them.
  /// - Throws: `badInput` for fewer than two runs and for one that is named twice, `notFound`.
  package func agreement(
    of runs: [ObjectID],
    fields wanted: [ExactString]?,
    _ view: OutputView
  ) throws -> LabelAgreement {
    guard runs.count > 1, Set(runs).count == runs.count else {
      throw TaglioError(
        .badInput,
        runs.count > 1 ? "a run is named twice" : "one run agrees with itself",
        help: "Name two runs of labels or more: taglio run ls"
      )
    }
    let reader = OutputReader(self, snapshot)
    let sets = try runs.map { try LabelSet($0, reader, view) }
    let names = wanted ?? Set(sets.flatMap(\.names)).sorted()
    let versions = Set(sets.flatMap(\.labels.keys)).sorted()
    var found = LabelAgreement(raters: sets.map(\.rater), fields: [], disagreements: [])
    for name in names {
      var complete: [[CanonicalJSON]] = []
      var partial = 0
      for version in versions {
        let values = sets.map { $0.labels[version]?[name] }
        let answers = values.compactMap(\.self)
        if answers.count == sets.count { complete.append(answers) }
        if !answers.isEmpty, answers.count < sets.count { partial += 1 }
        guard Set(answers).count > 1 else { continue }
        let mention = try snapshot.mention(of: version)
        found.disagreements.append(.init(version: mention, field: name, values: values))
      }
      found.fields.append(.init(name: name, agreement: Agreement.of(complete), partial: partial))
    }
    return found
  }
}

/// The labels of one run.
private struct LabelSet {
  var rater: LabelAgreement.Rater
  /// By the number of the version, then by field.
  var labels: [UInt32: [ExactString: CanonicalJSON]] = [:]
  var names: Set<ExactString> { labels.values.reduce(into: []) { $0.formUnion($1.keys) } }

  init(_ run: ObjectID, _ reader: OutputReader, _ view: OutputView) throws {
    let facts = try reader.facts(of: run)
    for output in try reader.outputs(of: facts, view) where output.counts {
      guard let basis = output.basis, labels[basis] == nil,
        let fields = try reader.fields.fields(of: output.shown.number)
      else { continue }
      labels[basis] = Dictionary(
        fields.members.map { (ExactString($0.key.string ?? ""), $0.value.canonical) },
        uniquingKeysWith: { first, _ in first }
      )
    }
    let place = FieldReader.Place(JSONPointer(tokens: ["config", "annotator"]))
    let annotator = try reader.fields.value(at: place, of: facts.number).json
    rater = .init(run: run, annotator: annotator?.document.root.string, labelled: labels.count)
  }
}
