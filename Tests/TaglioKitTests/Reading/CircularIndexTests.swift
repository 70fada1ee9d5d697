import TaglioFormat
import TaglioKit
import TaglioStore
import Testing

/// An index whose checksums are right and whose chains lead in a circle.
///
/// The fuzzer `index` made the first one: reading the heads of such a lineage never ended.
@Suite struct CircularIndexTests {
  /// Versions 0 and 1 follow each other; 2 and 3 follow them and are followed by nothing.
  private static func snapshot() throws -> Snapshot {
    let builder = SegmentBuilder()
    for (number, previous) in [UInt32(1), 0, 0, 1].enumerated() {
      let number = UInt32(number)
      var row = ObjectRow(id: id(number), content: id(number + 10), kind: .case)
      row.previous = previous
      row.lineage = 0
      row.sequence = 1
      builder.add(.rows) { bytes in
        bytes += number.keyBytes
        row.append(to: &bytes)
      }
      builder.add(.versions) { $0 += UInt32(0).keyBytes + number.keyBytes }
      builder.add(.followers) { $0 += previous.keyBytes + number.keyBytes }
    }
    return Snapshot(index: Index(segments: [try Segment(builder.seal())]))
  }

  private static func id(_ number: UInt32) -> ObjectID { BLAKE2b.id(of: number.keyBytes) }

  @Test func headsEnd() throws {
    // No commit lists the versions, so none of them is ranked.
    #expect(try Self.snapshot().heads(ofLineage: 0) == nil)
  }

  @Test func aStepBackIsRefused() throws {
    let snapshot = try Self.snapshot()
    let version = try snapshot.version(0)
    let error = #expect(throws: FormatError.self) { try snapshot.previous(of: version) }
    #expect(error?.code == .index)
  }
}
