import TaglioFormat
import TestSupport
import Testing
@testable import TaglioKit

@Suite struct KnownFactsTests {
  private func id(_ number: UInt64) -> ObjectID { ObjectID(words: (number, number, 2, 3)) }

  private func known() throws -> [ObjectFacts] {
    let key = CaseKey(source: "a\"b", name: "ü")
    var all = ObjectFacts(
      facts: Facts(type: .case),
      label: Label(key: key, summary: "a line…").bytes
    )
    all.facts.basis = id(1)
    all.facts.creator = id(2)
    all.facts.previous = id(3)
    all.facts.sources = [id(4), id(5)]
    all.facts.attachments = [id(6)]
    all.facts.keyedLineage = LineageID(id(7))
    all.facts.ordinal = .max
    all.facts.content = id(8)
    all.isStandIn = true
    all.isSalted = true
    all.extract = Extract(bytes: [1, 2, 3])
    var run = ObjectFacts(facts: Facts(type: .run))
    run.facts.experiment = id(9)
    run.facts.suite = UUID(high: 1, low: 2)
    run.start = CommitTime(milliseconds: -1)
    run.label = []
    var part = ObjectFacts(facts: Facts(type: .changes))
    part.hasTombstones = true
    let plain = [ObjectType.experiment, .blob, .commit].map { ObjectFacts(facts: Facts(type: $0)) }
    return [all, run, part] + plain
  }

  private func same(_ left: ObjectFacts, _ right: ObjectFacts) -> Bool {
    left.facts == right.facts && left.label == right.label
      && left.start == right.start && left.isStandIn == right.isStandIn
      && left.isSalted == right.isSalted && left.hasTombstones == right.hasTombstones
      && left.extract == right.extract
  }

  @Test func givesBackWhatWasKept() throws {
    let table = KnownFacts(nil)
    let facts = try known()
    for (number, facts) in facts.enumerated() { table.insert(id(UInt64(number)), facts) }
    for (number, expected) in facts.enumerated() {
      let found = try #require(table.facts(of: id(UInt64(number))))
      #expect(same(found, expected), "\(expected)")
      #expect(table.type(at: number) == expected.facts.type)
      let key = try expected.label.flatMap { $0.isEmpty ? nil : try Label(bytes: $0).key }
      #expect(table.key(at: number).elementsEqual(key?.text.bytes ?? []))
    }
    #expect(table.facts(of: id(99)) == nil)
    table.insert(id(0), facts[1])
    #expect(table.facts(of: id(0)).map { same($0, facts[1]) } == true, "what came last holds")
  }

  /// The order of the bytes that keys are sorted by is that of `KeyOrder`.
  @Test func keysComeInTheOrderOfTheirNumbersAndNames() throws {
    let names = ["10", "9", "007", "0", "b", "a\\b", "a", "ä", "1\"2", "99999999999999999999999"]
    let keys =
      names.flatMap { name in ["s", "r\\"].map { CaseKey(source: $0, name: name) } }
      + [CaseKey(UUID(high: 1, low: 1))]
    let table = KnownFacts(nil)
    var listed = ListedObjects(table)
    for (number, key) in keys.enumerated() {
      let label = Label(key: key, summary: nil).bytes
      table.insert(id(UInt64(number)), ObjectFacts(facts: Facts(type: .case), label: label))
      listed.addKnown(number)
    }
    table.insert(id(1000), ObjectFacts(facts: Facts(type: .blob)))
    listed.addKnown(keys.count)
    listed.add(id(500), nil)
    let sorted = keys.indices.sorted { KeyOrder(keys[$0]) < KeyOrder(keys[$1]) }
    #expect(listed.ordered() == [id(500), id(1000)] + sorted.map { id(UInt64($0)) })
    #expect(listed.count == keys.count + 2)
  }
}
