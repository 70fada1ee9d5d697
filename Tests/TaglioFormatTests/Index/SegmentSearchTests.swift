import TaglioFormat
import TestSupport
import Testing

/// Rows are found wherever keys stand close together or far apart.
@Suite struct SegmentSearchTests {
  /// How the numbers that keys are made of spread.
  enum Spread: CaseIterable {
    case dense, even, clustered, ends

    func number(_ place: Int, _ generator: inout SeededGenerator) -> UInt64 {
      switch self {
      case .dense: UInt64(place) << 32
      case .even: generator.next()
      case .clustered: 7 << 60 | generator.next() % 5000
      case .ends: generator.next() % 2 == 0 ? UInt64(place) : .max - UInt64(place)
      }
    }
  }

  @Test(arguments: Spread.allCases, UInt64(1)...3)
  func everyPrefixLeadsToItsRows(_ spread: Spread, seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let builder = SegmentBuilder()
    var keys: Set<[UInt8]> = []
    for place in 0..<Int.random(in: 1...600, using: &generator) {
      var key: [UInt8] = []
      key.appendBigEndian(spread.number(place, &generator))
      keys.insert(key)
      builder.add(.versions) { $0 += key }
    }
    let segment = try Segment(builder.seal())
    let sorted = keys.sorted { $0.lexicographicallyPrecedes($1) }
    for _ in 0..<100 {
      let wanted = prefix(of: sorted, &generator)
      let first = sorted.firstIndex { !$0.lexicographicallyPrecedes(wanted) } ?? sorted.count
      let count = sorted[first...].prefix { $0.starts(with: wanted) }.count
      let found = try segment.rows(.versions, startingWith: wanted)
      #expect(found == first..<first + count, "seed \(seed): \(wanted)")
      let row = try segment.find(.versions, wanted).map { Array($0) }
      #expect(row == (count > 0 ? sorted[first] : nil), "seed \(seed): \(wanted)")
    }
  }

  /// A look-up begins where the one before led: that must not change what it finds, where numbers have
  /// gaps and where they have several rows.
  @Test(arguments: UInt64(1)...3)
  func numbersAreFoundWhateverWasAskedBefore(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let builder = SegmentBuilder()
    var keys: Set<[UInt8]> = []
    for number in UInt32(10)..<200 {
      for second in 0..<([0, 1, 1, 1, 1, 3].randomElement(using: &generator) ?? 0) {
        var key: [UInt8] = []
        key.appendBigEndian(number)
        key.appendBigEndian(UInt32(second))
        keys.insert(key)
        builder.add(.listed) { $0 += key }
      }
    }
    let segment = try Segment(builder.seal())
    let sorted = keys.sorted { $0.lexicographicallyPrecedes($1) }
    var number: UInt32 = 0
    for _ in 0..<500 {
      number = Bool.random(using: &generator) ? number + 1 : .random(in: 0...220, using: &generator)
      var wanted: [UInt8] = []
      wanted.appendBigEndian(number)
      let first = sorted.firstIndex { !$0.lexicographicallyPrecedes(wanted) } ?? sorted.count
      let count = sorted[first...].prefix { $0.starts(with: wanted) }.count
      let found = try segment.rows(.listed, startingWith: wanted)
      #expect(found == first..<first + count, "seed \(seed): \(number)")
    }
  }

  /// The beginning of a key, of one beside it, or of any.
  private func prefix(of keys: [[UInt8]], _ generator: inout SeededGenerator) -> [UInt8] {
    var key = keys.randomElement(using: &generator) ?? []
    if Int.random(in: 0..<3, using: &generator) == 0 {
      key[.random(in: 0..<key.count, using: &generator)] = .random(in: 0...255, using: &generator)
    }
    return Array(key.prefix(.random(in: 0...key.count, using: &generator)))
  }

  /// The classes of `registers` are searched one by one: their keys begin with a small number.
  @Test(arguments: UInt64(1)...3)
  func registersOfAnyClassAreFound(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let builder = SegmentBuilder()
    var keys: Set<[UInt8]> = []
    for _ in 0..<300 {
      let kind: UInt8 = [1, 2, 2, 9, 255].randomElement(using: &generator) ?? 1
      let key = [kind] + (0..<36).map { _ in .random(in: 0...255, using: &generator) }
      keys.insert(key)
      let reference = builder.store([])
      builder.add(.registers) { bytes in
        bytes += key
        reference.append(to: &bytes)
      }
    }
    let segment = try Segment(builder.seal())
    for key in keys {
      #expect(try segment.rows(.registers, startingWith: Array(key.prefix(33))).count == 1)
    }
    for kind: UInt8 in [0, 1, 2, 3, 9, 255] {
      let expected = keys.count { $0.first == kind }
      #expect(try segment.rows(.registers, startingWith: [kind]).count == expected)
      #expect(try segment.find(.registers, [kind] + [UInt8](repeating: 7, count: 32)) == nil)
    }
    #expect(try segment.rows(.registers, startingWith: []) == 0..<keys.count)
  }
}
