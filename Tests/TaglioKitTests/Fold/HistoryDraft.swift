import TaglioFormat
import TaglioKit

/// Changes and objects of a commit in the making.
struct HistoryDraft {
  var changes = Changes()
  var records: [StagedRecord] = []

  mutating func add(_ record: CaseRecord) -> ObjectID {
    add(StagedRecord(.case(record), payload: record.payload))
  }

  mutating func add(_ record: ExperimentRecord) -> ObjectID {
    add(StagedRecord(.experiment(record), payload: record.payload))
  }

  mutating func add(_ record: RunRecord) -> ObjectID {
    add(StagedRecord(.run(record), payload: record.payload))
  }

  mutating func addBlob(_ bytes: [UInt8]) -> ObjectID {
    add(StagedRecord(.blob, payload: bytes))
  }

  private mutating func add(_ record: StagedRecord) -> ObjectID {
    records.append(record)
    return record.id
  }
}

/// What is known in a copy, for choosing from.
struct HistoryKnowledge {
  var facts: [ObjectID: Facts] = [:]
  var cases: [ObjectID] = []
  var experiments: [ObjectID] = []
  var runs: [ObjectID] = []
  var lineages: [ObjectID] = []
  var commits: [ObjectID] = []

  init(_ reference: ReferenceFold) throws {
    for id in reference.listed.sorted() {
      guard let facts = try reference.objects.facts(id) else { continue }
      self.facts[id] = facts
      switch facts.type {
      case .case: cases.append(id)
      case .experiment: experiments.append(id)
      case .run: runs.append(id)
      default: break
      }
    }
    lineages = try reference.versionsByLineage().keys.sorted()
    commits = reference.visible.keys.sorted()
  }
}

/// The small worlds that random histories are made of: small, so that copies often say the same.
enum HistoryPool {
  static let suites = [1, 2].map { UUID(high: 0x4000, low: 0b10 << 62 | $0) }
  static let keys: [CaseKey?] = [
    CaseKey(UUID(high: 1, low: 1)), CaseKey(UUID(high: 2, low: 2)),
    CaseKey(source: "a.jsonl", name: "1"), CaseKey(source: "b.jsonl", name: "1"), nil, nil,
  ]
  static let fields: [ExactString] = ["title", "keywords", "e\u{301}", "é"]
  static let sources = ["a.jsonl", "b.jsonl"]

  static func value(_ number: Int) -> CanonicalJSON {
    let texts = ["\"x\"", "\"y\"", "[\"x\",\"y\"]", "[]", "null", "1"]
    return CanonicalJSON(unchecked: Array(texts[number % texts.count].utf8))
  }

  static func content(_ number: Int, blob: ObjectID? = nil) -> CanonicalJSON {
    let link = blob.map { #","sound":{"$blob":"\#($0)","bytes":1,"type":"audio/wav"}"# } ?? ""
    return CanonicalJSON(unchecked: Array(#"{"input":\#(number)\#(link)}"#.utf8))
  }
}
