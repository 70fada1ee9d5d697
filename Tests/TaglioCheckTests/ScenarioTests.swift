import TaglioCheck
import TaglioFormat
import TestSupport
import Testing

@Suite("Harm done to a store")
struct ScenarioTests {
  @Test("is found under its name", arguments: Scenario.all)
  func found(_ scenario: Scenario) throws {
    try expect(scenario, Checker.Options())
  }

  @Test("is found quickly where contents do not matter", arguments: quickly)
  func foundQuickly(_ scenario: Scenario) throws {
    try expect(scenario, Checker.Options(quick: true))
  }

  private static let quickly = Scenario.all.filter(\.isSeenQuickly)

  private func expect(_ scenario: Scenario, _ options: Checker.Options) throws {
    try withTemporaryDirectory { path in
      let store = try StoreFixture(path)
      let object = try scenario.harm(store)
      let report = try store.check(options)
      let found = report.findings(scenario.name)
      #expect(found.contains { $0.object == object }, "\(report.findings)")
      #expect(found.allSatisfy { $0.file?.hasPrefix(".taglio/") == true })
      #expect(found.allSatisfy { !$0.detail.isEmpty && !$0.help.isEmpty })
      #expect(report.counts[scenario.name] == found.count)
      #expect(report.problems == report.errors.count)
      if scenario.name.severity != .error { #expect(report.errors(besides: object) == []) }
    }
  }

  @Test("can be done under every name")
  func coverage() {
    #expect(Set(Scenario.all.map(\.name)) == Set(Finding.Name.all))
    #expect(Set(Finding.Name.all).count == Finding.Name.all.count)
  }
}

extension FsckReport {
  /// What a scenario that does no harm must not bring: errors, but for those it is made of.
  fileprivate func errors(besides object: ObjectID?) -> [Finding] {
    let allowed: Set<Finding.Name> = [.commitInvalid, .objectCompression, .lineageChanged]
    return errors.filter { !allowed.contains($0.name) }
  }
}
