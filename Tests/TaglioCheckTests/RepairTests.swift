import Foundation
import SystemPackage
import TaglioCheck
import TaglioFormat
import TaglioKit
import TaglioStore
import TestSupport
import Testing

@Suite("A repair")
struct RepairTests {
  /// What a copy, or the objects that are here, can mend.
  private static let mendable: Set<Finding.Name> = [
    .objectMissing, .objectCut, .objectCompression, .objectTrailing, .objectHash,
    .objectNotAFile, .commitMissing, .acceptedDamaged, .indexDamaged, .indexDiffers, .refDamaged,
    .refMissing, .refDiffers, .refUnknown,
  ]
  /// Of those, what is only derived.
  private static let derived: Set<Finding.Name> = [
    .acceptedDamaged, .indexDamaged, .indexDiffers, .refDamaged, .refMissing, .refDiffers,
    .refUnknown,
  ]
  private static let harms = Scenario.all.filter { mendable.contains($0.name) }
  private static let others = Scenario.all.filter {
    !mendable.contains($0.name) && $0.name != .objectTooLarge && $0.name != .objectLost
  }

  @Test("with a good copy ends clean, whatever was damaged", arguments: harms)
  func fromCopy(_ scenario: Scenario) throws {
    try withRepairFixture { fixture in
      _ = try scenario.harm(fixture.store)
      let report = try fixture.repair(from: fixture.copy)
      #expect(report.check.findings == [], "\(report.actions)")
      #expect(!report.actions.isEmpty)
      #expect(report.actions(.refused) == [])
      #expect(try fixture.stateNow() == fixture.state)
      #expect(try fixture.repair(from: fixture.copy).actions == [])
    }
  }

  @Test("without a copy says what is lost, and everything else reads", arguments: harms)
  func withoutCopy(_ scenario: Scenario) throws {
    try withRepairFixture { fixture in
      let object = try scenario.harm(fixture.store)
      let before = try fixture.store.check()
      let report = try fixture.repair()
      if Self.derived.contains(scenario.name) || scenario.way == "two files are swapped" {
        #expect(report.check.findings == [])
      } else {
        let lost = report.check.findings
        #expect(Set(lost.map(\.object)) == Set(before.errors.map(\.object)))
        #expect(lost.allSatisfy { $0.name == .objectMissing || $0.name == .commitMissing })
        let harmed = try #require(before.errors.first { $0.object == object })
        let told = try #require(lost.first { $0.object == object })
        #expect(told.harms == harmed.harms && told.harmCount > 0)
      }
      #expect(try fixture.stateNow() == fixture.state)
    }
  }

  @Test("brings back what was given up as lost, where a copy has it after all")
  func givenUp() throws {
    try withRepairFixture { fixture in
      let store = fixture.store
      try store.remove(store.path(of: store.input))
      _ = try store.repository.acceptLoss(of: [store.input], reason: "none", isConfirmed: true)
      #expect(try store.check().findings.map(\.name) == [.objectLost])
      let report = try fixture.repair(from: fixture.copy)
      #expect(report.check.findings == [] && report.actions(.taken).count == 1)
    }
  }

  @Test("leaves alone what nobody can mend, and what is no damage", arguments: others)
  func leaves(_ scenario: Scenario) throws {
    try withRepairFixture { fixture in
      _ = try scenario.harm(fixture.store)
      let before = try fixture.store.check()
      let files = try FileTree(reading: fixture.store.directory.path.appending("objects"))
      let report = try fixture.repair(from: fixture.copy)
      guard scenario.way != "an object is damaged on the way" else {
        #expect(report.check.findings.map(\.name) == [.copyNotFinished])
        return
      }
      #expect(report.check.findings == before.findings)
      #expect(report.actions == [])
      let after = try FileTree(reading: fixture.store.directory.path.appending("objects"))
      #expect(after == files)
    }
  }

  /// Reading so long a record takes its time, so it is done no more often than needed.
  @Test("reads what is too large whole before it calls it damaged")
  func tooLarge() throws {
    try withRepairFixture { fixture in
      let scenario = try #require(Scenario.all.first { $0.name == .objectTooLarge })
      let id = try #require(try scenario.harm(fixture.store))
      let report = try fixture.repair()
      #expect(report.check.findings == [])
      #expect(report.actions(.moved).map(\.object) == [id])
    }
  }

