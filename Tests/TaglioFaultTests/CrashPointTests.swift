import Foundation
import SystemPackage
import TaglioCheck
import TaglioSystem
import TestSupport
import Testing

extension Tag {
  @Tag static var crash: Self
}

/// Every command stopped after each of its effects, with unflushed writes kept, dropped and torn.
@Suite(.tags(.crash)) struct CrashPointTests {
  /// With `TAGLIO_CRASH_STATES=all` every state is tried, else some of each operation.
  private static let triesAll =
    ProcessInfo.processInfo.environment["TAGLIO_CRASH_STATES"] == "all"
  private static let sampleSize = 2

  /// All but the acceptance of a loss, which goes by what the index knows.
  ///
  /// The directory of a replay has another inode, so that
  /// its index counts as that of another copy and tells nothing.
  private static let operations = StoreOperation.chosen(all: triesAll)
    .filter { $0.name != "accept-loss" }

  @Test(arguments: operations)
  func everyCrashLeavesTheOldStateOrTheNew(operation: StoreOperation) throws {
    let points = try CrashPoints(operation)
    let result = try points.check(sample: Self.triesAll ? nil : Self.sampleSize)
    #expect(result.tried > 0)
    let found = result.findings.map(\.text).sorted().joined(separator: ",")
    print(
      "proof: crash \(operation) points=\(points.effects.count + 1) states=\(result.tried)",
      "lost=0 unopenable=0 findings=\(found.isEmpty ? "none" : found)"
    )
  }

  /// The test can fail: without one kind of flush it finds a state in which something is lost.
  @Test(arguments: Mutation.allCases)
  func aMissingFlushIsFound(mutation: Mutation) throws {
    let points = try CrashPoints(try mutation.operation)
    let effects = points.effects.filter { !mutation.drops($0) }
    #expect(effects.count < points.effects.count, "the mutation changed nothing")
    #expect(throws: Violation.self) { try points.checkEnd(of: effects) }
  }

  enum Mutation: CaseIterable {
    case addFiles, editNames, configFile, repairNames

    var operation: StoreOperation {
      get throws {
        let name =
          switch self {
          case .addFiles: "add-first"
          case .editNames: "edit"
          case .configFile: "config"
          case .repairNames: "repair-from"
          }
        return try #require(StoreOperation.all.first { $0.name == name })
      }
    }

    func drops(_ effect: Effect) -> Bool {
      switch (self, effect) {
      case (.addFiles, .syncFile), (.configFile, .syncFile), (.editNames, .syncDirectory),
        (.repairNames, .syncDirectory), (_, .syncFileSystem):
        true
      default: false
      }
    }
  }
}
