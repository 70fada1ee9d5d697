import SystemPackage
import TaglioFormat
import TaglioStore
import TaglioSystem
import TestSupport
import Testing

@Suite struct RefStoreTests {
  private func store(_ root: FilePath, _ disk: Disk = Disk()) -> RefStore {
    RefStore(disk: disk, root: root, durability: .batch)
  }

  private func target(_ number: Int) -> RefTarget {
    .object(ObjectID(words: (UInt64(number), 1, 2, 3)))
  }

  private func name(_ number: Int) -> RefName { RefName(.cases, "Case \(number)") }

  private func fileNames(_ root: FilePath) throws -> [String] {
    try FileTree(reading: root).entries.filter { $0.value != .directory }.keys.sorted()
  }

  @Test func oneNameIsOneSmallFile() throws {
    try withTemporaryDirectory { root in
      let store = store(root)
      #expect(try store.target(of: name(1)) == nil)
      try store.update([name(1): target(1)])
      #expect(try fileNames(root) == ["refs/cases/%43ase%201"])
      #expect(try store.target(of: name(1)) == target(1))
      try store.update([name(1): target(2)])
      #expect(try store.target(of: name(1)) == target(2))
      try store.update([name(1): nil])
      #expect(try store.target(of: name(1)) == nil)
      #expect(try store.list(.cases).isEmpty)
      #expect(try store.strays() == [])
    }
  }

  @Test func namesAreFoundByTheirBeginning() throws {
    try withTemporaryDirectory { root in
      let store = store(root)
      func names(_ beginning: String, limit: Int = 100) throws -> [String] {
        try store.names(RefName(.cases, beginning), limit: limit).map(\.name)
      }
      #expect(try names("") == [])
      var all: [RefName: RefTarget?] = [:]
      for number in 0..<200 { all[name(number)] = target(number) }
      try store.update(all)
      try store.update([name(17): nil, name(1700): target(1), RefName(.cases, "Ö"): target(2)])
      let seventeen = ["Case 170", "Case 1700"] + (171..<180).map { "Case \($0)" }
      #expect(try names("Case 17") == seventeen)
      #expect(try names("Case 1", limit: 3) == ["Case 1", "Case 10", "Case 100"])
      #expect(try names("").count == 100)
      #expect(try names("", limit: 1000).count == 201)
      #expect(try names("case") == [])
      #expect(try names("Ö") == ["Ö"])
      #expect(try store.names(RefName(.runs, ""), limit: 9) == [])
    }
  }

  @Test func manyNamesAreOneFile() throws {
    try withTemporaryDirectory { root in
      let store = store(root)
      try store.update([name(0): target(1000), name(5000): target(5000)])
      let changes = (0..<200).map { (name($0), Optional(target($0))) }
      try store.update(Dictionary(uniqueKeysWithValues: changes))
      #expect(try fileNames(root) == ["packed-refs-cases"])
      for number in [0, 1, 99, 199, 5000] {
        #expect(try store.target(of: name(number)) == target(number))
      }
      #expect(try store.list(.cases).count == 201)
      #expect(try store.list(.runs).isEmpty)
    }
  }

  @Test func aFileOverridesThePackedLine() throws {
    try withTemporaryDirectory { root in
      let store = store(root)
      try store.pack(.cases, with: [name(1): target(1), name(2): target(2), name(3): target(3)])
      try store.update([name(1): target(7), name(2): nil])
      #expect(try store.target(of: name(1)) == target(7))
      #expect(try store.target(of: name(2)) == nil)
      #expect(try store.list(.cases).map(\.name) == [name(1), name(3)])
      try store.pack(.cases)
      #expect(try fileNames(root) == ["packed-refs-cases"])
      #expect(try store.list(.cases).map(\.target) == [target(7), target(3)])
    }
  }

  @Test func longNamesLiveInThePackedFile() throws {
    try withTemporaryDirectory { root in
      let store = store(root)
      let long = RefName(.suites, String(repeating: "S", count: 300))
      try store.update([long: target(1), RefName(.suites, ""): target(2)])
      #expect(try fileNames(root) == ["packed-refs-suites"])
      #expect(try store.target(of: long) == target(1))
      #expect(try store.target(of: RefName(.suites, "")) == target(2))
      try store.update([long: nil])
      #expect(try store.target(of: long) == nil)
    }
  }

  @Test func kindsAreApart() throws {
    try withTemporaryDirectory { root in
      let store = store(root)
      for (index, kind) in RefKind.allCases.enumerated() {
        try store.update([RefName(kind, "x"): target(index)])
      }
      for (index, kind) in RefKind.allCases.enumerated() {
        #expect(try store.target(of: RefName(kind, "x")) == target(index))
      }
    }
  }

