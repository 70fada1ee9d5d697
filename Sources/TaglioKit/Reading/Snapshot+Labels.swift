public import TaglioFormat
import TaglioStore

extension Snapshot {
  /// The labels of a lineage, run or suite: field names and values, by name.
  ///
  /// A field is what was set last. Elements written later than that are added to it or dropped from
  /// it where it is a list, and take its place where it is not; a list comes in canonical order
  /// unless it was set whole and not changed since.
  public func labels(of target: Target) throws -> [(name: ExactString, value: CanonicalJSON)] {
    try labels(of: target.rawBytes, field: nil)
  }

  /// One label of a lineage, run or suite; nil where it has none of this name.
  func label(_ name: ExactString, of target: Target) throws -> CanonicalJSON? {
    try labels(of: target.rawBytes, field: name).first { $0.name == name }?.value
  }

  private func labels(
    of target: [UInt8],
    field: ExactString?
  ) throws(FormatError) -> [(name: ExactString, value: CanonicalJSON)] {
    try labels(
      fields: resolveAll(index.writes(.field, target: target, field: field)),
      elements: resolveAll(index.writes(.element, target: target, field: field))
    )
  }

  /// - Parameters:
  ///   - fields: of one target, by detail.
  ///   - elements: likewise.
  func labels(
    fields: [Register],
    elements: [Register]
  ) throws(FormatError) -> [(name: ExactString, value: CanonicalJSON)] {
    var labels: [(name: ExactString, value: CanonicalJSON)] = []
    var (wholes, parts) = (fields[...], elements.labelElements[...])
    while let next = [wholes.first?.key.fieldName.field, parts.first?.name].earliest {
      var whole: Register?
      if let first = wholes.first, first.key.fieldName.field == next {
        whole = first
        wholes = wholes.dropFirst()
      }
      let ofName = parts.prefix { $0.name == next }
      parts = parts.dropFirst(ofName.count)
      if let value = try value(whole, ofName) { labels.append((next, value)) }
    }
    return labels
  }

  private func value(
    _ whole: Register?,
    _ parts: ArraySlice<LabelElement>
  ) throws(FormatError) -> CanonicalJSON? {
    var base: CanonicalJSON?
    if case .json(let value)? = whole?.value { base = value }
    var later: [LabelElement] = []
    for part in parts where try !isBefore(part.register, whole) { later.append(part) }
    if later.isEmpty { return base }
    // Each element has one register, so that those written later differ among themselves.
    var elements = later.filter { $0.register.value == .flag(true) }.map(\.element)
    if let before = base?.elements, !before.isEmpty {
      elements += Set(before).subtracting(later.map(\.element))
    }
    if let base, base.elements == nil, elements.isEmpty { return base }
    return elements.isEmpty ? nil : CanonicalJSON(array: elements.sorted())
  }

  /// Whether a register was written before another one, where there is one.
  private func isBefore(_ one: Register, _ other: Register?) throws(FormatError) -> Bool {
    guard let other, one.commit != other.commit else { return false }
    return try stamp(one.commit) < stamp(other.commit)
  }
}

/// A write of an element of a label that is a list.
private struct LabelElement {
  var name: ExactString
  var element: CanonicalJSON
  var register: Register
}

extension [Register] {
  fileprivate var labelElements: [LabelElement] {
    compactMap { register in
      let (name, element) = register.key.fieldName
      return element.map { LabelElement(name: name, element: $0, register: register) }
    }
  }
}

extension [ExactString?] {
  /// The first of those that are there.
  fileprivate var earliest: ExactString? { lazy.compactMap(\.self).min() }
}

extension CanonicalJSON {
  /// The elements of an array, nil for other values.
  var elements: [CanonicalJSON]? {
    let root = document.root
    return root.kind == .array ? root.elements.map(\.canonical) : nil
  }

  /// An array of these elements.
  init(array elements: [CanonicalJSON]) {
    var bytes = [UInt8(ascii: "[")]
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes += element.bytes
    }
    bytes.append(UInt8(ascii: "]"))
    self.init(unchecked: bytes)
  }
}
