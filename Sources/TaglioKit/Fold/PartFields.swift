import TaglioFormat

/// What is kept of the fields that the parts of a large commit write, instead of the fields.
///
/// They are most of what parts hold: a million labels would take up as many hundred bytes each. They
/// are looked at twice, to see that none is written twice and to fold them, and read anew for that.
struct PartFields: Sendable {
  /// A commit of so many parts keeps them whole.
  static let few = 24

  /// The parts that were read, in their order in the commit.
  private(set) var parts: [ObjectID] = []
  /// A field that is written both whole and by its elements.
  private(set) var mixed: ExactString?
  private var mayWriteTwiceInOne = false
  /// The first half of each target that is written of.
  private var targets: [UInt64] = []

  /// - Parameter inline: the changes in the commit itself.
  init(_ inline: Changes) {
    take(Summary(inline))
  }

  mutating func add(_ part: ObjectID, _ summary: Summary) {
    parts.append(part)
    take(summary)
  }

  private mutating func take(_ summary: Summary) {
    mixed = mixed ?? summary.mixed
    mayWriteTwiceInOne = mayWriteTwiceInOne || summary.mayWriteTwice
    targets += summary.targets
  }

  /// False where no field can be written twice.
  var mayWriteTwice: Bool {
    if mayWriteTwiceInOne { return true }
    let sorted = targets.sorted()
    return zip(sorted, sorted.dropFirst()).contains { $0 == $1 }
  }

  /// Of the fields in one part.
  struct Summary: Sendable {
    let mixed: ExactString?
    let mayWriteTwice: Bool
    let targets: [UInt64]

    init(_ changes: Changes) {
      mixed = changes.fields.values.lazy.compactMap(\.mixedField).first
      mayWriteTwice = changes.mayWriteFieldTwice
      targets = changes.fields.keys.map { target in
        switch target {
        case .object(let id): id.w0
        case .suite(let uuid): uuid.high
        }
      }
    }
  }
}

/// A part as it was read: whole, or without its fields.
struct ReadPart: Sendable {
  var changes: Changes
  var fields: PartFields.Summary?

  init(_ changes: Changes, slim: Bool) {
    self.changes = changes
    guard slim else { return }
    fields = PartFields.Summary(changes)
    self.changes.fields = [:]
  }
}
