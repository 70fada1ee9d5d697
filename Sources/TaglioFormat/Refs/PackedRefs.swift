/// The file that holds many refs of one kind: a heading, then a line for each, sorted.
///
///     # taglio refs 1 cases
///     <encoded name> SP <id or UUID> LF
///
/// Lines are sorted by the bytes of the name, without repeats, so that one is found by halving.
package struct PackedRefs {
  package typealias Entry = (name: RefName, target: RefTarget)

  private let kind: RefKind
  private let bytes: UnsafeRawBufferPointer
  private let start: Int

  /// Looks at a file without copying it: `bytes` must outlive the value.
  package init(_ kind: RefKind, _ bytes: UnsafeRawBufferPointer) throws(FormatError) {
    let heading = Self.heading(kind)
    guard bytes.starts(with: heading) else {
      throw FormatError(.ref, "packed refs do not begin with their heading", offset: 0)
    }
    guard bytes.last == UInt8(ascii: "\n") else {
      throw FormatError(.ref, "packed refs are cut short", offset: bytes.count)
    }
    self.kind = kind
    self.bytes = bytes
    start = heading.count
  }

  /// The target of one name, found by halving; looks at about twenty lines of a million.
  package func target(of name: RefName) throws(FormatError) -> RefTarget? {
    var (low, high) = (start, bytes.count)
    while low < high {
      let line = self.line(around: low + (high - low) / 2)
      let entry = try entry(line)
      if entry.name == name { return entry.target }
      if entry.name < name { low = line.upperBound } else { high = line.lowerBound }
    }
    return nil
  }

  /// The names that begin with this one, in order, at most `limit`; found by halving.
  package func names(_ beginning: RefName, limit: Int) throws(FormatError) -> [RefName] {
    var (low, high) = (start, bytes.count)
    while low < high {
      let line = self.line(around: low + (high - low) / 2)
      if try entry(line).name < beginning { low = line.upperBound } else { high = line.lowerBound }
    }
    var names: [RefName] = []
    while low < bytes.count, names.count < limit {
      let line = self.line(around: low)
      let name = try entry(line).name
      guard name.begins(with: beginning) else { break }
      names.append(name)
      low = line.upperBound
    }
    return names
  }

  /// All refs in order.
  ///
  /// A line out of order or twice is refused.
  package func entries() throws(FormatError) -> [Entry] {
    var entries: [Entry] = []
    var offset = start
    while offset < bytes.count {
      let line = self.line(around: offset)
      let entry = try entry(line)
      if let last = entries.last, last.name >= entry.name {
        throw FormatError(.ref, "packed refs are not sorted", offset: offset)
      }
      entries.append(entry)
      offset = line.upperBound
    }
    return entries
  }

  /// Whether this is the file that holds `entries`, which must be sorted by name.
  package func isEncoding(of entries: some Sequence<Entry>) -> Bool {
    Self.encode(kind, entries).withUnsafeBytes { $0.elementsEqual(bytes) }
  }

  /// The file that holds `entries`, which must be sorted by name, without repeats.
  package static func encode(_ kind: RefKind, _ entries: some Sequence<Entry>) -> [UInt8] {
    var bytes = heading(kind)
    for (name, target) in entries {
      bytes += name.encoded.utf8
      bytes.append(UInt8(ascii: " "))
      bytes += target.description.utf8
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  private static func heading(_ kind: RefKind) -> [UInt8] {
    Array("# taglio refs 1 \(kind.rawValue)\n".utf8)
  }

  /// The line that holds the byte at `offset`, with its line feed.
  private func line(around offset: Int) -> Range<Int> {
    let newline = UInt8(ascii: "\n")
    let before = bytes[start..<offset].lastIndex(of: newline).map { $0 + 1 }
    let end = bytes[offset...].firstIndex(of: newline) ?? bytes.count - 1
    return (before ?? start)..<(end + 1)
  }

  private func entry(_ line: Range<Int>) throws(FormatError) -> Entry {
    let text = bytes[line].dropLast()
    guard let space = text.firstIndex(of: UInt8(ascii: " ")),
      let name = RefName(kind, encoded: text[..<space]),
      let target = RefTarget(text[text.index(after: space)...])
    else {
      throw FormatError(
        .ref,
        "a line of packed refs is not a name and a target",
        offset: line.lowerBound
      )
    }
    return (name, target)
  }
}
