import Foundation
import SystemPackage
import TestSupport
import Testing

extension Tag {
  @Tag static var fault: Self
}

/// Every command with one call to the system going wrong, whichever it is.
@Suite(.tags(.fault)) struct FaultTests {
  /// With `TAGLIO_FAULTS=all` every fault at every call is tried, else some of each operation.
  private static let triesAll = ProcessInfo.processInfo.environment["TAGLIO_FAULTS"] == "all"
  private static let sampleSize = 6

  @Test(arguments: StoreOperation.all)
  func everyFaultIsToldAndNothingIsLost(operation: StoreOperation) throws {
    let run = try FaultRun(operation)
    let plans = run.plans
    let stride = Self.triesAll ? 1 : max(1, plans.count / Self.sampleSize)
    var tried = 0
    var tolerated: [String: Int] = [:]
    var violations: [Violation] = []
    for (index, plan) in plans.enumerated() where index % stride == 0 {
      tried += 1
      do {
        if case .tolerated(let what) = try run.check(plan), plan.fault != .error(.interrupted) {
          tolerated[what, default: 0] += 1
        }
      } catch let violation as Violation {
        violations.append(violation)
      }
    }
    for violation in violations.prefix(20) { Issue.record("\(violation)") }
    #expect(tried > 0 && violations.isEmpty, "\(violations.count) of \(tried)")
    print(
      "proof: fault \(operation) calls=\(run.calls.count) faults=\(tried)",
      "lost=0 leftovers=0 tolerated=\(tolerated.values.reduce(0, +))"
    )
    for (what, count) in tolerated.sorted(by: { $0.key < $1.key }) { print("  tolerated", what, count) }
  }
}