  @Test("mends an object of every type, cut or gone, and all objects at once")
  func everyObject() throws {
    try withRepairFixture { fixture in
      let store = fixture.store
      let files = try store.ids().map { ($0, try store.bytes(of: $0)) }
      let types = try files.map { ("\(try store.repository.objects.header($0.0).type)", $0) }
      let samples = Dictionary(types) { first, _ in first }
      #expect(Set(samples.keys) == ["case", "commit", "experiment", "run"])
      for (id, file) in samples.values {
        try store.put(Array(file.dropLast(3)), asFileOf: id)
        #expect(try fixture.repair(from: fixture.copy).check.findings == [], "\(id) cut")
        try store.remove(store.path(of: id))
        #expect(try fixture.repair(from: fixture.copy).check.findings == [], "\(id) gone")
        #expect(try store.bytes(of: id) == file)
      }
      for (id, file) in files { try store.put(file.map { $0 ^ 1 }, asFileOf: id) }
      try store.remove(store.path("index"))
      let report = try fixture.repair(from: fixture.copy)
      #expect(report.check.findings == [])
      #expect(report.counts[.moved] == files.count && report.counts[.taken] == files.count)
      #expect(try fixture.stateNow() == fixture.state)
    }
  }

  @Test("finds the bytes of an object under the name of another one")
  func misplaced() throws {
    try withRepairFixture { fixture in
      let store = fixture.store
      let (one, other) = (store.outputs[0], store.input)
      let file = try store.bytes(of: one)
      try store.put(file, asFileOf: other)
      try store.remove(store.path(of: one))
      let report = try fixture.repair()
      #expect(report.check.findings.map(\.object) == [other])
      #expect(report.actions(.taken).map(\.object) == [one])
      #expect(try store.bytes(of: one) == file)
      #expect(try store.file("quarantine/\(other)") == file)
    }
  }

  @Test("keeps the bad bytes under the object's name, and never writes over earlier ones")
  func quarantine() throws {
    try withRepairFixture { fixture in
      let id = fixture.store.input
      for text in ["one", "two", "three"] {
        try fixture.store.put(Array(text.utf8), asFileOf: id)
        #expect(try fixture.repair(from: fixture.copy).check.findings == [])
      }
      #expect(try fixture.quarantine() == ["\(id)", "\(id).2", "\(id).3"])
      #expect(try fixture.store.file("quarantine/\(id).2") == Array("two".utf8))
      let mode = try FileManager.default.attributesOfItem(atPath: fixture.store.path(of: id))
      #expect(mode[.posixPermissions] as? Int == 0o444)
    }
  }

  @Test("moves a link away and never touches what it leads to")
  func link() throws {
    try withRepairFixture { fixture in
      let store = fixture.store
      let outside = fixture.copy.appending("outside").string
      try store.put([1, 2, 3], outside)
      let path = store.path(of: store.input)
      try store.remove(path)
      try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: outside)
      #expect(try fixture.repair(from: fixture.copy).check.findings == [])
      #expect(FileManager.default.contents(atPath: outside) == Data([1, 2, 3]))
      let kept = store.path("quarantine/\(store.input)")
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: kept) == outside)
    }
  }

  @Test(
    "moves away what has the name of something else",
    arguments: [
      "accepted", "index", "refs/heads", "refs/suites", "refs", "packed-refs-cases", "objects/ab",
    ]
  )
  func obstacle(name: String) throws {
    try withRepairFixture { fixture in
      let store = fixture.store
      let isDirectory = ["accepted", "refs", "refs/suites", "objects/ab"].contains(name)
      if FileManager.default.fileExists(atPath: store.path(name)) {
        try store.remove(store.path(name))
      }
      try store.put([7], store.path(name) + (isDirectory ? "" : "/inside"))
      if !name.hasPrefix("objects") {
        let error = #expect(throws: TaglioError.self) { try store.check() }
        #expect(error?.code == .damage && error?.help == "Run: taglio fsck --repair")
      }
      let report = try fixture.repair(from: fixture.copy)
      #expect(report.check.findings == [])
      #expect(report.actions(.moved).map(\.file).contains(".taglio/\(name)"))
      let kept = "quarantine/" + name.split(separator: "/").joined(separator: "-")
      #expect(try store.file(kept + (isDirectory ? "" : "/inside")) == [7])
      #expect(try fixture.stateNow() == fixture.state)
    }
  }

  @Test("keeps the list of accepted commits that did not read")
  func accepted() throws {
    try withRepairFixture { fixture in
      let store = fixture.store
      let name = try store.accepted
      let good = try store.file(name)
      var bad = good
      bad[70] = UInt8(ascii: "x")
      try store.put(bad, store.path(name))
      #expect(try fixture.repair().check.findings == [])
      #expect(try store.file("quarantine/" + name.replacing("/", with: "-")) == bad)
      #expect(Set(AcceptedFile(bytes: try store.file(name)).ids).count * 65 == good.count)
    }
  }
}

extension AcceptedFile {
  fileprivate init(bytes: [UInt8]) {
    self = bytes.withUnsafeBytes { AcceptedFile(decoding: $0) }
  }
}
