import TaglioFormat

extension Changes {
  /// The same changes in pieces that each fit a part, in the order of their kinds and names.
  ///
  /// Only a single entry that is larger than a part, such as the tombstone of a large commit, makes a
  /// piece that does not fit.
  func split() -> [Changes] {
    var splitter = ChangesSplitter(source: source)
    for id in objects { splitter.add(id, to: \.objects) }
    for (target, edits) in fields.sorted(by: { $0.key < $1.key }) {
      splitter.add(edits.estimatedLength) { $0.fields[target] = edits }
    }
    for list in [\Changes.removed, \Changes.restored] {
      for target in self[keyPath: list] { splitter.add(target, to: list) }
    }
    for list in [\Changes.closed, \Changes.reopened] {
      for version in self[keyPath: list] { splitter.add(version, to: list) }
    }
    for (name, target) in names.sorted(by: { $0.key < $1.key }) {
      splitter.add(name.name.string.utf8.count * 6 + 96) {
        $0.names.updateValue(target, forKey: name)
      }
    }
    for (suite, edits) in suites.sorted(by: { $0.key < $1.key }) { splitter.add(edits, of: suite) }
    for (run, seal) in seals.sorted(by: { $0.key < $1.key }) {
      splitter.add(320) { $0.seals[run] = seal }
    }
    for (object, tombstone) in tombstones.sorted(by: { $0.key < $1.key }) {
      let length = tombstone.links.bytes.count + tombstone.reason.utf8.count * 6 + 320
      splitter.add(length) { $0.tombstones[object] = tombstone }
    }
    return splitter.finish()
  }
}

/// Fills pieces one after another.
private struct ChangesSplitter {
  private let source: String?
  private var pieces: [Changes] = []
  private var piece = Changes()
  private var length = 0

  /// An id in quotation marks and a comma.
  private static let idLength = 67
  /// What is left free for the names of the kinds and the source.
  private static let reserve = 16_384

  init(source: String?) {
    self.source = source
  }

  /// Adds an entry of at most `bytes` bytes.
  mutating func add(_ bytes: Int, _ change: (inout Changes) -> Void) {
    if length + bytes > Commit.maximumPartLength - ChangesSplitter.reserve { close() }
    length += bytes
    change(&piece)
  }

  mutating func add<Entry>(_ entry: Entry, to list: WritableKeyPath<Changes, [Entry]>) {
    add(ChangesSplitter.idLength) { $0[keyPath: list].append(entry) }
  }

  /// Adds the members of a suite, which may go to several pieces.
  mutating func add(_ edits: MembershipEdits, of suite: UUID) {
    func entry(_ change: @escaping (inout MembershipEdits) -> Void) -> (inout Changes) -> Void {
      { changes in change(&changes.suites[suite, default: MembershipEdits()]) }
    }
    // The name of the suite is counted with each member: it may be the first of a piece.
    let suiteLength = 96
    for lineage in edits.add.sorted() {
      add(ChangesSplitter.idLength + suiteLength, entry { $0.add.insert(lineage) })
    }
    for (lineage, version) in edits.pin.sorted(by: { $0.key < $1.key }) {
      add(2 * ChangesSplitter.idLength + suiteLength, entry { $0.pin[lineage] = version })
    }
    for lineage in edits.remove.sorted() {
      add(ChangesSplitter.idLength + suiteLength, entry { $0.remove.insert(lineage) })
    }
  }

  private mutating func close() {
    guard !piece.isEmpty else { return }
    piece.source = source
    pieces.append(piece)
    piece = Changes()
    length = 0
  }

  consuming func finish() -> [Changes] {
    close()
    return pieces
  }
}

extension FieldEdits {
  /// At least the bytes that the edits take in a part.
  fileprivate var estimatedLength: Int {
    let values = set.reduce(0) { $0 + $1.key.string.utf8.count * 6 + $1.value.bytes.count + 4 }
    let lists = (Array(add) + Array(drop)).reduce(0) { sum, entry in
      sum + entry.key.string.utf8.count * 6 + entry.value.reduce(8) { $0 + $1.bytes.count + 1 }
    }
    return 128 + values + lists + unset.reduce(0) { $0 + $1.string.utf8.count * 6 + 4 }
  }
}
