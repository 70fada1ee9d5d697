import SystemPackage
import TaglioCheck
import TaglioFormat
import TaglioKit
import TestSupport
import Testing

/// A random history of two to five copies: commands in each, object files that travel in portions,
/// in any order, cut and later whole, with what sync tools leave about; in the end all files
/// everywhere.
struct CopyHistory {
  private let seed: UInt64
  private let sites: [CopySite]
  private var commands: CopyCommands
  /// The commits that commands acknowledged.
  private var acknowledged: Set<ObjectID> = []
  /// How long the file of each object is when it is whole.
  private var lengths: [ObjectID: Int] = [:]
  private(set) var figures = CopyFigures()

  private static let underWay: Set<Finding.Name> = [.copyNotFinished, .unreferenced, .stray]

  init(seed: UInt64, in path: FilePath) throws {
    self.seed = seed
    var commands = CopyCommands(generator: SeededGenerator(seed: seed))
    sites = try (0..<2 + commands.below(4)).map { try CopySite("copy-\($0)", in: path) }
    self.commands = commands
    figures.histories = 1
    figures.copies = sites.count
  }

  mutating func run(steps: Int) throws {
    for step in 0..<steps {
      let place = commands.below(sites.count)
      let source = commands.below(sites.count)
      if step < sites.count || source == place {
        try command(in: sites[step % sites.count])
      } else if commands.chance(30) {
        try command(in: sites[place])
      } else {
        try copyFiles(from: sites[source], to: sites[place])
      }
      if commands.chance(10) { try loseDerived(in: sites[place]) }
      if commands.chance(12) { try check(sites[place], allowing: Self.underWay, "step \(step)") }
    }
    try unite()
    try compare()
  }

  // MARK: Steps

  private mutating func command(in site: CopySite) throws {
    if let commit = try commands.run(in: site.open()) {
      acknowledged.insert(commit)
      figures.commits += 1
    }
    for (id, length) in try site.files() { lengths[id] = max(length, lengths[id] ?? 0) }
  }

  private mutating func loseDerived(in site: CopySite) throws {
    try site.loseDerived("index")
    if commands.chance(50) { try site.loseDerived("refs") }
  }

  /// Copies some of what is missing; every now and then somebody works in the store meanwhile.
  private mutating func copyFiles(from source: CopySite, to site: CopySite) throws {
    let portion = [30, 70, 100][commands.below(3)]
    var arriving = try missing(from: source, in: site).filter { _ in commands.chance(portion) }
    arriving.shuffle(using: &commands.generator)
    for id in arriving {
      let bytes = try source.bytes(id)
      let isCut = commands.chance(15)
      let part = isCut ? bytes.prefix(commands.below(bytes.count)) : bytes
      try site.put(part, id, isAtomic: commands.chance(50))
      figures.files += 1
      figures.cut += isCut ? 1 : 0
      if commands.chance(6) {
        try site.leaveStray(bytes, id, commands.below(4))
        figures.strays += 1
      }
      if commands.chance(3) { _ = try site.open() }
      if commands.chance(2) { try command(in: site) }
    }
  }

  /// What a copy has whole and another has not, in a fixed order.
  private func missing(from source: CopySite, in site: CopySite) throws -> [ObjectID] {
    let here = try site.files()
    return try source.files()
      .filter { id, length in length == lengths[id] && here[id] != length }
      .keys.sorted()
  }

  private mutating func unite() throws {
    for site in sites {
      for source in sites where source.name != site.name {
        for id in try missing(from: source, in: site).shuffled(using: &commands.generator) {
          try site.put(try source.bytes(id), id, isAtomic: true)
        }
      }
    }
  }

  // MARK: What must hold

  private func check(
    _ site: CopySite,
    allowing names: Set<Finding.Name>,
    _ situation: String
  ) throws {
    let found = try site.check().findings.filter { !names.contains($0.name) }
    #expect(found == [], "seed \(seed), \(situation), \(site.name)")
  }

  private mutating func compare() throws {
    var states: Set<CanonicalJSON> = []
    for site in sites {
      let repository = try site.open()
      states.insert(try repository.snapshot.stateDocument())
      let visible = Set(try repository.log().items.map(\.id))
      let files = try site.files()
      figures.lost += acknowledged.subtracting(visible).count
      figures.lost += lengths.count { id, length in files[id] != length }
      try check(site, allowing: [.stray], "united")
    }
    figures.unequal += states.count - 1
    #expect(figures.lost == 0, "seed \(seed)")
    #expect(states.count == 1, "seed \(seed)")
  }
}
