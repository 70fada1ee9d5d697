import SystemPackage
import TaglioCheck
import TaglioFormat
import TaglioSystem
import TestSupport

/// What must hold in a project after something went wrong in an operation.
struct Aftermath {
  let prepared: PreparedOperation
  let site: CommandSite

  private var store: FilePath { site.store }

  /// Looks at the store and repeats the command.
  ///
  /// - Parameter isAcknowledged: whether the command had said that it was done.
  /// - Returns: what a check finds before the command is repeated.
  func check(isAcknowledged: Bool) throws -> Set<Finding.Name> {
    let lost = prepared.kept.subtracting(try StorePicture.wholeObjects(of: store))
    try require(lost.isEmpty, "lost: \(lost)")
    let now = try picture()
    let isDone = now?.says(theSameAs: prepared.after) ?? false
    try require(isDone || !isAcknowledged, "what was acknowledged is gone: \(text(now))")
    try require(
      isDone || isStepwise || isBefore(now),
      "neither before nor after: \(text(now))"
    )
    let findings = try now?.findings() ?? []
    if !isStepwise || isAcknowledged { try requireClean(findings) }
    try requireRepeatable(isDone)
    return findings
  }

  /// What a check may find after a crash or a fault; `Docs/faults.md` explains each.
  static let documented: Set<Finding.Name> = [
    .leftover, .objectErased, .objectLost, .unreferenced,
  ]

  private var isStepwise: Bool { prepared.operation.course == .stepwise }

  /// Nil where the store does not open, as it did not before the command that mends it.
  private func picture() throws -> StorePicture? {
    do {
      return try StorePicture(of: store)
    } catch {
      try require(isStepwise && prepared.before == nil, "the store does not open: \(error)")
      return nil
    }
  }

  private func text(_ picture: StorePicture?) -> String {
    picture.map { "\($0)" } ?? "it does not open"
  }

  private func isBefore(_ now: StorePicture?) -> Bool {
    guard let now, let before = prepared.before else { return false }
    return now.says(theSameAs: before)
  }

  private func requireClean(_ findings: Set<Finding.Name>) throws {
    try require(
      findings.isSubset(of: Aftermath.documented),
      "a check finds \(findings.map(\.text).sorted())"
    )
  }

  private func requireRepeatable(_ isDone: Bool) throws {
    let again = try prepared.runQuickly(at: site)
    let isFine = again.status == 0 || isDone && prepared.changesState
    try require(isFine, "repeated, it ends with \(again.status): \(again.errors)")
    let now = try StorePicture(of: store)
    try require(now.says(theSameAs: prepared.after), "repeated, it leaves another state: \(now)")
    if isStepwise { try requireClean(now.findings()) }
  }
}
