import TaglioFormat
import Testing

@testable import TaglioKit

/// Changes that do not fit one object go to several.
@Suite struct ChangesSplitTests {
  @Test func manyRemovalsFitTheirParts() {
    var changes = Changes()
    changes.source = "s"
    let count = Commit.maximumPartLength / 67 + 1
    changes.removed = (0..<count).map { .object(ObjectID(words: (UInt64($0), 0, 0, 0))) }
    let parts = changes.split()
    #expect(parts.count == 2)
    #expect(parts.flatMap(\.removed) == changes.removed)
    for part in parts {
      #expect(part.source == "s")
      #expect(part.canonical.bytes.count <= Commit.maximumPartLength)
    }
  }
}
