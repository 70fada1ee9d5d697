import Foundation
import SystemPackage
import Testing

@Suite struct BundleCommandTests {
  private func withBundle(_ body: (Workbench) throws -> Void) throws {
    try withSmallStore { bench in
      _ = try bench.run("bundle", "create", "all.bundle")
      try bench.makeDirectory("other")
      _ = try bench.run("-C", "other", "init")
      try bench.write("other/.taglio/config", Workbench.config)
      try body(bench)
    }
  }

  @Test func aBundleBringsTheSameState() throws {
    try withBundle { bench in
      #expect(
        try bench.run("bundle", "verify", "all.bundle").output.hasPrefix("all.bundle is whole")
      )
      let taken = try bench.run("-C", "other", "bundle", "unpack", "../all.bundle")
      #expect(taken.status == 0 && taken.output.hasPrefix("took in 2 commits"), "\(taken)")
      #expect(try bench.run("-C", "other", "state").output == bench.run("state").output)
      #expect(try bench.run("-C", "other", "fsck").status == 0)
      let again = try bench.run("-C", "other", "bundle", "unpack", "../all.bundle")
      #expect(again.output == "nothing new in ../all.bundle\n")
    }
  }

  @Test func aBundleSinceACommitWaitsForWhatCameBefore() throws {
    try withBundle { bench in
      _ = try bench.run("edit", "1", "--set", "/answer=3")
      let commit = try #require(try bench.run("log", "--json", "-n", "2").output.commits.last)
      let made = try bench.run("bundle", "create", "new.bundle", "--since", commit)
      #expect(made.output.hasPrefix("wrote new.bundle: 1 commit, 1 object"), "\(made)")
      let early = try bench.run("-C", "other", "bundle", "unpack", "../new.bundle")
      #expect(early.errors.contains("1 commit waits for something"), "\(early)")
      _ = try bench.run("-C", "other", "bundle", "unpack", "../all.bundle")
      #expect(try bench.run("-C", "other", "state").output == bench.run("state").output)
    }
  }

  @Test func everyChangedByteIsNoticedAndNothingIsTakenIn() throws {
    try withBundle { bench in
      let path = bench.directory.appending("all.bundle").string
      let bytes = try [UInt8](Data(contentsOf: URL(filePath: path)))
      _ = try bench.run("-C", "other", "status")
      let before = try bench.contents().filter { $0.key.hasPrefix("other") }
      for place in stride(from: 0, to: bytes.count, by: 151) {
        var broken = bytes
        broken[place] ^= 0x10
        try bench.write("broken.bundle", bytes: broken)
        let outcome = try bench.run("-C", "other", "bundle", "unpack", "../broken.bundle")
        #expect(outcome.status == 1, "byte \(place): \(outcome)")
        #expect(try bench.run("bundle", "verify", "broken.bundle").status == 1)
      }
      #expect(try bench.contents().filter { $0.key.hasPrefix("other") } == before)
    }
  }

  @Test func whatIsMissingMakesNoBundle() throws {
    try withSmallStore { bench in
      let head = try #require(try bench.run("ls", "--json").output.ids.first)
      try bench.remove(".taglio/objects/\(head.prefix(2))/\(head.dropFirst(2))")
      let outcome = try bench.run("bundle", "create", "all.bundle")
      #expect(outcome.status == 4, "\(outcome)")
      #expect(try !bench.files().contains("all.bundle"))
    }
  }
}

extension String {
  /// The ids of commits in a log.
  fileprivate var commits: [String] {
    components(separatedBy: "\"id\":\"").dropFirst().map { String($0.prefix(64)) }
  }
}