  @Test func damageIsNamedAndARebuildMendsIt() throws {
    try withTemporaryDirectory { root in
      let store = store(root)
      let publisher = Publisher(disk: Disk(), root: root, durability: .none)
      try publisher.replace(directory: "refs/cases", name: "a", bytes: Array("nonsense\n".utf8))
      try publisher.replace(directory: "refs/cases", name: "b", bytes: [])
      try publisher.replace(directory: "refs/cases", name: "d", bytes: noise(1000))
      try publisher.replace(name: "packed-refs-cases", bytes: [1, 2, 3])
      try publisher.replace(directory: "refs/cases", name: "Stray", bytes: [])
      for text in ["a", "b", "c", "d"] {
        let error = #expect(throws: StoreError.self) {
          try store.target(of: RefName(.cases, text))
        }
        #expect(error?.code == .damaged && error?.path != nil)
      }
      #expect(throws: StoreError.self) { try store.list(.cases) }
      #expect(try store.strays() == ["refs/cases/Stray"])
      try store.replaceAll(.cases, by: [RefName(.cases, "c"): target(3)])
      #expect(try store.list(.cases).map(\.target) == [target(3)])
      #expect(try store.target(of: RefName(.cases, "a")) == nil)
    }
  }

  /// Any mixture of updates and packings gives what a dictionary would.
  @Test(arguments: [UInt64(1), 2, 3, 4])
  func agreesWithADictionary(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    try withTemporaryDirectory { root in
      let store = RefStore(disk: Disk(), root: root, durability: .none)
      var model: [RefName: RefTarget] = [:]
      for _ in 0..<60 {
        var changes: [RefName: RefTarget?] = [:]
        for _ in 0..<[0, 1, 1, 2, 5, 90][Int.random(in: 0..<6, using: &generator)] {
          let deletes = Int.random(in: 0..<4, using: &generator) == 0
          let value = deletes ? nil : target(Int.random(in: 0..<1000, using: &generator))
          changes.updateValue(value, forKey: name(Int.random(in: 0..<150, using: &generator)))
        }
        for (name, value) in changes { model[name] = value }
        try store.update(changes)
        if Int.random(in: 0..<8, using: &generator) == 0 { try store.pack(.cases) }
        let name = name(Int.random(in: 0..<150, using: &generator))
        #expect(try store.target(of: name) == model[name])
      }
      let listed = try store.list(.cases)
      #expect(listed.map(\.name) == model.keys.sorted())
      #expect(listed.allSatisfy { model[$0.name] == $0.target })
    }
  }

  @Test func manyChangesBesideFarMoreRefsBecomeFiles() throws {
    try withTemporaryDirectory { root in
      let store = store(root)
      let count = RefStore.packsFrom
      func changes(_ numbers: Range<Int>) -> [RefName: RefTarget?] {
        Dictionary(uniqueKeysWithValues: numbers.map { (name($0), Optional(target($0 + 1))) })
      }
      try store.update(changes(0..<(40 * count)))
      #expect(try fileNames(root) == ["packed-refs-cases"])
      try store.update(changes(0..<count))
      #expect(try fileNames(root).count == count + 1)
      try store.update(changes(0..<(4 * count)))
      #expect(try fileNames(root) == ["packed-refs-cases"])
      #expect(try store.list(.cases).count == 40 * count)
    }
  }

  @Test func tellsWhetherAllRefsArePacked() throws {
    try withTemporaryDirectory { root in
      let store = store(root)
      let refs = Dictionary(uniqueKeysWithValues: (0..<100).map { (name($0), target($0)) })
      #expect(try store.isPacked(.cases, as: [:]))
      #expect(try !store.isPacked(.cases, as: refs))
      try store.replaceAll(.cases, by: refs)
      #expect(try store.isPacked(.cases, as: refs))
      var others = refs
      others[name(7)] = target(8)
      #expect(try !store.isPacked(.cases, as: others))
      try store.update([name(7): target(8)])
      #expect(try !store.isPacked(.cases, as: others))
      #expect(try !store.isPacked(.cases, as: refs))
    }
  }

  /// In every state a crash can leave, each name is what it was or what it was to be.
  @Test(arguments: [3, RefStore.packsFrom])
  func aCrashLeavesOldOrNew(count: Int) throws {
    try withTemporaryDirectory { root in
      try store(root).update([name(0): target(100), name(1): target(101)])
      let replay = try CrashReplay(root: root)
      let recorder = EffectRecorder()
      let changes = (0..<count).map { (name($0), Optional(target($0))) }
      try store(root, Disk(witness: recorder.witness()))
        .update(Dictionary(uniqueKeysWithValues: changes))
      let effects = recorder.effects
      var wrong: [String] = []
      try replay.enumerate(effects: effects) { state, directory in
        let store = store(directory)
        for number in 0..<3 {
          let found = try store.target(of: name(number))
          let old = number < 2 ? target(100 + number) : nil
          let isDone = state.completed == effects.count
          let isAllowed = found == target(number) || !isDone && found == old
          if !isAllowed { wrong.append("\(state): \(number)") }
        }
      }
      #expect(wrong == [])
    }
  }
}

extension RefStore {
  fileprivate func update(_ changes: [RefName: RefTarget?]) throws {
    try update(RefChanges(values: changes))
  }

  fileprivate func pack(_ kind: RefKind, with changes: [RefName: RefTarget?]) throws {
    try pack(kind, with: RefChanges(values: changes).lines(kind))
  }

  fileprivate func isPacked(_ kind: RefKind, as refs: [RefName: RefTarget]) throws -> Bool {
    try isPacked(kind, as: RefChanges(values: refs.mapValues { $0 }).lines(kind))
  }

  fileprivate func replaceAll(_ kind: RefKind, by refs: [RefName: RefTarget?]) throws {
    try replaceAll(kind, by: RefChanges(values: refs).lines(kind))
  }
}
