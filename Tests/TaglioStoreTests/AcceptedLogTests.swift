import SystemPackage
import TaglioFormat
import TaglioStore
import TaglioSystem
import TestSupport
import Testing

@Suite struct AcceptedLogTests {
  private static let name = "accepted/0000000000000001"

  private let ids = (0..<6).map { ObjectID(words: ($0, 0, 0, 1)) }

  private func log(_ root: FilePath, _ durability: Durability = .none) -> AcceptedLog {
    AcceptedLog(disk: Disk(), path: root.appending(Self.name), durability: durability)
  }

  @Test(arguments: Durability.allCases)
  func keepsTheOrder(durability: Durability) throws {
    try withTemporaryDirectory { root in
      let log = log(root, durability)
      #expect(try log.read() == AcceptedFile())
      try log.append([])
      #expect(try log.size() == 0)
      try log.append([ids[2]])
      try log.append([ids[0], ids[1]])
      #expect(try log.read().ids == [ids[2], ids[0], ids[1]])
      #expect(try log.size() == 3 * 65)
    }
  }

  /// Whatever an append that was cut off has left, the next one makes good.
  @Test(arguments: [1, 64, 65, 66, 130, 200], [true, false])
  func healsATornTail(length: Int, isZeros: Bool) throws {
    try withTemporaryDirectory { root in
      let whole = AcceptedFile.encode(ids[0..<2])
      let tail =
        isZeros
        ? Array(repeating: 0, count: length)
        : Array(AcceptedFile.encode([ids[5], ids[5], ids[5], ids[5]]).dropFirst().prefix(length))
      try Publisher(disk: Disk(), root: root, durability: .none)
        .replace(directory: "accepted", name: "0000000000000001", bytes: whole + tail)
      let log = log(root)
      #expect(try log.read().ids == Array(ids[0..<2]))
      try log.append([ids[2]])
      let file = try log.read()
      #expect(file.ids == Array(ids[0..<3]) && file.damaged == [])
      #expect(try log.size() == 3 * 65)
    }
  }

  /// What was acknowledged is there after any crash; what was not is there whole or not at all.
  @Test(arguments: Durability.allCases)
  func survivesCrashes(durability: Durability) throws {
    try withTemporaryDirectory { root in
      let start = AcceptedFile.encode([ids[0]]) + [1, 2, 3]
      try Publisher(disk: Disk(), root: root, durability: .none)
        .replace(directory: "accepted", name: "0000000000000001", bytes: start)
      let violations = try crashes(root, durability, effectsKept: { _ in true })
      #expect(violations.isEmpty == (durability != .none))
    }
  }

  @Test func aMissingFlushIsFound() throws {
    for mutation in ["contents", "name"] {
      try withTemporaryDirectory { root in
        let violations = try crashes(root, .batch) { effect in
          switch effect {
          case .syncFile: mutation != "contents"
          case .syncDirectory: mutation != "name"
          default: true
          }
        }
        #expect(!violations.isEmpty, "without the flush of the \(mutation)")
      }
    }
  }

  private func crashes(
    _ root: FilePath,
    _ durability: Durability,
    effectsKept: (Effect) -> Bool
  ) throws -> [String] {
    let before = try log(root).read().ids
    let replay = try CrashReplay(root: root)
    let recorder = EffectRecorder()
    let log = AcceptedLog(
      disk: Disk(witness: recorder.witness(largestWrite: 50)),
      path: root.appending(Self.name),
      durability: durability
    )
    try log.append([ids[1]])
    try log.append([ids[2], ids[3]])
    let effects = recorder.effects.filter(effectsKept)
    var violations: [String] = []
    try replay.forEachState(after: effects) { state in
      let bytes = state.tree[file: Self.name] ?? []
      let found = bytes.withUnsafeBytes { AcceptedFile(decoding: $0).ids }
      let isPrefix = (before + ids[1...3]).starts(with: found)
      let isWhole =
        found.count >= (state.completed == effects.count ? before.count + 3 : before.count)
      if !isPrefix || !isWhole { violations.append("\(state): \(found.count)") }
    }
    return violations
  }
}
