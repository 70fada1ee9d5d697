import TaglioCheck
import TaglioFormat
import TaglioKit
import TaglioStore
import Testing

/// One way to do harm to a store, and the finding under which a check must tell of it.
struct Scenario: Sendable, CustomTestStringConvertible {
  let name: Finding.Name
  /// Which of several ways to come to the finding.
  let way: String
  /// Done to the sample store; gives the object that the finding is about, if it is about one.
  let harm: @Sendable (StoreFixture) throws -> ObjectID?
  /// Whether the harm shows without reading the contents of all objects, and once more after the
  /// store was opened.
  let isSeenQuickly: Bool

  init(
    _ name: Finding.Name,
    _ way: String,
    quick isSeenQuickly: Bool = false,
    _ harm: @escaping @Sendable (StoreFixture) throws -> ObjectID?
  ) {
    self.name = name
    self.way = way
    self.isSeenQuickly = isSeenQuickly
    self.harm = harm
  }

  var testDescription: String { "\(name): \(way)" }

  static let all = files + contents + links + commits + derived + strays + tombstones
}

// MARK: - Files of objects

extension Scenario {
  static let files = [
    Scenario(.objectMissing, "a case is deleted", quick: true) { store in
      try store.remove(store.path(of: store.input))
      return store.input
    },
    Scenario(.objectCut, "half of a file is gone") { store in
      let bytes = try store.bytes(of: store.input)
      try store.put(Array(bytes.prefix(bytes.count / 2)), asFileOf: store.input)
      return store.input
    },
    Scenario(.objectCut, "a file is empty") { store in
      try store.put([], asFileOf: store.input)
      return store.input
    },
    Scenario(.objectCompression, "a file holds other bytes") { store in
      try store.put(Array("not an object".utf8), asFileOf: store.input)
      return store.input
    },
    Scenario(.objectTrailing, "a byte follows") { store in
      try store.put(store.bytes(of: store.input) + [0], asFileOf: store.input)
      return store.input
    },
    Scenario(.objectHash, "two files are swapped") { store in
      let (one, other) = (store.outputs[0], store.outputs[1])
      let bytes = try store.bytes(of: one)
      try store.put(store.bytes(of: other), asFileOf: one)
      try store.put(bytes, asFileOf: other)
      return one
    },
    Scenario(.objectNotAFile, "a directory has the name") { store in
      try store.remove(store.path(of: store.input))
      try store.put([], store.path(of: store.input) + "/file")
      return store.input
    },
    Scenario(.objectTooLarge, "a record without end") { store in
      let length = StoredRecord.limits.bytes + 100
      let object = Array("case \(length)\0".utf8) + [UInt8](repeating: 0x20, count: length)
      let id = ObjectID(words: (1, 2, 3, 4))
      try store.put(try StoreFixture.compress(object), asFileOf: id)
      return id
    },
  ]
}

// MARK: - What objects say

