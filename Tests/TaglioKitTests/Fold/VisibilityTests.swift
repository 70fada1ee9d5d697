import TaglioFormat
import TaglioKit
import TaglioStore
import Testing

/// Which commits are visible does not depend on the order in which files come.
@Suite struct VisibilityTests {
  struct Invalid: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// Writes a base and a bad commit; gives both.
    var write: @Sendable (HandWritten) throws -> (good: [ObjectID], bad: ObjectID)

    init(
      _ name: String,
      _ write: @escaping @Sendable (HandWritten) throws -> (good: [ObjectID], bad: ObjectID)
    ) {
      testDescription = name
      self.write = write
    }
  }

  static let target = Target.object(ObjectID(words: (7, 7, 7, 7)))
  static let nobody = ObjectID(words: (8, 8, 8, 8))

  static func edits(_ change: (inout FieldEdits) -> Void) -> FieldEdits {
    var edits = FieldEdits()
    change(&edits)
    return edits
  }

  static let invalid = [
    Invalid("a time that is its parent's") { world in
      let base = try world.commit(time: 1_790_000_000_000)
      return ([base], try world.commit(on: [base], time: 1_790_000_000_000))
    },
    Invalid("a time before its parent's") { world in
      let base = try world.commit(time: 1_790_000_000_000)
      return ([base], try world.commit(on: [base], time: 1_789_999_999_999))
    },
    Invalid("after the year 9000 more than 1 ms later") { world in
      let base = try world.commit(time: 221_845_392_000_000)
      return ([base], try world.commit(on: [base], time: 221_845_392_000_002))
    },
    Invalid("a field set and unset") { world in
      let bad = try world.commit { changes in
        changes.fields[target] = edits {
          $0.set["a"] = .null
          $0.unset = ["a"]
        }
      }
      return ([], bad)
    },
    Invalid("a field written whole and by elements") { world in
      let bad = try world.commit { changes in
        changes.fields[target] = edits {
          $0.set["a"] = .null
          $0.add["a"] = [.null]
        }
      }
      return ([], bad)
    },
    Invalid("a register in the commit and in a part") { world in
      let part = try world.part { $0.removed = [target] }
      return ([], try world.commit(parts: [part]) { $0.restored = [target] })
    },
    Invalid("whole in one part, by elements in another") { world in
      let parts = [
        try world.part { $0.fields[target] = edits { $0.set["a"] = .null } },
        try world.part { $0.fields[target] = edits { $0.drop["a"] = [.null] } },
      ]
      return ([], try world.commit(parts: parts))
    },
    Invalid("a member added and removed") { world in
      let bad = try world.commit { changes in
        var members = MembershipEdits()
        members.add = [nobody]
        members.remove = [nobody]
        changes.suites[HistoryPool.suites[0]] = members
      }
      return ([], bad)
    },
    Invalid("a version with another ordinal") { world in
      let first = try world.putCase(0)
      let base = try world.commit { $0.objects = [first] }
      let second = try world.putCase(1, previous: first, ordinal: 1)
      return ([base], try world.commit(on: [base]) { $0.objects = [second] })
    },
    Invalid("a link that nobody lists") { world in
      let hidden = try world.putCase(0)
      let shown = try world.putCase(1, basis: hidden)
      return ([], try world.commit { $0.objects = [shown] })
    },
    Invalid("a link to what is not there") { world in
      let shown = try world.putCase(1, basis: nobody)
      return ([], try world.commit { $0.objects = [shown] })
    },
    Invalid("a link that only a commit beside it lists") { world in
      let first = try world.putCase(0)
      let beside = try world.commit { $0.objects = [first] }
      let second = try world.putCase(1, previous: first)
      return ([beside], try world.commit { $0.objects = [second] })
    },
    Invalid("a closed version that nobody lists") { world in
      ([], try world.commit { $0.closed = [nobody] })
    },
    Invalid("a pin to what nobody lists") { world in
      let bad = try world.commit { changes in
        var members = MembershipEdits()
        members.pin = [nobody: nobody]
        changes.suites[HistoryPool.suites[0]] = members
      }
      return ([], bad)
    },
    Invalid("a seal of a case") { world in
      let first = try world.putCase(0)
      let base = try world.commit { $0.objects = [first] }
      let seal = Seal(status: .complete, count: 0, digest: nobody, time: .lowest)
      return ([base], try world.commit(on: [base]) { $0.seals = [first: seal] })
    },
    Invalid("a commit among its objects") { world in
      let base = try world.commit()
      return ([base], try world.commit(on: [base]) { $0.objects = [base] })
    },
    Invalid("a part that is a case") { world in
      let first = try world.putCase(0)
      return ([], try world.commit(parts: [first]))
    },
  ]

  @Test(arguments: invalid)
  func anInvalidCommitIsNeverVisible(example: Invalid) throws {
    let world = HandWritten()
    let (good, bad) = try example.write(world)
    let child = try world.commit(on: [bad], time: 221_845_392_000_003)
    let expected = try world.open()
    #expect(try expected.visibleCommits() == good.sorted())
    try world.inEveryOrder { (repository) throws in
      #expect(try repository.visibleCommits() == good.sorted())
      #expect(try repository.pendingReasons() == [bad: .invalid, child: .waits])
      let heads = try repository.status().heads
      #expect(heads == good.sorted(), "an invalid commit is no parent")
    }
  }

  @Test func whatIsNewerStaysPending() throws {
    let world = HandWritten()
    let record = try world.put(.case, Array(#"{"basis":null,"zz":1}"#.utf8))
    let whole = try world.put(
      .case,
      Array(
        (#"{"basis":null,"creator":null,"immutable_fields":{},"key":null,"ordinal":0,"#
          + #""previous":null,"sources":[],"zz":1}"#).utf8
      )
    )
    let newer = try world.commit { $0.objects = [whole] }
    let child = try world.commit(on: [newer])
    let malformed = try world.commit { $0.objects = [record] }
    try world.inEveryOrder { (repository) throws in
      #expect(try repository.visibleCommits() == [])
      let reasons = try repository.pendingReasons()
      #expect(reasons == [newer: .newer, child: .waits, malformed: .invalid])
    }
  }

  @Test func aCommitIsVisibleWhenTheLastFileCame() throws {
    let world = HandWritten()
    let first = try world.putCase(0)
    let part = try world.part { $0.objects = [first] }
    let base = try world.commit(parts: [part])
    let second = try world.putCase(1, previous: first)
    let top = try world.commit(on: [base]) { $0.objects = [second] }
    let state = try world.open().snapshot.stateDocument()
    try world.inEveryOrder { (repository) throws in
      #expect(try repository.visibleCommits() == [base, top].sorted())
      #expect(try repository.snapshot.stateDocument() == state)
    }
  }

  /// A copying tool writes in place: no directory tells of it.
  @Test(arguments: [0, 1, 20, 60])
  func whatWasCutIsTakenInWhenItIsWhole(length: Int) throws {
    let world = HandWritten()
    let blob = try world.put(.blob, (0..<200).map { UInt8(truncatingIfNeeded: $0 &* $0) })
    let first = try world.putCase(0)
    let commit = try world.commit { $0.objects = [blob, first].sorted() }
    let files = try world.files
    let store = MemoryStore()
    let copy = try HandWritten.open(store)
    for file in files { store.setFile(Array(file.bytes.prefix(length)), for: file.id) }
    try copy.refresh()
    #expect(try copy.visibleCommits() == [])
    for file in files {
      store.setFile(file.bytes, for: file.id)
      try copy.refresh()
    }
    #expect(try copy.visibleCommits() == [commit])
    #expect(try copy.snapshot.stateDocument() == world.open().snapshot.stateDocument())
  }
}
