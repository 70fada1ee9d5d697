/// The tables of an index segment: what a row holds and how wide it is.
///
/// Rows of a table are sorted by their key, which is the first `keyWidth` bytes, compared as bytes;
/// numbers are big-endian, so that this is also their order. Where two segments have a row with the
/// same key, the later segment's holds. `Docs/format/index.md` is the page of this format.
package enum IndexTable: UInt8, CaseIterable, Sendable {
  /// Object id → its number.
  case ids = 1
  /// Object number → `ObjectRow`.
  case rows = 2
  /// Id of a keyed lineage → the number of the lineage, which is that of its first version taken in.
  case lineages = 3
  /// Lineage number, number of one of its versions.
  case versions = 4
  /// Number of a version, number of a version edited from it.
  case followers = 5
  /// Number of a run, number of a first version that it made.
  case created = 6
  /// Number of an input case, number of a first version computed from it.
  case computed = 7
  /// Number of a case, number of a case joined from it.
  case joined = 8
  /// Object number, number of a commit that lists it.
  case listed = 9
  /// Commit id → its number.
  case commitIDs = 10
  /// Commit number → `CommitRow`.
  case commits = 11
  /// Time (milliseconds, offset by 2^63), commit number.
  case timeline = 12
  /// Start of a run (as above), its object number.
  case runs = 13
  /// A write of a register: class, hash of the target, hash of the rest, commit number → the full
  /// key and the value in the heap.
  case registers = 14
  /// Registers that two writers wrote without having seen each other: class and both hashes.
  case contested = 15
  /// Lineage number, source number, commit number → number of the version that the source said.
  case said = 16
  /// Hash of a source's name → its number, and the name in the heap.
  case sourceNames = 17
  /// Object number → a line of text in the heap.
  case summaries = 18
  /// Id of an object file that no visible commit lists → its type.
  case loose = 19
  /// Commit id → what it waits for and why.
  case pending = 20
  /// Fan-out directory → its state when it was last listed.
  case directories = 21
  /// Object id → the commit whose tombstone stands in for it.
  case tombstones = 22
  /// Lineage number → its id, for keyed lineages.
  case lineageIDs = 23
  /// Object number → what is kept of its fields (`Extract`), in the heap.
  case extracts = 24

  /// The length of the key in bytes.
  package var keyWidth: Int {
    switch self {
    case .ids, .lineages, .commitIDs, .loose, .pending: 32
    case .rows, .commits, .summaries, .lineageIDs, .extracts: 4
    case .versions, .followers, .created, .computed, .joined, .listed: 8
    case .timeline, .runs: 12
    case .registers: 37
    case .contested: 33
    case .said: 12
    case .sourceNames: 16
    case .directories: 1
    case .tombstones: 64
    }
  }

  /// The length of a row in bytes, key included.
  package var rowWidth: Int {
    switch self {
    case .ids, .lineages, .lineageIDs, .commitIDs: 36
    case .rows: 4 + ObjectRow.width
    case .versions, .followers, .created, .computed, .joined, .listed: 8
    case .commits: 4 + CommitRow.width
    case .timeline, .runs: 12
    case .registers: 49
    case .contested: 33
    case .said: 16
    case .sourceNames: 32
    case .summaries, .extracts: 16
    case .loose: 33
    case .pending: 65
    case .directories: 33
    case .tombstones: 64
    }
  }

  /// Where in a row a reference into the heap stands: eight bytes of offset, four of length.
  package var heapReference: Int? {
    switch self {
    case .registers: 37
    case .sourceNames: 20
    case .summaries, .extracts: 4
    case .commits: 4 + CommitRow.parentsOffset
    default: nil
    }
  }

  /// Whether rows begin with the number of an object or a commit, of which there are no gaps or few.
  var isNumbered: Bool {
    switch self {
    case .rows, .versions, .followers, .created, .computed, .joined, .listed, .commits, .said,
      .summaries, .lineageIDs, .extracts:
      true
    default: false
    }
  }
}
