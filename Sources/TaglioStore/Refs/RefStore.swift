package import SystemPackage
package import TaglioFormat
package import TaglioSystem

/// The refs of one copy: names, each pointing at its chain's head.
///
/// A name has a small file of its own, `refs/<kind>/<name>`, or a line in `packed-refs-<kind>`; the
/// file overrides the line. Refs are derived from objects: losing some costs a rebuild, nothing else.
/// Written only by the holder of the writer lock; read by anyone at any time.
package struct RefStore: Sendable {
  let disk: Disk
  let root: FilePath
  let publisher: Publisher

  /// From this many changes of one kind on, they go to the packed file.
  package static let packsFrom = 64

  /// - Parameter root: `.taglio`, which must exist.
  package init(disk: Disk, root: FilePath, durability: Durability) {
    self.disk = disk
    self.root = root
    publisher = Publisher(disk: disk, root: root, durability: durability)
  }

  /// Where a name points; nil where there is no such ref.
  ///
  /// Reads one small file, and a few lines of the packed file where the name has no file of its
  /// own.
  package func target(of name: RefName) throws(StoreError) -> RefTarget? {
    if let loose = try loose(name) { return loose.target }
    return try withPacked(name.kind) { (packed) throws(FormatError) in
      try packed?.target(of: name)
    }
  }

  /// All refs of a kind, sorted by encoded name.
  package func list(_ kind: RefKind) throws(StoreError) -> [PackedRefs.Entry] {
    // Loose refs first: packing removes them only after the packed file has them.
    let loose = try looseRefs(kind)
    let packed = try withPacked(kind) { (packed) throws(FormatError) in
      try packed?.entries() ?? []
    }
    return Self.merge(packed, loose)
  }

  /// Whether these are all refs of a kind, each a line of the packed file, which reads.
  ///
  /// Where they are not, the refs may still be the same.
  package func isPacked(
    _ kind: RefKind,
    as refs: RefLines
  ) throws(StoreError) -> Bool {
    guard try looseNames(kind).isEmpty else { return false }
    refs.sort()
    return try withPacked(kind) { (packed) throws(FormatError) in
      guard var lines = packed?.lines else { return refs.count == 0 }
      var place = 0
      while let line = try lines.next() {
        guard place < refs.count, line.name.compare(with: refs[place].name) == 0,
          line.target.compare(with: refs[place].target) == 0
        else { return false }
        place += 1
      }
      return place == refs.count
    }
  }

  /// The refs whose names begin with this name, in order, at most `limit`.
  ///
  /// Reads the lines of the packed file that it needs, and the names of the directory.
  package func names(_ beginning: RefName, limit: Int) throws(StoreError) -> [RefName] {
    let kind = beginning.kind
    var names: Set<RefName> = []
    var gone: Set<RefName> = []
    for name in try looseNames(kind) where name.begins(with: beginning) {
      guard let loose = try loose(name) else { continue }
      if loose.target == nil { gone.insert(name) } else { names.insert(name) }
    }
    names.formUnion(
      try withPacked(kind) { (packed) throws(FormatError) in
        try packed?.names(beginning, limit: limit + gone.count) ?? []
      }
    )
    return Array(names.subtracting(gone).sorted().prefix(limit))
  }

  /// Names in `refs` and in the directories of refs that are none, as paths relative to `.taglio`.
  package func strays() throws(StoreError) -> [String] {
    var strays = try topLevelStrays()
    for kind in RefKind.allCases {
      strays += try fileNames(kind).filter { RefName(kind, encoded: $0.utf8) == nil }
        .map { Self.directory(kind) + "/" + $0 }
    }
    return strays
  }

  private func topLevelStrays() throws(StoreError) -> [String] {
    let known = Set(RefKind.allCases.map(\.rawValue) + ["heads"])
    do throws(SystemError) {
      guard try disk.status(root.appending("refs"))?.kind == .directory else { return [] }
      return try disk.names(in: root.appending("refs")).filter { name in
        !known.contains(name) && !name.hasPrefix(Publisher.temporaryPrefix)
      }
      .map { "refs/" + $0 }
    } catch {
      throw StoreError(error)
    }
  }

  /// The files that hold the refs of a kind, as paths relative to `.taglio`, whatever is in them.
  package func files(_ kind: RefKind) throws(StoreError) -> [String] {
    var files = try looseNames(kind).map { Self.directory(kind) + "/" + $0.encoded }
    do throws(SystemError) {
      let packed = Self.packedName(kind)
      if try disk.status(root.appending(packed)) != nil { files.append(packed) }
    } catch {
      throw StoreError(error)
    }
    return files.sorted()
  }

  static func directory(_ kind: RefKind) -> String { "refs/" + kind.rawValue }

  static func packedName(_ kind: RefKind) -> String { "packed-refs-" + kind.rawValue }

  func directoryPath(_ kind: RefKind) -> FilePath { root.appending(Self.directory(kind)) }

  func path(of name: RefName) -> FilePath {
    root.appending(Self.directory(name.kind) + "/" + name.encoded)
  }

  /// `overrides` win; one without a target hides the name.
  static func merge(
    _ packed: [PackedRefs.Entry],
    _ overrides: [RefName: RefTarget?]
  ) -> [PackedRefs.Entry] {
    var merged = packed.filter { overrides[$0.name] == nil }
    merged += overrides.compactMap { name, target in target.map { (name, $0) } }
    return merged.sorted { $0.name < $1.name }
  }
}

