import Foundation
import SystemPackage
import TestSupport
import Testing

extension Tag {
  @Tag static var fault: Self
}

/// Every command with one call to the system going wrong, whichever it is.
@Suite(.tags(.fault)) struct FaultTests {
  /// `TAGLIO_FAULTS`: with `all` every fault at every call is tried, with `kinds` those that differ in
  /// what is called on which file, else some of these.
  private static let extent = ProcessInfo.processInfo.environment["TAGLIO_FAULTS"]
  private static let sampleSize = 4

  @Test(arguments: StoreOperation.chosen(all: extent != nil))
  func everyFaultIsToldAndNothingIsLost(operation: StoreOperation) throws {
    let run = try FaultRun(operation)
    let plans = Self.chosen(of: run)
    var tolerated: [String: Int] = [:]
    var unknown: Set<String> = []
    var violations: [Violation] = []
    try run.check(plans) { plan, result in
      switch result {
      case .success(.failed): break
      case .success(.tolerated(let what)):
        if plan.fault == .error(.interrupted) { break }
        tolerated[what, default: 0] += 1
        if !Self.maySucceed(operation, plan.fault, what) {
          unknown.insert("\(what): \(plan.fault)")
        }
      case .failure(let violation): violations.append(violation)
      }
    }
    for violation in violations.prefix(50) { Issue.record("\(violation)") }
    #expect(violations.isEmpty, "\(violations.count) of \(plans.count)")
    #expect(unknown.isEmpty, "nobody was told: \(unknown.sorted())")
    guard violations.isEmpty else { return }
    print(
      "proof: fault \(operation) calls=\(run.calls.count) faults=\(plans.count)",
      "lost=0 leftovers=0 tolerated=\(tolerated.values.reduce(0, +))"
    )
  }

  /// Whether a command may go on without telling; `Docs/faults.md` says why.
  private static func maySucceed(
    _ operation: StoreOperation,
    _ fault: Fault,
    _ call: String
  ) -> Bool {
    if call.contains("/objects"), ["examine", "open", "read"].contains(where: call.hasPrefix) {
      return true
    }
    return switch operation.name {
    case "init":
      ["config", "format"].contains { file in
        ["examine", "open", "read"].contains { call == "\($0) store/.taglio/\(file)" }
      }
        || ["resolve store", "examine store/.taglio", "examine store/.taglio/objects"].contains(
          call
        )
    case "accept-loss", "fetch", "gc", "pushed-to", "repair", "repair-from", "sync", "take-in":
      [.error(.permissionDenied), .error(.noSpace), .error(.noLocks), .shortWrite, .full]
        .contains(fault)
    case "redact": call.contains("/objects/")
    default: false
    }
  }

  private static func chosen(of run: FaultRun) -> [FaultRun.Plan] {
    if extent == "all" { return run.plans }
    let plans = run.plansByKind
    if extent == "kinds" { return plans }
    let stride = max(1, plans.count / sampleSize)
    return plans.enumerated().filter { $0.offset % stride == 0 }.map(\.element)
  }
}
