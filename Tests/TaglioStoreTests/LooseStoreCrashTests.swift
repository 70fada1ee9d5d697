import SystemPackage
import TaglioFormat
import TaglioStore
import TaglioSystem
import TestSupport
import Testing

/// A crash at any point of adding objects, and the store opened again on what it left.
@Suite struct LooseStoreCrashTests {
  @Test(arguments: [Durability.batch, .each])
  func everyObjectThatIsThereIsWhole(durability: Durability) throws {
    try withTemporaryDirectory { root in
      let old = try LooseStore(disk: Disk(), directory: root, durability: .none)
        .add(.case, Array(#"{"old":true}"#.utf8))
      let replay = try CrashReplay(root: root)
      let recorder = EffectRecorder()
      let disk = Disk(witness: recorder.witness(largestWrite: 24))
      let batch = LooseStore(disk: disk, directory: root, durability: durability).beginBatch()
      let ids = try (0..<3).map { try batch.stage(.case, Array(#"{"n":\#($0)}"#.utf8)) }
      try batch.publish()
      var wrong: [String] = []
      let count = try replay.enumerate(effects: recorder.effects) { state, directory in
        let store = LooseStore(disk: Disk(), directory: directory, durability: .none)
        let there = state.tree.entries.keys.compactMap { ObjectID($0.filter { $0 != "/" }) }
        let isDone = state.completed == recorder.effects.count
        let expected = isDone ? ids + [old] : [old]
        if !Set(expected).isSubset(of: there) { wrong.append("\(state): lost") }
        for id in there where try !store.isWhole(id) { wrong.append("\(state): \(id)") }
      }
      #expect(wrong == [])
      #expect(count > 50)
    }
  }
}

extension ObjectStore {
  fileprivate func isWhole(_ id: ObjectID) throws -> Bool {
    do {
      _ = try verify(id)
      return true
    } catch {
      guard error.code == .damaged else { throw error }
      return false
    }
  }
}
