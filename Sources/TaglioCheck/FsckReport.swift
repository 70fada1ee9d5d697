/// What a check of a store came to.
package struct FsckReport: Sendable {
  /// In the order of files.
  ///
  /// Of each name the first `limit` are kept; `counts` knows how many there were.
  package internal(set) var findings: [Finding] = []
  /// How often each name was found.
  package internal(set) var counts: [Finding.Name: Int] = [:]
  /// Objects whose contents were read and checked.
  package internal(set) var objectsChecked = 0
  /// The bytes of those objects, uncompressed.
  package internal(set) var bytesChecked: UInt64 = 0
  /// False where the check ended before it had looked at everything that it was asked to.
  package internal(set) var isComplete = true
  /// The findings of severity `error`, kept or not.
  package internal(set) var problems = 0

  /// The most findings of one name that are kept: a store that lost a million files still gets a
  /// report that fits a screen and memory.
  package static let limit = 1000

  mutating func add(_ finding: Finding) {
    if finding.severity == .error { problems += 1 }
    counts[finding.name, default: 0] += 1
    if counts[finding.name, default: 0] <= FsckReport.limit { findings.append(finding) }
  }
}
