package import SystemPackage
package import TaglioFormat
package import TaglioSystem

/// The file `.taglio/index`: read through a map, added to at its end, replaced when it has grown.
///
/// It is derived from the objects and never trusted: what is damaged, of another version or of
/// another store counts as absent, and the index is made anew. Only the holder of the writer's lock
/// changes it. It is not flushed: a crash costs a `reindex` at most, never data. What a write that
/// failed left at the end is passed over.
package struct IndexFile: Sendable {
  private let disk: Disk
  private let directory: FilePath
  private let publisher: Publisher

  private static let name = "index"

  /// The index in a directory `.taglio`.
  package init(disk: Disk, directory: FilePath) {
    self.disk = disk
    self.directory = directory
    publisher = Publisher(disk: disk, root: directory, durability: .none)
  }

  private var scratch: DirectoryScratch { DirectoryScratch(directory) }

  private var path: FilePath { directory.appending(IndexFile.name) }

  /// The index in the file, and what store it says it is of; nil where there is none that reads.
  package func load() throws(SystemError) -> Loaded? {
    let file: MappedFile
    do {
      file = try MappedFile(path, disk: disk)
    } catch {
      if error.isNotFound || error.isWrongKind { return nil }
      throw error
    }
    // The segments keep `file`, and with it the map, alive. An index that does not read counts as
    // absent, whatever is wrong with it: it is derived and made anew.
    return try? file.withBytes { (bytes) throws(FormatError) in
      let footer = try IndexFooter.last(in: bytes)
      let segments = try footer.segments.map { (range) throws(FormatError) in
        try Segment(UnsafeRawBufferPointer(rebasing: bytes[range]), owner: file)
      }
      return Loaded(
        index: Index(segments: segments, heads: footer.heads),
        footer: footer,
        inode: file.status.inode,
        length: bytes.count
      )
    }
  }

  /// An index as it was read.
  package struct Loaded {
    package var index: Index
    package var footer: IndexFooter
    var inode: UInt64
    var length: Int
  }

  /// Writes the index with one more segment (nil: only other heads or another binding).
  ///
  /// The segment goes to the end of the file that was read; small segments at its end are merged
  /// with it, so that their number stays logarithmic. Once the file is twice as long as what lives
  /// in it, or where it is not the one that was read, it is written anew and put in its place.
  package func save(
    _ index: Index,
    adding segment: Segment?,
    to loaded: Loaded?,
    binding: IndexBinding
  ) throws {
    var live = loaded.map { zip($0.footer.segments, $0.index.segments).map(LiveSegment.init) } ?? []
    var fresh = segment
    while let last = live.last, let added = fresh, last.range.count <= 2 * added.length {
      fresh = try Segment(SegmentBuilder.merged([last.segment, added], scratch))
      live.removeLast()
    }
    if let loaded, try isUnchanged(loaded), !isWasteful(loaded, live, fresh) {
      try append(fresh, live, index.heads, to: loaded, binding)
    } else {
      let segments = live.map(\.segment) + [fresh].compactMap(\.self)
      try replace(with: loaded == nil ? index.segments : segments, index.heads, binding)
    }
  }

  private struct LiveSegment {
    var range: Range<Int>
    var segment: Segment
  }

  /// Bytes of superseded segments and footers that may lie around in any case.
  private static let tolerance = 1 << 16

  private func isWasteful(_ loaded: Loaded, _ live: [LiveSegment], _ fresh: Segment?) -> Bool {
    let used = live.reduce(fresh?.length ?? 0) { $0 + $1.range.count }
    return loaded.length + (fresh?.length ?? 0) > 2 * used + IndexFile.tolerance
  }

  private func isUnchanged(_ loaded: Loaded) throws(SystemError) -> Bool {
    guard let status = try disk.status(path) else { return false }
    return status.inode == loaded.inode && status.size == Int64(loaded.length)
  }

  private func append(
    _ fresh: Segment?,
    _ live: [LiveSegment],
    _ heads: [UInt32],
    to loaded: Loaded,
    _ binding: IndexBinding
  ) throws(SystemError) {
    let handle = try disk.openForWriting(path)
    let start = (loaded.length + 7) / 8 * 8
    var ranges = live.map(\.range)
    var end = loaded.length
    if let fresh {
      let padding = [UInt8](repeating: 0, count: start - loaded.length)
      try write(padding, to: handle, at: loaded.length)
      try fresh.withBytes { (bytes) throws(SystemError) in
        try disk.write(bytes, to: handle, at: Int64(start))
      }
      end = start + fresh.length
      ranges.append(start..<end)
    }
    try write(
      IndexFooter(segments: ranges, heads: heads, binding: binding).bytes,
      to: handle,
      at: end
    )
    try handle.close()
  }

  private func write(
    _ bytes: [UInt8],
    to handle: borrowing FileHandle,
    at offset: Int
  ) throws(SystemError) {
    try bytes.lend { (bytes) throws(SystemError) in
      try disk.write(bytes, to: handle, at: Int64(offset))
    }
  }

  private func replace(
    with segments: [Segment],
    _ heads: [UInt32],
    _ binding: IndexBinding
  ) throws {
    var whole: Segment?
    if !segments.isEmpty {
      whole =
        segments.count == 1 ? segments[0] : try Segment(SegmentBuilder.merged(segments, scratch))
    }
    let ranges = whole.map { [0..<$0.length] } ?? []
    let footer = IndexFooter(segments: ranges, heads: heads, binding: binding)
    do {
      try publisher.replace(name: IndexFile.name) { (writer) throws(SystemError) in
        try whole?.withBytes { (bytes) throws(SystemError) in try writer.write(bytes) }
        try footer.bytes.lend { (bytes) throws(SystemError) in try writer.write(bytes) }
      }
    } catch {
      // A directory has the name. The index is derived: it is then made anew whenever it is needed.
      guard error.isWrongKind else { throw error }
    }
  }
}
