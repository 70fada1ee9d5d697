import TaglioFormat
import TaglioKit
import TaglioStore
import TestSupport
import Testing

/// Four cases and an experiment that judges by `/ok` and scores by `/score`.
struct AnalysisFixture {
  let store: AddFixture
  var maker: RunMaker

  static let experiment = #"{"name":"grade","score":"/score","verdict":"/ok"}"#

  init(_ experiment: String = AnalysisFixture.experiment) throws {
    store = try AddFixture()
    let input = TestInput(
      "s",
      [
        #"{"id":"1","kind":"sum","q":"1 + 1","keywords":["easy"]}"#,
        #"{"id":"2","kind":"sum","q":"2 + 3","keywords":["easy","odd"]}"#,
        #"{"id":"3","kind":"word","q":"three","keywords":["odd"]}"#,
        #"{"id":"4","kind":"word","q":"four"}"#,
      ],
      labels: ["keywords"]
    )
    try store.add([input])
    maker = try RunMaker(store.repository, experiment)
  }

  var repository: Repository { store.repository }
  var snapshot: Snapshot { store.snapshot }

  /// The head of a case.
  func head(_ key: String) throws -> ObjectID {
    try #require(try store.heads(store.lineage(key))?.principal.id)
  }

  /// What came out of the heads: `+` passed, `-` failed, `!` an error, `?` no verdict; further signs
  /// are further trials.
  func results(_ signs: KeyValuePairs<String, String>) throws -> [RunMaker.Result] {
    try signs.flatMap { key, signs in
      let head = try head(key)
      return signs.enumerated().map { trial, sign in
        RunMaker.Result(head, trial: trial, AnalysisFixture.fields(sign))
      }
    }
  }

  private static func fields(_ sign: Character) -> String {
    switch sign {
    case "+": #"{"ok":true,"score":1}"#
    case "-": #"{"ok":false,"score":0}"#
    case "!": #"{"error":{"kind":"status","status":1}}"#
    default: #"{"answer":7}"#
    }
  }

  func run(_ day: Int, _ signs: KeyValuePairs<String, String>) throws -> ObjectID {
    try maker.record(day: day, results(signs))
  }

  func compare(
    _ first: ObjectID,
    _ second: ObjectID,
    _ reading: ReadingChoice = ReadingChoice()
  ) throws -> RunComparison {
    try #require(try RunComparer(repository, reading, seed: 1).compare(first, with: [second]).first)
  }

  /// Kinds of the pairs by the keys of their cases.
  func kinds(_ comparison: RunComparison) throws -> [String: CasePair.Kind] {
    var kinds: [String: CasePair.Kind] = [:]
    for pair in comparison.pairs {
      let details = try comparer.details(of: pair, in: comparison)
      let mention = try #require(details.second ?? details.first)
      let name = mention.subject.key?.description ?? "\(mention.id)"
      #expect(kinds.updateValue(pair.kind, forKey: name) == nil, "\(name) is there twice")
    }
    return kinds
  }

  var comparer: RunComparer { RunComparer(repository, ReadingChoice(), seed: 1) }
}
