import SystemPackage
package import TaglioFormat
import TaglioSystem

extension RefStore {
  /// Points names at targets; nil deletes a name.
  ///
  /// Few changes are files of their own, put in place together. Many of one kind rewrite the packed
  /// file of that kind, into which all files of the kind then go. A crash in between leaves some
  /// names old and some new, never one damaged.
  package func update(_ changes: RefChanges) throws(StoreError) {
    var few: [RefName: RefTarget?] = [:]
    for kind in RefKind.allCases {
      let lines = changes.lines(kind)
      if try isWorthPacking(kind, lines.count) || lines.hasLongName {
        try pack(kind, with: lines)
      } else {
        few.merge(lines.refs(kind)) { $1 }
      }
    }
    try writeLoose(few)
  }

  /// Makes these all the refs of a kind there are, whatever state the old ones are in.
  package func replaceAll(_ kind: RefKind, by lines: RefLines) throws(StoreError) {
    let loose = try looseNames(kind)
    try writePacked(kind, PackedMerge([lines], over: nil))
    try removeLoose(kind, loose)
  }

  /// Moves all refs of a kind into its packed file, after `changes` were made to them.
  package func pack(_ kind: RefKind, with changes: RefLines = RefLines()) throws(StoreError) {
    let loose = try looseRefs(kind)
    let overridden = RefLines(DirectoryScratch(root))
    for (name, target) in loose { overridden.add(name, target) }
    let file = try packedFile(kind)
    let packed = try read(kind) { () throws(FormatError) in
      try file?.withBytes { (bytes) throws(FormatError) in try PackedRefs(kind, bytes) }
    }
    try withExtendedLifetime(file) { () throws(StoreError) in
      try writePacked(kind, PackedMerge([changes, overridden], over: packed?.lines))
    }
    try removeLoose(kind, Array(loose.keys))
  }
}

extension RefStore {
  /// Reading and writing this many bytes of a packed file costs what one file of its own does.
  private static let bytesPerFile: Int64 = 2048

  /// Whether rewriting the packed file of a kind costs less than files for all changes.
  private func isWorthPacking(_ kind: RefKind, _ count: Int) throws(StoreError) -> Bool {
    guard count >= Self.packsFrom else { return false }
    do {
      let status = try disk.status(root.appending(Self.packedName(kind)))
      return (status?.size ?? 0) <= Int64(count) * Self.bytesPerFile
    } catch {
      throw StoreError(error)
    }
  }

  private func writeLoose(_ changes: [RefName: RefTarget?]) throws(StoreError) {
    var staged: [StagedFile] = []
    do throws(SystemError) {
      for (name, target) in changes.sorted(by: { $0.key < $1.key }) {
        let file = try RefFile(target).encode().lend { (bytes) throws(SystemError) in
          try publisher.stage(
            directory: Self.directory(name.kind),
            name: name.encoded,
            mode: .mutable,
            bytes: bytes
          )
        }
        staged.append(file)
      }
      try publisher.publish(staged)
    } catch {
      publisher.discard(staged)
      throw StoreError(writing: error)
    }
  }

  /// Writes the packed file of a kind, of which no more than a piece is held.
  private func writePacked(
    _ kind: RefKind,
    _ merge: consuming PackedMerge
  ) throws(StoreError) {
    var writer = try write { () throws(SystemError) in
      try publisher.stage(directory: "", name: Self.packedName(kind), mode: .mutable)
    }
    let file = writer.file
    do throws(StoreError) {
      var bytes = PackedRefs.heading(kind)
      while let line = try read(kind, { () throws(FormatError) in try merge.next() }) {
        PackedRefs.append(line, to: &bytes)
        guard bytes.count >= Self.pieceLength else { continue }
        try append(bytes, to: &writer)
        bytes.removeAll(keepingCapacity: true)
      }
      try append(bytes, to: &writer)
      let staged = try finish(writer)
      try write { () throws(SystemError) in try publisher.publish([staged]) }
    } catch {
      publisher.discard([file])
      throw error
    }
  }

  private static let pieceLength = 1 << 16

  private func append(
    _ bytes: [UInt8],
    to writer: inout StagedWriter
  ) throws(StoreError) {
    do {
      try bytes.lend { (bytes) throws(SystemError) in try writer.write(bytes) }
    } catch {
      throw StoreError(writing: error)
    }
  }

  private func finish(_ writer: consuming StagedWriter) throws(StoreError) -> StagedFile {
    do {
      return try writer.finish()
    } catch {
      throw StoreError(writing: error)
    }
  }

  private func write<R: ~Copyable>(
    _ body: () throws(SystemError) -> R
  ) throws(StoreError) -> R {
    do {
      return try body()
    } catch {
      throw StoreError(writing: error)
    }
  }

  /// Durably: a file that came back after a crash would override what was packed.
  private func removeLoose(_ kind: RefKind, _ names: [RefName]) throws(StoreError) {
    guard !names.isEmpty else { return }
    do throws(SystemError) {
      for name in names.sorted() { try disk.remove(.path(path(of: name))) }
      guard publisher.durability != .none else { return }
      try disk.syncDirectory(directoryPath(kind))
    } catch {
      throw StoreError(writing: error)
    }
  }
}

/// The lines of a packed file once names were changed: of equal names the first list's, without those
/// that have no target.
private struct PackedMerge {
  private let lists: [RefLines]
  private var places: [Int]
  private var packed: PackedRefs.Lines?
  /// The next line of the packed file.
  private var head: PackedRefs.Line?
  private var hasBegun = false

  init(_ lists: [RefLines], over packed: PackedRefs.Lines?) {
    self.lists = lists
    self.packed = packed
    places = [Int](repeating: 0, count: lists.count)
    for list in lists { list.sort() }
  }

  mutating func next() throws(FormatError) -> PackedRefs.Line? {
    if !hasBegun { head = try packed?.next() }
    hasBegun = true
    while let line = try first() {
      if !line.target.isEmpty { return line }
    }
    return nil
  }

  /// The line with the first name; others with that name are passed over.
  private mutating func first() throws(FormatError) -> PackedRefs.Line? {
    var best: PackedRefs.Line?
    for (list, place) in zip(lists, places) where place < list.count {
      if best.map({ list[place].name.compare(with: $0.name) < 0 }) ?? true { best = list[place] }
    }
    if let head, best.map({ head.name.compare(with: $0.name) < 0 }) ?? true { best = head }
    guard let best else { return nil }
    for index in lists.indices where places[index] < lists[index].count {
      if lists[index][places[index]].name.compare(with: best.name) == 0 { places[index] += 1 }
    }
    if let head, head.name.compare(with: best.name) == 0 { self.head = try packed?.next() }
    return best
  }
}
