/// Names of one kind and what each is to point at, many of them in scratch memory.
///
/// A name that is added again is what it was given last; one without a target is taken away.
package final class RefLines {
  private let bytes: ScratchBytes
  private var lines: [Line] = []
  /// Whether a name is too long for a file of its own.
  package private(set) var hasLongName = false

  private struct Line {
    /// Where the name begins.
    var start: UInt64
    var nameLength: UInt32
    /// Of the target, which follows; 0 where there is none.
    var targetLength: UInt32
  }

  package init(_ scratch: (any Scratch)? = nil) {
    bytes = ScratchBytes(scratch)
  }

  /// How many were added.
  package var count: Int { lines.count }

  package func add(_ name: RefName, _ target: RefTarget?) {
    let text = Array(name.encoded.utf8)
    let targetText = Array((target?.description ?? "").utf8)
    lines.append(
      Line(
        start: UInt64(bytes.count),
        nameLength: UInt32(text.count),
        targetLength: UInt32(targetText.count)
      )
    )
    bytes.append(text)
    bytes.append(targetText)
    if !name.fitsFileName { hasLongName = true }
  }

  /// Puts the names in order, each once; then they can be looked at.
  package func sort() {
    // Of equal names the one that was added last holds.
    lines.sort { left, right in
      let order = name(left).compare(with: name(right))
      return order == 0 ? left.start > right.start : order < 0
    }
    var kept = 0
    for index in lines.indices {
      if kept > 0, name(lines[kept - 1]).compare(with: name(lines[index])) == 0 { continue }
      lines[kept] = lines[index]
      kept += 1
    }
    lines.removeSubrange(kept...)
  }

  /// The name at a place of the order, as it is encoded, and the text of its target, which is empty
  /// where it has none; valid until more is added.
  package subscript(index: Int) -> PackedRefs.Line {
    PackedRefs.Line(name: name(lines[index]), target: target(lines[index]))
  }

  /// As values, for few.
  package func refs(_ kind: RefKind) -> [RefName: RefTarget?] {
    var refs: [RefName: RefTarget?] = [:]
    sort()
    for index in 0..<count {
      guard let name = RefName(kind, encoded: self[index].name) else { continue }
      refs.updateValue(RefTarget(self[index].target), forKey: name)
    }
    return refs
  }

  private func name(_ line: Line) -> UnsafeRawBufferPointer {
    let start = Int(line.start)
    return UnsafeRawBufferPointer(rebasing: bytes.bytes[start..<start + Int(line.nameLength)])
  }

  private func target(_ line: Line) -> UnsafeRawBufferPointer {
    let start = Int(line.start) + Int(line.nameLength)
    return UnsafeRawBufferPointer(rebasing: bytes.bytes[start..<start + Int(line.targetLength)])
  }
}

/// Refs of all kinds that are to be written.
package final class RefChanges {
  private let scratch: (any Scratch)?
  private var kinds: [RefKind: RefLines] = [:]

  package init(_ scratch: (any Scratch)? = nil) {
    self.scratch = scratch
  }

  /// Points a name at a target; nil takes it away.
  package func add(_ name: RefName, _ target: RefTarget?) {
    let lines = kinds[name.kind] ?? RefLines(scratch)
    lines.add(name, target)
    kinds[name.kind] = lines
  }

  /// The names of a kind.
  package func lines(_ kind: RefKind) -> RefLines { kinds[kind] ?? RefLines() }

  /// As values, for few.
  package var refs: [RefName: RefTarget?] {
    kinds.reduce(into: [:]) { refs, entry in refs.merge(entry.value.refs(entry.key)) { $1 } }
  }
}
