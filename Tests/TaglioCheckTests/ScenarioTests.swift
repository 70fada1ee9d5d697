import TaglioCheck
import TaglioFormat
import TestSupport
import Testing

@Suite("Harm done to a store")
struct ScenarioTests {
  @Test("is found under its name, quickly where contents do not matter", arguments: Scenario.all)
  func found(_ scenario: Scenario) throws {
    try withTemporaryDirectory { path in
      let store = try StoreFixture(path)
      let object = try scenario.harm(store)
      try expect(scenario, object, in: store.check())
      if scenario.isSeenQuickly {
        try expect(scenario, object, in: store.check(Checker.Options(quick: true)))
      }
    }
  }

  private func expect(_ scenario: Scenario, _ object: ObjectID?, in report: FsckReport) {
    let found = report.findings(scenario.name)
    #expect(found.contains { $0.object == object }, "\(report.findings)")
    #expect(found.allSatisfy { $0.file?.hasPrefix(".taglio/") == true })
    #expect(found.allSatisfy { !$0.detail.isEmpty && !$0.help.isEmpty })
    #expect(report.counts[scenario.name] == found.count)
    #expect(report.problems == report.errors.count)
    if scenario.name.severity != .error { #expect(report.unexpectedErrors == []) }
  }

  @Test("can be done under every name")
  func coverage() {
    #expect(Set(Scenario.all.map(\.name)) == Set(Finding.Name.all))
    #expect(Set(Finding.Name.all).count == Finding.Name.all.count)
  }
}

extension FsckReport {
  /// Errors, but for those that a scenario of a warning is made of.
  fileprivate var unexpectedErrors: [Finding] {
    errors.filter { $0.name != .commitInvalid && $0.name != .objectCompression }
  }
}
