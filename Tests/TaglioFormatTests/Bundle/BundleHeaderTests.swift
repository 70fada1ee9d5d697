import Testing

@testable import TaglioFormat

/// The bytes of a bundle, each field broken in turn.
@Suite struct BundleHeaderTests {
  private static let ids = [1, 2, 3].map { ObjectID(words: ($0, 0, 0, 0)) }

  /// A bundle of two objects and a commit, whose files are so long.
  private static func bundle(_ lengths: [Int] = [3, 0, 5], ids: [ObjectID] = ids) -> [UInt8] {
    let total = lengths.reduce(48 + 32) { $0 + 40 + $1 }
    var bytes = BundleHeader(objects: 2, commits: 1, fileLength: UInt64(total)).bytes
    for (id, length) in zip(ids, lengths) {
      bytes += BundleEntry(id: id, length: UInt64(length), offset: 0).bytes
      bytes += [UInt8](repeating: 7, count: length)
    }
    return bytes + [UInt8](repeating: 0, count: 32)
  }

  private static func walk(_ bytes: [UInt8]) throws(FormatError) -> [BundleEntry] {
    let header = try BundleHeader(Array(bytes.prefix(BundleHeader.length)))
    var walk = try BundleWalk(header, fileLength: UInt64(bytes.count))
    var entries: [BundleEntry] = []
    while walk.left > 0 {
      let start = Int(walk.offset)
      entries.append(try walk.next(Array(bytes.dropFirst(start).prefix(BundleHeader.entryLength))))
    }
    try walk.finish()
    return entries
  }

  @Test func entriesComeInTheirOrder() throws {
    let entries = try BundleHeaderTests.walk(BundleHeaderTests.bundle())
    #expect(entries.map(\.id) == BundleHeaderTests.ids)
    #expect(entries.map(\.length) == [3, 0, 5])
    #expect(entries.map(\.offset) == [88, 131, 171])
  }

  /// The example of `Docs/export.md`.
  @Test func theExampleOfThePage() {
    let bytes = BundleHeader(objects: 0, commits: 0, fileLength: 80).bytes
    let hex = "7461676c696f0d0a" + "0000000100000000" + String(repeating: "0", count: 32)
    #expect(Hex.string(bytes) == hex + "0000000000000050" + String(repeating: "0", count: 16))
  }

  @Test func everyLengthButTheRightOneIsRefused() {
    let bytes = BundleHeaderTests.bundle()
    for length in 0..<bytes.count {
      #expect(throws: FormatError.self) { try BundleHeaderTests.walk(Array(bytes.prefix(length))) }
    }
    #expect(throws: FormatError.self) { try BundleHeaderTests.walk(bytes + [0]) }
  }

  /// Signature, version, zeros, counts, length: every bit of the header means something.
  @Test func everyBitOfTheHeaderMatters() {
    let bytes = BundleHeaderTests.bundle()
    for place in 0..<BundleHeader.length where !(16..<32).contains(place) {
      for bit in 0..<8 {
        var broken = bytes
        broken[place] ^= 1 << UInt8(bit)
        #expect(throws: FormatError.self, "byte \(place)") { try BundleHeaderTests.walk(broken) }
      }
    }
  }

  @Test func aLaterVersionIsNewer() {
    var bytes = BundleHeaderTests.bundle()
    bytes[11] = 2
    #expect { try BundleHeaderTests.walk(bytes) } throws: { ($0 as? FormatError)?.code == .newer }
  }

  @Test func countsThatDoNotFitAreRefused() {
    for place in 16..<32 {
      var bytes = BundleHeaderTests.bundle()
      bytes[place] = 255
      #expect(throws: FormatError.self, "byte \(place)") { try BundleHeaderTests.walk(bytes) }
    }
  }

  @Test func filesThatWouldEndTooLateAreRefused() {
    for place in 0..<8 {
      var bytes = BundleHeaderTests.bundle()
      bytes[48 + 32 + place] = 255
      #expect(throws: FormatError.self) { try BundleHeaderTests.walk(bytes) }
    }
  }

  @Test func objectsAscendAndCommitsNeedNot() throws {
    let (one, two, three) = (
      BundleHeaderTests.ids[0], BundleHeaderTests.ids[1], BundleHeaderTests.ids[2]
    )
    for ids in [[two, one, three], [one, one, three]] {
      let bytes = BundleHeaderTests.bundle(ids: ids)
      #expect(throws: FormatError.self) { try BundleHeaderTests.walk(bytes) }
    }
    let entries = try BundleHeaderTests.walk(BundleHeaderTests.bundle(ids: [two, three, one]))
    #expect(entries.map(\.id) == [two, three, one])
  }
}
