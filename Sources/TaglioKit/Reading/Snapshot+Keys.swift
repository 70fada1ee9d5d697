package import TaglioFormat
import TaglioStore

extension Snapshot {
  /// What its owner calls a case; nil where it has no key, or one too long for the index.
  package func key(of number: UInt32) throws(FormatError) -> CaseKey? {
    try label(of: number).key
  }

  /// The suites that list a lineage now, ascending.
  package func suites(of lineage: LineageID) throws(FormatError) -> [UUID] {
    try registers(.suite, target: lineage.id.rawBytes)
      .filter { $0.value != .member(nil) }
      .compactMap { UUID(rawBytes: $0.key.detail) }
      .sorted()
  }
}
