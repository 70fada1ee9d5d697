import TaglioFormat
import TaglioKit
import TaglioStore
import Testing

/// Of a commit with many parts not all fields are held at once; nothing else is different.
@Suite struct ManyPartsTests {
  /// More parts than are kept whole.
  private static let count: UInt64 = 30

  private static func target(_ number: UInt64) -> Target {
    .object(ObjectID(words: (number << 40 | 7, number, 0, 0)))
  }

  private static func edits(_ number: UInt64) -> FieldEdits {
    var edits = FieldEdits()
    edits.set["owner"] = CanonicalJSON(unchecked: Array("\(number)".utf8))
    edits.add["keywords"] = [CanonicalJSON(unchecked: Array(#""k\#(number % 3)""#.utf8))]
    return edits
  }

  /// Parts that write a field of one target each.
  private static func parts(in world: HandWritten) throws -> [ObjectID] {
    try (0..<count).map { number in
      try world.part { changes in
        changes.source = "s"
        changes.fields[target(number)] = edits(number)
      }
    }
  }

  @Test func theyComeToTheSameAsInOnePart() throws {
    let many = HandWritten()
    let commit = try many.commit(parts: Self.parts(in: many))
    let one = HandWritten()
    let whole = try one.part { changes in
      changes.source = "s"
      for number in 0..<Self.count { changes.fields[Self.target(number)] = Self.edits(number) }
    }
    _ = try one.commit(parts: [whole])
    let repository = try many.open()
    #expect(try repository.visibleCommits() == [commit])
    let state = try repository.snapshot.stateDocument()
    let fields = try #require(state.document.root["fields"]).canonical
    let expected = try one.open().snapshot.stateDocument().document.root["fields"]
    #expect(fields == expected?.canonical)
    #expect("\(fields)".contains("owner"), "the state shows what the parts say")
    let past = try repository.at(commit).snapshot.stateDocument()
    #expect(past == state)
  }

  @Test(arguments: ["set twice", "set and unset", "whole and by elements", "mixed in one"])
  func aFieldIsWrittenOnceInAllOfThem(how: String) throws {
    let world = HandWritten()
    let last = try world.part { changes in
      var edits = FieldEdits()
      switch how {
      case "set twice": edits.set["owner"] = .null
      case "set and unset": edits.unset = ["owner"]
      case "whole and by elements": edits.drop["owner"] = [.null]
      default:
        edits.set["other"] = .null
        edits.add["other"] = [.null]
      }
      changes.fields[Self.target(4)] = edits
    }
    let commit = try world.commit(parts: Self.parts(in: world) + [last])
    let repository = try world.open()
    #expect(try repository.visibleCommits() == [])
    #expect(try repository.pendingReasons() == [commit: .invalid])
  }

  @Test func targetsThatBeginAlikeAreNotTheSame() throws {
    let world = HandWritten()
    let close = try world.part { changes in
      let near = Target.object(ObjectID(words: (4 << 40 | 7, 9, 9, 9)))
      changes.fields[near] = Self.edits(4)
    }
    let commit = try world.commit(parts: Self.parts(in: world) + [close])
    #expect(try world.open().visibleCommits() == [commit])
  }
}
