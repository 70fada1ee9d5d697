import SystemPackage
package import TaglioFormat
import TaglioSystem

extension RefStore {
  /// Points names at targets; nil deletes a name.
  ///
  /// Few changes are files of their own, put in place together. Many of one kind rewrite the packed
  /// file of that kind, into which all files of the kind then go. A crash in between leaves some
  /// names old and some new, never one damaged.
  package func update(_ changes: [RefName: RefTarget?]) throws(StoreError) {
    var few: [RefName: RefTarget?] = [:]
    for (kind, changes) in Dictionary(grouping: changes, by: \.key.kind) {
      let changes = Dictionary(uniqueKeysWithValues: changes.map { ($0.key, $0.value) })
      let isWorthPacking = try isWorthPacking(kind, changes.count)
      if isWorthPacking || changes.keys.contains(where: { !$0.fitsFileName }) {
        try pack(kind, with: changes)
      } else {
        few.merge(changes) { $1 }
      }
    }
    try writeLoose(few)
  }

  /// Makes these all the refs of a kind there are, whatever state the old ones are in.
  package func replaceAll(_ kind: RefKind, by refs: [RefName: RefTarget]) throws(StoreError) {
    let loose = try looseNames(kind)
    try writePacked(kind, refs.map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 })
    try removeLoose(kind, loose)
  }

  /// Moves all refs of a kind into its packed file, after `changes` were made to them.
  package func pack(
    _ kind: RefKind,
    with changes: [RefName: RefTarget?] = [:]
  ) throws(StoreError) {
    let loose = try looseRefs(kind)
    let packed = try withPacked(kind) { (packed) throws(FormatError) in
      try packed?.entries() ?? []
    }
    try writePacked(kind, Self.merge(packed, loose.merging(changes) { $1 }))
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

  private func writePacked(_ kind: RefKind, _ refs: [PackedRefs.Entry]) throws(StoreError) {
    do {
      try publisher.replace(name: Self.packedName(kind), bytes: PackedRefs.encode(kind, refs))
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
