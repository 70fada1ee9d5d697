public import TaglioFormat
import TaglioStore

extension Snapshot {
  /// The labels of a lineage, run or suite: field names and values, by name.
  ///
  /// A field is what was set last. Elements written later than that are added to it or dropped from
  /// it where it is a list, and take its place where it is not; a list comes in canonical order
  /// unless it was set whole and not changed since.
  public func labels(of target: Target) throws -> [(name: ExactString, value: CanonicalJSON)] {
    try labels(
      fields: registers(.field, target: target.rawBytes),
      elements: registers(.element, target: target.rawBytes)
    )
  }

  func labels(
    fields: [Register],
    elements: [Register]
  ) throws(FormatError) -> [(name: ExactString, value: CanonicalJSON)] {
    var names: Set<ExactString> = []
    var whole: [ExactString: Register] = [:]
    var parts: [ExactString: [(element: CanonicalJSON, register: Register)]] = [:]
    for field in fields {
      let name = field.key.fieldName.field
      names.insert(name)
      whole[name] = field
    }
    for register in elements {
      let (name, element) = register.key.fieldName
      guard let element else { continue }
      names.insert(name)
      parts[name, default: []].append((element, register))
    }
    var labels: [(name: ExactString, value: CanonicalJSON)] = []
    for name in names.sorted() {
      if let value = try value(whole[name], parts[name] ?? []) { labels.append((name, value)) }
    }
    return labels
  }

  private func value(
    _ whole: Register?,
    _ parts: [(element: CanonicalJSON, register: Register)]
  ) throws(FormatError) -> CanonicalJSON? {
    var base: CanonicalJSON?
    if case .json(let value)? = whole?.value { base = value }
    let since = try whole.map { (register) throws(FormatError) in try stamp(register.commit) }
    var later: [(element: CanonicalJSON, isPresent: Bool)] = []
    for part in parts {
      if let since, try stamp(part.register.commit) < since { continue }
      later.append((part.element, part.register.value == .flag(true)))
    }
    if later.isEmpty { return base }
    var elements = Set(base?.elements ?? [])
    for change in later {
      if change.isPresent {
        elements.insert(change.element)
      } else {
        elements.remove(change.element)
      }
    }
    if let base, base.elements == nil, elements.isEmpty { return base }
    return elements.isEmpty ? nil : CanonicalJSON(array: elements.sorted())
  }
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