extension RefStore {
  /// What the files of a kind say; nil targets are deleted refs.
  func looseRefs(_ kind: RefKind) throws(StoreError) -> [RefName: RefTarget?] {
    var refs: [RefName: RefTarget?] = [:]
    for name in try looseNames(kind) {
      guard let loose = try loose(name) else { continue }
      refs.updateValue(loose.target, forKey: name)
    }
    return refs
  }

  /// The packed refs of a kind, lent to `body`; nil where there are none.
  func withPacked<R>(
    _ kind: RefKind,
    _ body: (PackedRefs?) throws(FormatError) -> R
  ) throws(StoreError) -> R {
    let file = try packedFile(kind)
    return try read(kind) { () throws(FormatError) in
      guard let file else { return try body(nil) }
      return try file.withBytes { (bytes) throws(FormatError) in
        try body(try PackedRefs(kind, bytes))
      }
    }
  }

  /// The packed file of a kind; nil where there is none.
  func packedFile(_ kind: RefKind) throws(StoreError) -> MappedFile? {
    do {
      return try MappedFile(root.appending(Self.packedName(kind)), disk: disk)
    } catch {
      guard error.isNotFound else { throw StoreError(error) }
      return nil
    }
  }

  /// Reads the packed refs of a kind; what is wrong with them is told of their file.
  func read<R>(
    _ kind: RefKind,
    _ body: () throws(FormatError) -> R
  ) throws(StoreError) -> R {
    do {
      return try body()
    } catch {
      throw StoreError(error, path: root.appending(Self.packedName(kind)))
    }
  }

  /// The file of a ref; nil where there is none.
  private func loose(_ name: RefName) throws(StoreError) -> RefFile? {
    guard name.fitsFileName else { return nil }
    let path = path(of: name)
    let bytes: [UInt8]?
    do {
      guard try hasDirectory(name.kind) else { return nil }
      bytes = try disk.readIfPresent(path, limit: RefFile.maximumLength)
    } catch {
      var error = StoreError(error)
      if error.code == .tooLarge { error.code = .damaged }
      throw error
    }
    guard let bytes else { return nil }
    do {
      return try RefFile(decoding: bytes)
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// Whether there is a directory for the refs of a kind.
  ///
  /// A link on the way is an error, so that nothing is read, and above all nothing removed, where it
  /// leads.
  private func hasDirectory(_ kind: RefKind) throws(SystemError) -> Bool {
    for path in [root.appending("refs"), directoryPath(kind)] {
      guard let status = try disk.status(path) else { return false }
      guard status.kind == .directory else { throw SystemError(.open, path, .notDirectory) }
    }
    return true
  }

  /// The refs of a kind that have files, whatever those hold.
  func looseNames(_ kind: RefKind) throws(StoreError) -> [RefName] {
    try fileNames(kind).compactMap { RefName(kind, encoded: $0.utf8) }
  }

  /// Names of files that may be refs, without temporary ones.
  private func fileNames(_ kind: RefKind) throws(StoreError) -> [String] {
    do {
      guard try hasDirectory(kind) else { return [] }
      return try disk.names(in: directoryPath(kind))
        .filter { !$0.hasPrefix(Publisher.temporaryPrefix) }
    } catch {
      if error.isNotFound { return [] }
      throw StoreError(error)
    }
  }
}