extension Scenario {
  static let contents = [
    Scenario(.objectHeader, "no object at all") { store in
      try store.putWhole(Array("nonsense".utf8))
    },
    Scenario(.objectLength, "shorter than it says") { store in
      try store.putWhole(Array("case 5\0{}".utf8))
    },
    Scenario(.payloadNotCanonical, "white space") { store in
      let payload = Array(#"{"immutable_fields":{}, "previous":null}"#.utf8)
      return try store.write(.experiment, payload)
    },
    Scenario(.payloadMalformed, "a key is missing") { store in
      try store.write(.experiment, Array(#"{"immutable_fields":{}}"#.utf8))
    },
    Scenario(.payloadMalformed, "no JSON", quick: true) { store in
      try store.write(.commit, Array("{".utf8))
    },
    Scenario(.payloadMalformed, "ids that do not ascend", quick: true) { store in
      try store.write(.changes, Array(#"{"closed":["\#(store.run)","\#(store.run)"]}"#.utf8))
    },
    Scenario(.newer, "an unknown type", quick: true) { store in
      try store.putWhole(Array("signature 2\0{}".utf8))
    },
    Scenario(.newer, "an unknown key") { store in
      let payload = Array(#"{"colour":1,"immutable_fields":{},"previous":null}"#.utf8)
      return try store.write(.experiment, payload)
    },
    Scenario(.newer, "a commit needs it", quick: true) { store in
      let payload = Array(#"{"colour":1,"immutable_fields":{},"previous":null}"#.utf8)
      return try store.writeCommit(listing: [store.write(.experiment, payload)])
    },
  ]

  static let links = [
    Scenario(.linkType, "made by an experiment", quick: true) { store in
      let id = try store.write(store.makeCase("x", creator: ImportExperiment.id))
      try store.writeCommit(listing: [id])
      return id
    },
    Scenario(.linkMissing, "made by nothing") { store in
      let id = try store.write(store.makeCase("x", creator: ObjectID(words: (1, 2, 3, 4))))
      try store.accept([store.writeCommit(listing: [id])])
      return id
    },
    Scenario(.lineageChanged, "another ordinal", quick: true) { store in
      let first = try store.makeCase("x", creator: store.importRun())
      let one = try store.write(first)
      let next = try store.makeCase("y", creator: first.creator, previous: one, ordinal: 1)
      let two = try store.write(next)
      try store.writeCommit(listing: [one, two])
      return two
    },
    Scenario(.sealMismatch, "another count", quick: true) { store in
      try store.write(store.sealing(count: 7))
      return store.run
    },
  ]
}

// MARK: - Commits

extension Scenario {
  static let commits = [
    Scenario(.commitMissing, "the last one is deleted", quick: true) { store in
      let id = try store.head()
      try store.remove(store.path(of: id))
      return id
    },
    Scenario(.commitInvalid, "a register is written twice", quick: true) { store in
      var changes = Changes()
      changes.closed = [store.input]
      changes.reopened = [store.input]
      return try store.write(changes)
    },
    Scenario(.commitInvalid, "not later than its parent", quick: true) { store in
      var changes = Changes()
      changes.closed = [store.input]
      return try store.write(changes, time: .lowest)
    },
    Scenario(.commitInvalid, "a link to what is not here and not listed", quick: true) { store in
      let id = try store.write(store.makeCase("x", creator: ObjectID(words: (1, 2, 3, 4))))
      return try store.writeCommit(listing: [id])
    },
    Scenario(.commitInvalid, "a link to what another branch lists", quick: true) { store in
      let one = try store.write(store.makeCase("x", creator: store.importRun()))
      let other = try store.write(
        store.makeCase("y", creator: store.importRun(), previous: one)
      )
      try store.writeCommit(listing: [one])
      return try store.writeCommit(listing: [other])
    },
    Scenario(.commitBlocked, "on top of an invalid one", quick: true) { store in
      var changes = Changes()
      changes.closed = [store.input]
      let below = try store.write(changes, time: .lowest)
      return try store.write(changes, parents: [below])
    },
    Scenario(.commitBlocked, "an object is damaged on the way") { store in
      let id = try store.write(store.makeCase("x", creator: store.importRun()))
      try store.put(Array("other bytes".utf8), asFileOf: id)
      return try store.writeCommit(listing: [id])
    },
    Scenario(.copyNotFinished, "an object has not come", quick: true) { store in
      try store.writeCommit(listing: [ObjectID(words: (1, 2, 3, 4))])
    },
    Scenario(.copyNotFinished, "an object is cut", quick: true) { store in
      let id = try store.write(store.makeCase("x", creator: store.importRun()))
      try store.put(Array(try store.bytes(of: id).dropLast(4)), asFileOf: id)
      try store.writeCommit(listing: [id])
      return id
    },
    Scenario(.copyNotFinished, "a parent has not come", quick: true) { store in
      try store.write(store.sealing(count: 2), parents: [ObjectID(words: (1, 2, 3, 4))])
    },
  ]
}

// MARK: - What is derived, and what lies about

extension Scenario {
  static let derived = [
    Scenario(.acceptedDamaged, "other bytes in a line", quick: true) { store in
      let line = [UInt8](repeating: UInt8(ascii: "x"), count: 64) + [UInt8(ascii: "\n")]
      let lines = AcceptedFile.encode(try store.repository.books.accepted(from: 0))
      try store.put(line + lines, store.path(store.accepted))
      return nil
    },
    Scenario(.indexDamaged, "its end is gone") { store in
      // Behind the first footer: an earlier one would still hold.
      let file = try store.file("index")
      let footer = try #require(file.indices.first { file[$0...].starts(with: Array("TIXE".utf8)) })
      try store.put(Array(file[..<footer]), store.path("index"))
      return nil
    },
    Scenario(.indexDamaged, "a byte in a segment is another") { store in
      var file = try store.file("index")
      // The file may also hold segments and footers that no longer count.
      let footer = try file.withUnsafeBytes { try IndexFooter(endOf: $0) }
      let live = try #require(footer.segments.first)
      file[live.lowerBound + live.count / 2] ^= 1
      try store.put(file, store.path("index"))
      return nil
    },
    Scenario(.indexDiffers, "a row that no object says") { store in
      let books = store.repository.books
      let saved = try books.loadIndex()
      var delta = IndexDelta(for: store.repository.snapshot.index)
      delta.add(pair: .joined, 0, 1)
      let sealed = try delta.sealed()
      try books.saveIndex(sealed, adding: sealed.segments.last, to: saved)
      return nil
    },
    Scenario(.indexDiffers, "a row that says something else") { store in
      let index = store.repository.snapshot.index
      var delta = IndexDelta(for: Index())
      for number in 0..<index.objectCount {
        let summary = try index.summary(number).map { Array($0.dropLast()) + [UInt8(ascii: "!")] }
        _ = delta.add(try index.object(number), summary: summary)
      }
      let segments = try index.segments + delta.sealed().segments
      let other = Index(segments: segments, heads: index.heads)
      try store.repository.books.saveIndex(other, adding: nil, to: nil)
      return nil
    },
    Scenario(.refDamaged, "text in place of an id", quick: true) { store in
      try store.put(Array("nowhere\n".utf8), store.path("refs/suites/main"))
      return nil
    },
    Scenario(.refMissing, "a packed file is gone", quick: true) { store in
      try store.remove(store.path("refs/suites/main"))
      return nil
    },
    Scenario(.refDiffers, "it points elsewhere", quick: true) { store in
      let other = UUID(high: 1, low: 2)
      try store.put(RefFile(.uuid(other)).encode(), store.path("refs/suites/main"))
      return nil
    },
    Scenario(.refDiffers, "other heads of the commit graph", quick: true) { store in
      try store.put(AcceptedFile.encode([store.run]), store.path("refs/heads"))
      return nil
    },
    Scenario(.refUnknown, "a name that nobody gave", quick: true) { store in
      try store.put(RefFile(.object(store.run)).encode(), store.path("refs/runs/ghost"))
      return nil
    },
  ]

  static let strays = [
    Scenario(.stray, "a file beside the directories of objects", quick: true) { store in
      try store.put([], store.path("objects/Thumbs.db"))
      return nil
    },
    Scenario(.stray, "a name that is no ref", quick: true) { store in
      try store.put([], store.path("refs/runs/Copy of ghost"))
      return nil
    },
    Scenario(.leftover, "a temporary file", quick: true) { store in
      try store.put([1], store.path("objects/ab/.tmp-1-2"))
      return nil
    },
    Scenario(.unreferenced, "a case without a commit", quick: true) { store in
      try store.write(store.makeCase("x", creator: store.importRun()))
    },
  ]
}
