package import TaglioFormat

extension RefChanges {
  /// Changes that are written down as values.
  package convenience init(values: [RefName: RefTarget?]) {
    self.init()
    for (name, target) in values { add(name, target) }
  }
}

extension PackedRefs {
  /// The file that holds `entries`, which must be sorted by name, without repeats.
  package static func encode(_ kind: RefKind, _ entries: some Sequence<Entry>) -> [UInt8] {
    var bytes = heading(kind)
    for (name, target) in entries { bytes += "\(name.encoded) \(target)\n".utf8 }
    return bytes
  }
}
