import TaglioFormat
import Testing

@testable import TaglioKit

/// Changes that do not fit one object go to several.
@Suite struct ChangesSplitTests {
  private func ids(_ count: Int) -> [ObjectID] {
    (0..<count).map { ObjectID(words: (UInt64($0), 0, 0, 0)) }
  }

  /// The pieces, each of which fits a part and names the source.
  private func pieces(of changes: Changes) -> [Changes] {
    let pieces = changes.split()
    for piece in pieces {
      #expect(piece.source == changes.source)
      #expect(piece.canonical.bytes.count <= Commit.maximumPartLength)
    }
    return pieces
  }

  @Test func manyRemovalsFitTheirParts() {
    var changes = Changes()
    changes.source = "s"
    changes.removed = ids(Commit.maximumPartLength / 67 + 1).map { .object($0) }
    let pieces = pieces(of: changes)
    #expect(pieces.count == 2)
    #expect(pieces.flatMap(\.removed) == changes.removed)
  }

  @Test func theMembersOfALargeSuiteFitTheirParts() {
    let suite = UUID(high: 0x4000, low: 0b10 << 62)
    let all = ids(140_000)
    var edits = MembershipEdits()
    edits.add = Set(all[..<60_000])
    edits.pin = Dictionary(uniqueKeysWithValues: all[60_000..<100_000].map { ($0, $0) })
    edits.remove = Set(all[100_000...])
    var changes = Changes()
    changes.suites[suite] = edits
    let pieces = pieces(of: changes)
    #expect(pieces.count > 2)
    var joined = MembershipEdits()
    for piece in pieces {
      guard let part = piece.suites[suite] else { continue }
      joined.add.formUnion(part.add)
      joined.pin.merge(part.pin) { first, _ in first }
      joined.remove.formUnion(part.remove)
    }
    #expect(joined == edits)
    #expect(pieces.reduce(0) { $0 + $1.entryCount } == 140_000)
  }

  @Test func everyKindIsKept() throws {
    let id = ObjectID(words: (1, 2, 3, 4))
    var changes = Changes()
    changes.source = "s"
    changes.objects = [id]
    changes.names[try #require(GivenName("runs/a"))] = .some(.object(id))
    changes.names.updateValue(nil, forKey: try #require(GivenName("runs/b")))
    changes.fields[.object(id)] = FieldEdits()
    changes.fields[.object(id)]?.unset = ["title"]
    changes.suites[UUID(high: 0x4000, low: 0b10 << 62)] = MembershipEdits()
    changes.suites[UUID(high: 0x4000, low: 0b10 << 62)]?.add = [id]
    changes.seals[id] = Seal(status: .complete, count: 1, digest: id, time: .lowest)
    changes.closed = [id]
    changes.reopened = [ObjectID(words: (2, 2, 3, 4))]
    changes.removed = [.object(id)]
    changes.restored = [.object(ObjectID(words: (2, 2, 3, 4)))]
    changes.tombstones[id] = Tombstone(
      kind: .lost,
      type: .blob,
      reason: "gone",
      links: .emptyObject,
      content: nil
    )
    #expect(changes.split() == [changes])
    #expect(Changes().split().isEmpty)
  }
}
