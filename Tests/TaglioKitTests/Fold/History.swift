import TaglioFormat
import TaglioKit
import TaglioStore
import TestSupport

/// One random history over several copies: commits of every kind, files that travel one by one and
/// sometimes cut, and in the end everything everywhere.
struct History {
  let seed: UInt64
  private var maker: HistoryMaker
  private let copies: [HistoryCopy]
  /// Files that stand cut in a copy.
  private var cut: [Set<ObjectID>]

  init(seed: UInt64) throws {
    self.seed = seed
    var maker = HistoryMaker(seed: seed)
    let decoded = DecodedFiles()
    let start: Int64 = maker.chance(5) ? CommitTime.year9000 - 3 : 1_790_000_000_000
    copies = try (0..<2 + maker.below(3)).map { index in
      let clock = TestClock(milliseconds: start + Int64(maker.below(40)))
      return try HistoryCopy(name: "copy \(index)", clock: clock, decoded)
    }
    cut = copies.map { _ in [] }
    self.maker = maker
  }

  /// - Returns: what does not hold, with the step after which it showed; empty where all is well.
  mutating func run(steps: Int) throws -> [String] {
    for step in 0..<steps {
      let place = maker.below(copies.count)
      let copy = copies[place]
      copy.clock.advance(milliseconds: Int64(maker.below(6)))
      let action = try act(place)
      let findings = try copy.findings(comparingAnew: maker.chance(40))
      if !findings.isEmpty {
        return findings.map { "seed \(seed), step \(step), \(action) in \(copy.name): \($0)" }
      }
    }
    return try unite()
  }

  private mutating func act(_ place: Int) throws -> String {
    let copy = copies[place]
    switch maker.below(10) {
    case 0, 1, 2, 3:
      let draft = try maker.draft(HistoryKnowledge(copy.reference))
      let commit = try maker.commit(draft, in: copy)
      return "commit \(commit?.short() ?? "of nothing")"
    case 4:
      let draft = try maker.draft(HistoryKnowledge(copy.reference))
      let spoiling = maker.chance(50)
      try maker.write(draft, in: copy, spoiling: spoiling)
      return spoiling ? "spoilt commit" : "commit by hand"
    case 5:
      try maker.bury(in: copy)
      return "tombstone"
    default:
      let source = maker.below(copies.count)
      if source != place { try copyFiles(from: source, to: place) }
      return "copy from \(source)"
    }
  }

  /// Copies some files in any order, a few of them cut, with looks at what came in between.
  private mutating func copyFiles(from source: Int, to place: Int) throws {
    let portion = [30, 70, 100][maker.below(3)]
    var arriving: [(key: ObjectID, value: [UInt8])] = []
    for file in try missing(from: source, in: place) where maker.chance(portion) {
      arriving.append(file)
    }
    arriving.shuffle(using: &maker.generator)
    for (id, file) in arriving {
      let isCut = maker.chance(10) && !cut[place].contains(id)
      let length = isCut ? maker.below(file.count) : file.count
      copies[place].store.setFile(Array(file[..<length]), for: id)
      if isCut { cut[place].insert(id) } else { cut[place].remove(id) }
      if maker.chance(15) { try copies[place].repository.refresh() }
    }
    try copies[place].repository.refresh()
  }

  private func missing(
    from source: Int,
    in place: Int
  ) throws -> [(key: ObjectID, value: [UInt8])] {
    let here = try copies[place].files
    return try copies[source].files.filter { id, _ in
      !cut[source].contains(id) && (here[id] == nil || cut[place].contains(id))
    }.sorted { $0.key < $1.key }
  }

  /// Copies everything everywhere and compares all copies with each other.
  private mutating func unite() throws -> [String] {
    for place in copies.indices {
      for source in copies.indices where source != place {
        for (id, file) in try missing(from: source, in: place) {
          copies[place].store.setFile(file, for: id)
          cut[place].remove(id)
        }
      }
      try copies[place].repository.refresh()
    }
    var findings: [String] = []
    for copy in copies {
      findings += try copy.findings(comparingAnew: true)
        .map { "seed \(seed), united, \(copy.name): \($0)" }
    }
    let states = try Set(copies.map { try $0.repository.snapshot.stateDocument() })
    if states.count > 1 { findings.append("seed \(seed): \(states.count) states after the union") }
    return findings
  }
}
