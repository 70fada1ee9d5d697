import Foundation
import SystemPackage
import Testing

/// `add --attach` and `show --blob`.
@Suite struct AttachmentTests {
  private static let calls = """
    {"audio":"hello.wav","id":1,"in":{"image":"pictures/a.png"}}
    {"audio":null,"id":2}
    {"audio":"hello.wav","id":3}

    """

  private static let add = [
    "add", "calls/calls.jsonl", "--key", "id", "--attach", "/audio", "--attach", "/in/image",
  ]

  private func withCalls(_ body: (Workbench) throws -> Void) throws {
    try withWorkbench { bench in
      try bench.makeStore()
      try bench.write("calls/calls.jsonl", AttachmentTests.calls)
      try bench.write("calls/hello.wav", "hello")
      try bench.write("calls/pictures/a.png", bytes: [0, 255, 10, 13])
      try body(bench)
    }
  }

  @Test func filesBecomeBlobsAndFieldsLinkThem() throws {
    try withCalls { bench in
      let added = try bench.run(AttachmentTests.add)
      #expect(added.status == 0, "\(added.errors)")
      let records = try bench.run("export").output
      let ids = records.ids
      #expect(ids.count == 3 && ids[0] == ids[2])
      #expect(
        records.contains(#""audio":{"$blob":"\#(ids[0])","bytes":5,"type":"audio/wav"}"#)
      )
      #expect(records.contains(#""image":{"$blob":"\#(ids[1])","bytes":4,"type":"image/png"}"#))
      let hash = try bench.run("hash-object", "calls/hello.wav").output
      #expect(hash == ids[0] + "\n")
      #expect(try bench.run(AttachmentTests.add).output.hasPrefix("nothing to add"))
      #expect(try bench.run("fsck").status == 0)
      _ = try bench.run("gc", "--yes")
      #expect(try bench.run("show", "--blob", ids[0], "-o", "-").output == "hello")
      let written = try bench.run("show", "--blob", String(ids[1].prefix(8)), "-o", "out.png")
      #expect(written.output.hasPrefix("wrote 4 bytes of blob "), "\(written)")
      let file = try Data(contentsOf: URL(filePath: bench.directory.appending("out.png").string))
      #expect([UInt8](file) == [0, 255, 10, 13])
    }
  }

  @Test func anotherFileOfTheSameNameIsAnEdit() throws {
    try withCalls { bench in
      _ = try bench.run(AttachmentTests.add)
      try bench.write("calls/hello.wav", "hello again")
      #expect(try bench.run(AttachmentTests.add).output.hasPrefix("added 0, changed 2"))
      #expect(try bench.run("export").output.contains("\"bytes\":11"))
    }
  }

  @Test func aDryRunStoresNothing() throws {
    try withCalls { bench in
      _ = try bench.run("status")
      let before = try bench.files()
      #expect(try bench.run(AttachmentTests.add + ["--dry-run"]).status == 0)
      #expect(try bench.files() == before)
    }
  }

  @Test func aDamagedBlobIsNotShown() throws {
    try withCalls { bench in
      _ = try bench.run(AttachmentTests.add)
      let id = try #require(try bench.run("export").output.ids.first)
      let path = ".taglio/objects/\(id.prefix(2))/\(id.dropFirst(2))"
      try bench.remove(path)
      try bench.write(path, bytes: [1, 2, 3])
      let outcome = try bench.run("show", "--blob", id, "-o", "out.wav")
      #expect(outcome.status == 4, "\(outcome)")
      #expect(try !bench.files().contains("out.wav"))
    }
  }

  @Test(arguments: [nil, [1, 2, 3]] as [[UInt8]?])
  func aLostBlobIsWrittenAnewFromItsFile(_ damage: [UInt8]?) throws {
    try withCalls { bench in
      _ = try bench.run(AttachmentTests.add)
      let id = try #require(try bench.run("export").output.ids.first)
      let path = ".taglio/objects/\(id.prefix(2))/\(id.dropFirst(2))"
      try bench.remove(path)
      if let damage { try bench.write(path, bytes: damage) }
      let commits = try bench.run("log", "--oneline").output
      let files = try bench.files()
      let trial = try bench.run(AttachmentTests.add + ["--dry-run"])
      #expect(trial.output.contains("1 lost or damaged file"), "\(trial)")
      #expect(try bench.files() == files)
      let healed = try bench.run(AttachmentTests.add)
      #expect(healed.status == 0, "\(healed.errors)")
      #expect(healed.output.contains("1 lost or damaged file"), "\(healed)")
      #expect(try bench.run("log", "--oneline").output == commits)
      #expect(try bench.run("show", "--blob", id, "-o", "-").output == "hello")
      #expect(try bench.run("fsck").status == 0)
      let again = try bench.run(AttachmentTests.add)
      #expect(!again.output.contains("damaged file"), "\(again)")
    }
  }

  /// The record of another case links the blob that is here no more.
  @Test func aNewRecordHealsTheBlobThatItLinks() throws {
    try withCalls { bench in
      _ = try bench.run(AttachmentTests.add)
      let id = try #require(try bench.run("export").output.ids.first)
      try bench.remove(".taglio/objects/\(id.prefix(2))/\(id.dropFirst(2))")
      try bench.write("calls/more.jsonl", #"{"audio":"hello.wav","id":9}"#)
      let added = try bench.run("add", "calls/more.jsonl", "--key", "id", "--attach", "/audio")
      #expect(added.status == 0 && added.output.hasPrefix("added 1"), "\(added)")
      #expect(try bench.run("show", "--blob", id, "-o", "-").output == "hello")
      #expect(try bench.run("fsck").status == 0)
    }
  }

  @Test(arguments: ["link.wav", "linked/hello.wav"])
  func linksAreNotFollowed(_ name: String) throws {
    try withCalls { bench in
      let calls = bench.directory.appending("calls").string
      try FileManager.default.createSymbolicLink(
        atPath: calls + "/link.wav",
        withDestinationPath: "/etc/hostname"
      )
      try FileManager.default.createSymbolicLink(
        atPath: calls + "/linked",
        withDestinationPath: calls
      )
      try bench.write("calls/bad.jsonl", "{\"audio\":\"\(name)\",\"id\":1}\n")
      let outcome = try bench.run("add", "calls/bad.jsonl", "--key", "id", "--attach", "/audio")
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("links are not followed"), "\(outcome.errors)")
    }
  }

  @Test func aFileThatIsTooLargeIsRefused() throws {
    try withCalls { bench in
      let path = bench.directory.appending("calls/hello.wav").string
      #expect(truncate(path, 5 << 30) == 0)
      let outcome = try bench.run(AttachmentTests.add)
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("is larger than the 4 GiB"), "\(outcome.errors)")
    }
  }
}
