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

  /// A name as it is encoded, and the text of its target.
  package struct Line {
    package let name: UnsafeRawBufferPointer
    /// Empty where the name has none.
    package let target: UnsafeRawBufferPointer
  }

  /// All lines in order.
  package var lines: Lines { Lines(self) }

  package struct Lines {
    private let refs: PackedRefs
    private var offset: Int
    private var last: UnsafeRawBufferPointer?

    init(_ refs: PackedRefs) {
      self.refs = refs
      offset = refs.start
    }

    /// The next line.
    ///
    /// One that is no name and target, out of order or twice is refused.
    package mutating func next() throws(FormatError) -> Line? {
      guard offset < refs.bytes.count else { return nil }
      let range = refs.line(around: offset)
      let (name, target) = try refs.split(range)
      guard RefName(refs.kind, encoded: name) != nil, RefTarget(target) != nil else {
        throw refs.malformed(range)
      }
      if let last, last.compare(with: name) >= 0 {
        throw FormatError(.ref, "packed refs are not sorted", offset: offset)
      }
      last = name
      offset = range.upperBound
      return Line(name: name, target: target)
    }
  }

  /// All refs in order.
  ///
  /// A line out of order or twice is refused.
  package func entries() throws(FormatError) -> [Entry] {
    var entries: [Entry] = []
    var lines = lines
    while let line = try lines.next() {
      if let name = RefName(kind, encoded: line.name), let target = RefTarget(line.target) {
        entries.append((name, target))
      }
    }
    return entries
  }

  /// What a file of a kind begins with.
  package static func heading(_ kind: RefKind) -> [UInt8] {
    Array("# taglio refs 1 \(kind.rawValue)\n".utf8)
  }

  /// Appends a line.
  package static func append(_ line: Line, to bytes: inout [UInt8]) {
    bytes += line.name
    bytes.append(UInt8(ascii: " "))
    bytes += line.target
    bytes.append(UInt8(ascii: "\n"))
  }

  /// The line that holds the byte at `offset`, with its line feed.
  private func line(around offset: Int) -> Range<Int> {
    let newline = UInt8(ascii: "\n")
    let before = bytes[start..<offset].lastIndex(of: newline).map { $0 + 1 }
    let end = bytes[offset...].firstIndex(of: newline) ?? bytes.count - 1
    return (before ?? start)..<(end + 1)
  }

  private func entry(_ line: Range<Int>) throws(FormatError) -> Entry {
    let (nameText, targetText) = try split(line)
    guard let name = RefName(kind, encoded: nameText), let target = RefTarget(targetText) else {
      throw malformed(line)
    }
    return (name, target)
  }

  /// A line at its first space.
  private func split(
    _ line: Range<Int>
  ) throws(FormatError) -> (name: UnsafeRawBufferPointer, target: UnsafeRawBufferPointer) {
    let text = UnsafeRawBufferPointer(rebasing: bytes[line].dropLast())
    guard let space = text.offset(of: UInt8(ascii: " ")) else { throw malformed(line) }
    return (
      UnsafeRawBufferPointer(rebasing: text[..<space]),
      UnsafeRawBufferPointer(rebasing: text[(space + 1)...])
    )
  }

  private func malformed(_ line: Range<Int>) -> FormatError {
    FormatError(
      .ref,
      "a line of packed refs is not a name and a target",
      offset: line.lowerBound
    )
  }
}
