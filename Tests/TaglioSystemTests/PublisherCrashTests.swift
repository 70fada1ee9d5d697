import SystemPackage
import TaglioSystem
import TestSupport
import Testing

/// What the publisher promises, checked in every state that a crash can leave.
@Suite struct PublisherCrashTests {
  /// Five files are flushed together, fewer one by one.
  static let many = 5

  @Test(arguments: [Durability.batch, .each], [1, 3, many])
  func acknowledgedFilesAreWhole(durability: Durability, count: Int) throws {
    let run = try Run(durability: durability, count: count)
    #expect(try run.violations(in: run.effects).isEmpty)
  }

  @Test(arguments: Mutation.allCases)
  func aMissingFlushIsFound(mutation: Mutation) throws {
    let run = try Run(durability: mutation.durability, count: mutation.count)
    let effects = run.effects.filter { !mutation.drops($0) }
    #expect(effects.count < run.effects.count, "the mutation changed nothing")
    #expect(try !run.violations(in: effects).isEmpty)
  }

  @Test func withoutFlushesNothingIsPromised() throws {
    let run = try Run(durability: .none, count: 2)
    #expect(try !run.violations(in: run.effects).isEmpty)
  }

  @Test func renamingBeforeFlushingIsFound() throws {
    let run = try Run(durability: .batch, count: 2)
    var targets: [FilePath: FilePath] = [:]
    for case .rename(let source, let target) in run.effects { targets[source] = target }
    var early = run.effects.filter { if case .rename = $0 { false } else { true } }
    let firstSync = try #require(
      early.firstIndex { if case .syncFile = $0 { true } else { false } }
    )
    early = early.map { effect in
      guard case .syncFile(let path) = effect else { return effect }
      return .syncFile(targets[path] ?? path)
    }
    early.insert(contentsOf: targets.map { .rename($0, to: $1) }, at: firstSync)
    #expect(early.count == run.effects.count)
    #expect(try !run.violations(in: early).isEmpty)
  }

  enum Mutation: CaseIterable {
    case noFileFlush, noDirectoryFlush, noRootFlush, noFileSystemFlush

    var durability: Durability { self == .noRootFlush ? .each : .batch }
    var count: Int { self == .noFileSystemFlush ? many : 2 }

    func drops(_ effect: Effect) -> Bool {
      switch (self, effect) {
      case (.noFileFlush, .syncFile), (.noFileSystemFlush, .syncFileSystem): true
      case (.noDirectoryFlush, .syncDirectory): true
      case (.noRootFlush, .syncDirectory(let path)): path.lastComponent?.string == "root"
      default: false
      }
    }
  }

  /// One recorded batch: `count` files, the first of them replacing a damaged one, each in its own
  /// directory.
  struct Run {
    let replay: CrashReplay
    let effects: [Effect]
    let wanted: [String: [UInt8]]
    let old: [String: [UInt8]] = ["d0/f0": [1, 2]]

    init(durability: Durability, count: Int) throws {
      var wanted: [String: [UInt8]] = [:]
      let recorder = EffectRecorder()
      replay = try withTemporaryDirectory { directory in
        let root = directory.appending("root")
        let disk = Disk()
        try disk.makeDirectory(.path(root))
        try Publisher(disk: disk, root: root, durability: .none)
          .replace(directory: "d0", name: "f0", bytes: [1, 2])
        let replay = try CrashReplay(root: directory)
        let publisher = Publisher(
          disk: Disk(witness: recorder.witness(largestWrite: 4)),
          root: root,
          durability: durability,
          flushTogetherFrom: many,
          nonce: 7
        )
        var files: [StagedFile] = []
        for index in 0..<count {
          let bytes = Array("file \(index)".utf8)
          wanted["d\(index)/f\(index)"] = bytes
          files.append(
            try bytes.withUnsafeBytes {
              try publisher.stage(directory: "d\(index)", name: "f\(index)", bytes: $0)
            }
          )
        }
        try publisher.publish(files)
        return replay
      }
      self.wanted = wanted
      effects = recorder.effects
    }

    /// Where a name has wrong contents, or where after the end one is missing.
    func violations(in effects: [Effect]) throws -> [String] {
      var violations: [String] = []
      try replay.forEachState(after: effects) { state in
        for (name, bytes) in wanted {
          let found = state.tree[file: "root/" + name]
          let isAllowed =
            found == bytes || (state.completed < effects.count && found == old[name])
          if !isAllowed { violations.append("\(state): \(name)") }
        }
      }
      return violations
    }
  }
}
