import TaglioFormat
import TaglioKit
import TaglioStore
import TaglioSystem

/// What was learned of objects by reading them.
struct Examined {
  var defects: [ObjectID: ObjectProbe.Defect] = [:]
  var newer: [ObjectID: String] = [:]
  /// What the fold needs of the good ones, commits excepted.
  var facts: KnownFacts
  /// The objects that link a blob.
  var attachers: [ObjectID: [ObjectID]] = [:]
  var objects = 0
  var bytes: UInt64 = 0
  /// False where time was up before all were read.
  var isComplete = true

  init(_ scratch: (any Scratch)?) {
    facts = KnownFacts(scratch)
  }

  fileprivate mutating func take(_ id: ObjectID, _ lesson: Lesson) {
    objects += 1
    switch lesson {
    case .bad(let defect): defects[id] = defect
    case .newer(let detail, let length):
      bytes += length
      newer[id] = detail
    case .good(let known, let length):
      bytes += length
      guard let known else { return }
      for blob in known.attachments { attachers[blob, default: []].append(id) }
      facts.insert(id, known.packed)
    }
  }
}

/// What is kept of an outcome: of a record only what the fold needs.
private enum Lesson: Sendable {
  /// Of a commit nothing is kept.
  case good(Good?, bytes: UInt64)
  case newer(String, bytes: UInt64)
  case bad(ObjectProbe.Defect)

  struct Good: Sendable {
    let attachments: [ObjectID]
    let packed: PackedFacts

    init(_ facts: ObjectFacts) {
      attachments = facts.facts.attachments
      packed = PackedFacts(facts)
    }
  }

  init(_ outcome: ObjectProbe.Outcome) {
    switch outcome {
    case .good(.commit, let bytes): self = .good(nil, bytes: bytes)
    case .good(let record, let bytes): self = .good(Good(ObjectFacts(record)), bytes: bytes)
    case .newer(let detail, let bytes): self = .newer(detail, bytes: bytes)
    case .bad(let defect): self = .bad(defect)
    }
  }
}

/// Reads objects on all cores, block by block.
struct ObjectPass {
  let probe: ObjectProbe
  let options: Checker.Options

  /// Objects that are read before their outcomes are put together and progress is told.
  private static let block = 4096

  /// Adds what the objects are to `examined`.
  ///
  /// - Parameter ids: ascending.
  func read(_ ids: [ObjectID], into examined: inout Examined) throws {
    for start in stride(from: 0, to: ids.count, by: ObjectPass.block) {
      try options.progress?(start, ids.count)
      let block = Array(ids[start..<min(start + ObjectPass.block, ids.count)])
      let lessons = try Parallel.map(block, lesson(of:))
      for (id, lesson) in zip(block, lessons) {
        if let lesson { examined.take(id, lesson) } else { examined.isComplete = false }
      }
      guard examined.isComplete else { return }
    }
    try options.progress?(ids.count, ids.count)
  }

  /// What was learned of an object; nil where it was not begun, since time was up.
  @Sendable
  private func lesson(of id: ObjectID) throws -> Lesson? {
    if options.deadline?() == true { return nil }
    return Lesson(try probe.examine(id))
  }
}
