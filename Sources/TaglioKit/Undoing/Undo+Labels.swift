import TaglioFormat

extension Undo {
  /// Takes back what the commit wrote of labels, field by field.
  mutating func undoLabels(_ writes: [Write]) throws {
    let targets = Dictionary(grouping: writes) { $0.key.target }
    for (bytes, writes) in targets.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      guard let target = Target(rawBytes: bytes) else { continue }
      var labels = UndoneLabels(
        before: try past.labels(of: target),
        now: Dictionary(try snapshot.labels(of: target).map { ($0.name, $0.value) }) { $1 }
      )
      let registers =
        try snapshot.registers(.field, target: bytes)
        + snapshot.registers(.element, target: bytes)
      for (field, writes) in Dictionary(grouping: writes, by: \.key.fieldName.field) {
        try undo(field, writes, registers.filter { $0.key.fieldName.field == field }, &labels)
      }
      if labels.edits.entryCount > 0 {
        changes.fields[target] = labels.edits
        report.labels += labels.count
      }
      for field in labels.leftAlone.sorted() {
        leave("\(field) of \(try snapshot.name(of: target))", .changedSince)
      }
    }
  }

  private mutating func undo(
    _ field: ExactString,
    _ writes: [Write],
    _ registers: [Register],
    _ labels: inout UndoneLabels
  ) throws {
    guard labels.now[field] != labels.before[field] else { return }
    var isOwn = true
    for register in registers where register.commit != commit {
      if try !past.holds(register.commit) { isOwn = false }
    }
    if isOwn {
      labels.restore(field, byElements: writes.allSatisfy { $0.key.kind == .element })
      return
    }
    let whole = registers.first { $0.key.kind == .field }
    for write in writes {
      let register = registers.first { $0.key == write.key }
      let isHeld = register?.commit == commit
      let isCovered = try whole.map { try snapshot.stamp(commit) < snapshot.stamp($0.commit) }
      if let element = write.key.fieldName.element, isHeld, isCovered != true {
        labels.restore(element, of: field)
      } else {
        labels.leftAlone.insert(field)
      }
    }
  }
}

/// The labels of one target on their way back.
private struct UndoneLabels {
  /// What they were at the commit's parents, and what they are.
  let before: [ExactString: CanonicalJSON]
  let now: [ExactString: CanonicalJSON]
  var edits = FieldEdits()
  var leftAlone: Set<ExactString> = []
  /// The number of fields that are restored.
  var count: Int {
    edits.set.count + edits.unset.count + Set(edits.add.keys).union(edits.drop.keys).count
  }

  init(before: [ExactString: CanonicalJSON], now: [ExactString: CanonicalJSON]) {
    self.before = before
    self.now = now
  }

  /// Makes a field what it was: by its elements where the commit wrote elements and that gives the
  /// same value, else as a whole.
  mutating func restore(_ field: ExactString, byElements: Bool) {
    let old = before[field]
    guard byElements, old.isSortedSet, now[field].isSortedSet else {
      if let old { edits.set[field] = old } else { edits.unset.insert(field) }
      return
    }
    let (wanted, present) = (old.elementSet, now[field].elementSet)
    edits.add[field] = wanted.subtracting(present).nonEmpty
    edits.drop[field] = present.subtracting(wanted).nonEmpty
  }

  /// Makes one element of a list what it was.
  mutating func restore(_ element: CanonicalJSON, of field: ExactString) {
    let was = before[field].elementSet.contains(element)
    guard was != now[field].elementSet.contains(element) else { return }
    if was {
      edits.add[field, default: []].insert(element)
    } else {
      edits.drop[field, default: []].insert(element)
    }
  }
}

extension Optional where Wrapped == CanonicalJSON {
  fileprivate var elementSet: Set<CanonicalJSON> { Set(self?.elements ?? []) }

  /// Whether it is a list as writing elements leaves it, or nothing.
  fileprivate var isSortedSet: Bool {
    guard let self else { return true }
    guard let elements = self.elements, !elements.isEmpty else { return false }
    return elements == elementSet.sorted()
  }
}

extension Set {
  fileprivate var nonEmpty: Set? { isEmpty ? nil : self }
}
