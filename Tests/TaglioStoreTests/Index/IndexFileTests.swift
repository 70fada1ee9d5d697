import Foundation
import SystemPackage
import TaglioFormat
import TaglioStore
import TaglioSystem
import TestSupport
import Testing

/// The index file is added to, merged and now and then written anew; what it answers stays the same.
@Suite struct IndexFileTests {
  @Test(arguments: UInt64(1)...4)
  func answersStayTheSameOverManySaves(seed: UInt64) throws {
    try withTemporaryDirectory { directory in
      var generator = SeededGenerator(seed: seed)
      let file = IndexFile(disk: Disk(), directory: directory)
      var index = Index()
      var written: [ObjectID] = []
      var longest = 0
      for step in 0..<300 {
        var delta = IndexDelta(for: index)
        for _ in 0..<Int.random(in: 0...3, using: &generator) {
          let id = ObjectID(words: (generator.next(), 0, 0, UInt64(written.count)))
          _ = delta.add(
            ObjectRow(id: id, content: id, kind: .case),
            summary: Array("é\(step)".utf8)
          )
          written.append(id)
        }
        index = try save(delta, over: index, in: file, step)
        longest = max(longest, index.segments.count)
        guard step % 25 == 0 else { continue }
        try expectAnswers(index, written, "seed \(seed), step \(step)")
        let length = try #require(try Disk().status(directory.appending("index"))).size
        let live = index.segments.reduce(0) { $0 + $1.length }
        #expect(length <= Int64(2 * live + (1 << 17)), "seed \(seed), step \(step)")
      }
      #expect(longest <= 12, "seed \(seed): the number of segments is logarithmic")
    }
  }

  private func save(
    _ delta: IndexDelta,
    over index: Index,
    in file: IndexFile,
    _ step: Int
  ) throws -> Index {
    let isEmpty = delta.isEmpty
    let sealed: Index = isEmpty ? index : try delta.sealed()
    let segment = isEmpty ? nil : sealed.segments.last
    let binding = IndexBinding(device: 1, inode: 2, acceptedLength: UInt64(step), refs: 3)
    try file.save(sealed, adding: segment, to: try file.load(), binding: binding)
    let loaded = try #require(try file.load())
    #expect(loaded.footer.binding == binding)
    return loaded.index
  }

  private func expectAnswers(_ index: Index, _ written: [ObjectID], _ comment: String) throws {
    try index.verify()
    #expect(index.objectCount == UInt32(written.count), "\(comment)")
    for (number, id) in written.enumerated() {
      guard try index.number(of: id) == UInt32(number), try index.object(UInt32(number)).id == id
      else {
        Issue.record("\(comment): object \(number)")
        return
      }
    }
  }

  @Test func theLaterSegmentHolds() throws {
    try withTemporaryDirectory { directory in
      let file = IndexFile(disk: Disk(), directory: directory)
      let id = ObjectID(words: (1, 2, 3, 4))
      var index = Index()
      for (step, kind) in [LooseKind.unreadable, .case, .commit].enumerated() {
        var delta = IndexDelta(for: index)
        delta.add(loose: id, kind)
        index = try save(delta, over: index, in: file, step)
        #expect(try index.loose(id) == kind)
      }
    }
  }

  @Test func whatIsNoIndexCountsAsAbsent() throws {
    try withTemporaryDirectory { directory in
      let path = directory.appending("index")
      let file = IndexFile(disk: Disk(), directory: directory)
      #expect(try isAbsent(file), "missing")
      var delta = IndexDelta(for: Index())
      delta.add(loose: ObjectID(words: (1, 2, 3, 4)), .case)
      _ = try save(delta, over: Index(), in: file, 0)
      let good = try Disk().read(path)
      for bytes in [[], [0], Array(good.dropLast()), Array(good.dropFirst())] {
        try write(bytes, to: path)
        #expect(try isAbsent(file), "\(bytes.count) bytes of \(good.count)")
      }
      try write(good, to: path)
      #expect(try !isAbsent(file))
      try Disk().remove(.path(path))
      try Disk().makeDirectory(.path(path))
      #expect(try isAbsent(file), "a directory in its place")
    }
  }

  @Test func whatAWriteLeftUnfinishedIsPassedOver() throws {
    try withTemporaryDirectory { directory in
      let path = directory.appending("index")
      let file = IndexFile(disk: Disk(), directory: directory)
      var delta = IndexDelta(for: Index())
      delta.add(loose: ObjectID(words: (1, 0, 0, 0)), .case)
      let first = try save(delta, over: Index(), in: file, 0)
      let short = try Disk().read(path)
      delta = IndexDelta(for: first)
      delta.add(loose: ObjectID(words: (2, 0, 0, 0)), .case)
      _ = try save(delta, over: first, in: file, 1)
      let long = try Disk().read(path)
      for length in short.count..<long.count {
        try write(Array(long[..<length]), to: path)
        #expect(try file.load()?.footer.binding.acceptedLength == 0, "\(length) bytes")
      }
      let kept = try #require(try file.load()).index
      delta = IndexDelta(for: kept)
      delta.add(loose: ObjectID(words: (2, 0, 0, 0)), .case)
      let again = try save(delta, over: kept, in: file, 1)
      for id in [ObjectID(words: (1, 0, 0, 0)), ObjectID(words: (2, 0, 0, 0))] {
        #expect(try again.loose(id) == .case)
      }
    }
  }

  private func isAbsent(_ file: IndexFile) throws -> Bool {
    if case .some = try file.load() { false } else { true }
  }

  private func write(_ bytes: [UInt8], to path: FilePath) throws {
    try Data(bytes).write(to: URL(filePath: path.string))
  }
}
