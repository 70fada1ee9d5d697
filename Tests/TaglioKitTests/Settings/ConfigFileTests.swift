import Foundation
import SystemPackage
import TaglioFormat
import TaglioKit
import TaglioSystem
import TestSupport
import Testing

/// Files of settings on disk.
@Suite struct ConfigFileTests {
  private func text(_ path: FilePath) throws -> String {
    try String(contentsOfFile: path.string, encoding: .utf8)
  }

  @Test func theUsersFileIsMadeWithItsDirectories() throws {
    try withTemporaryDirectory { (directory) throws in
      let path = directory.appending("a").appending("b").appending("config")
      let file = ConfigFile(path, of: .user)
      #expect(try file.read() == Config())
      #expect(try file.unset(.key) == nil)
      #expect(try Disk().status(directory.appending("a")) == nil)
      #expect(try file.set(.pager, to: "cat") == nil)
      #expect(try file.set(.pager, to: "less") == "cat")
      #expect(try text(path) == "pager = less\n")
      #expect(try file.unset(.pager) == "less")
      #expect(try text(path) == "")
    }
  }

  @Test func aLinkOfTheUserStaysAndSoDoesTheMode() throws {
    try withTemporaryDirectory { (directory) throws in
      let target = directory.appending("dotfile")
      let link = directory.appending("config")
      try Data("# mine\n".utf8).write(to: URL(filePath: target.string))
      try #require(chmod(target.string, 0o600) == 0)
      try #require(symlink(target.string, link.string) == 0)
      _ = try ConfigFile(link, of: .user).set(.author, to: "Ada")
      #expect(try Disk().status(link)?.kind == .link)
      #expect(try text(target) == "# mine\nauthor = Ada\n")
      #expect(try Disk().status(target)?.mode == 0o600)
    }
  }

  @Test func nothingThatIsRunCountsInAStore() throws {
    try withTemporaryDirectory { (directory) throws in
      let path = directory.appending("config")
      let file = ConfigFile(path, of: .store)
      for name in [Config.Name.pager, .editor] {
        let error = #expect(throws: TaglioError.self) { try file.set(name, to: "evil") }
        #expect(error?.help?.contains("--user \(name.rawValue)") == true)
        try Data("key = id\n\(name.rawValue) = evil\n".utf8).write(to: URL(filePath: path.string))
        let found = #expect(throws: TaglioError.self) { try file.read() }
        #expect(found?.message.contains("config:2: \(name.rawValue) names a program") == true)
        #expect(try file.unset(name) == "evil")
        #expect(try text(path) == "key = id\n")
      }
    }
  }

  @Test func aFileThatDoesNotReadIsLeftAlone() throws {
    try withTemporaryDirectory { (directory) throws in
      let path = directory.appending("config")
      for bytes in [Array("pgaer = x\n".utf8), Array("key\n".utf8), [0xFF, 0x0A]] {
        try Data(bytes).write(to: URL(filePath: path.string))
        #expect(throws: TaglioError.self) { try ConfigFile(path, of: .user).set(.key, to: "id") }
        #expect(try Disk().read(path) == bytes)
      }
    }
  }

  @Test func theUsersFileIsWhereXDGSays() {
    func path(_ variables: [String: String]) -> String? {
      ConfigFile.user({ variables[$0] }, disk: Disk())?.path.string
    }
    #expect(path(["HOME": "/h"]) == "/h/.config/taglio/config")
    #expect(path(["HOME": "/h", "XDG_CONFIG_HOME": "/x"]) == "/x/taglio/config")
    #expect(path(["HOME": "/h", "XDG_CONFIG_HOME": "x"]) == "/h/.config/taglio/config")
    #expect(path(["HOME": "h"]) == nil)
    #expect(path([:]) == nil)
  }
}
