import TaglioFormat

/// One label on its way from what it is to what it shall be.
struct LabelDraft {
  let name: ExactString
  let rule: LabelRule
  private let before: CanonicalJSON?
  private(set) var after: CanonicalJSON?
  /// Whether the field is written whole.
  private var isWhole: Bool
  /// Elements that somebody named: contested ones among them are written even if they already hold.
  private var touched: Set<CanonicalJSON> = []
  private let isContested: Bool
  private let contestedElements: Set<CanonicalJSON>

  init(_ name: ExactString, _ value: CanonicalJSON?, _ contested: ContestedLabels) {
    self.name = name
    rule = LabelRule(for: name)
    before = value
    after = value
    isContested = contested.field(name)
    contestedElements = contested.elements(of: name)
    isWhole = isContested
  }

  /// Whether the label is written element by element where that is possible.
  private var isListField: Bool { AddOptions.listFields.contains(name) }

  private var elements: [CanonicalJSON] { after?.elements ?? [] }

  mutating func set(_ value: CanonicalJSON) {
    touched.formUnion(elements + (value.elements ?? []) + contestedElements)
    if !isListField { isWhole = true }
    after = value
  }

  /// False where there is nothing to take away.
  mutating func unset() -> Bool {
    guard after != nil || isContested || !contestedElements.isEmpty else { return false }
    touched.formUnion(elements + contestedElements)
    if !isListField || after?.elements == nil && contestedElements.isEmpty { isWhole = true }
    after = nil
    return true
  }

  /// False where the label is something else than a list.
  mutating func add(_ element: CanonicalJSON) -> Bool {
    guard after == nil || after?.elements != nil else { return false }
    touched.insert(element)
    if !elements.contains(element) { after = CanonicalJSON(array: elements + [element]) }
    return true
  }

  /// False where the label has no such element.
  mutating func drop(_ element: CanonicalJSON) -> Bool {
    guard elements.contains(element) || contestedElements.contains(element) else { return false }
    touched.insert(element)
    if after?.elements != nil {
      after = CanonicalJSON(array: elements.filter { $0 != element })
    }
    return true
  }

  func write(to edits: inout FieldEdits) {
    guard !isWhole else { return writeWhole(to: &edits) }
    let (old, new) = (Set(before?.elements ?? []), Set(elements))
    let settled = touched.intersection(contestedElements)
    let added = new.subtracting(old).union(settled.intersection(new))
    let dropped = old.subtracting(new).union(settled.subtracting(new))
    if !added.isEmpty { edits.add[name] = added }
    if !dropped.isEmpty { edits.drop[name] = dropped }
    // A value that is no list has no elements to drop.
    if new.isEmpty, dropped.isEmpty, before != nil, old.isEmpty, after != before {
      edits.unset.insert(name)
    }
  }

  private func writeWhole(to edits: inout FieldEdits) {
    guard after != before || isContested || !contestedElements.isEmpty else { return }
    if let after { edits.set[name] = after } else { edits.unset.insert(name) }
  }
}
