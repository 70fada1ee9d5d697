import Foundation
import SystemPackage
import Testing

/// Remotes, fetch, push, sync and clone between directories, as people call them.
@Suite struct RemoteCommandTests {
  @Test func aTeamOfTwo() throws {
    try withSmallStore { bench in
      let cloned = try bench.run("clone", ".", "../copy")
      #expect(cloned.status == 0, "\(cloned.errors)")
      #expect(cloned.lines[0] == "made a taglio store in ../copy")
      #expect(cloned.lines[1].hasPrefix("2 commits, 6 objects ("))
      #expect(cloned.lines[1].hasSuffix(") from origin"))
      #expect(try bench.run("-C", "../copy", "state").output == bench.run("state").output)
      let list = try bench.run("-C", "../copy", "remote", "ls")
      #expect(list.output == "origin  \(bench.directory)\n")
      _ = try bench.run("-C", "../copy", "edit", "1", "--set", "/answer=3")
      _ = try bench.run("edit", "2", "--set", "/answer=4")
      let planned = try bench.run("-C", "../copy", "sync", "-n")
      #expect(planned.lines.count == 2)
      #expect(planned.lines[0].hasPrefix("would bring 1 commit, 1 object ("))
      #expect(planned.lines[1].hasPrefix("would send 1 commit, 1 object ("))
      let synced = try bench.run("-C", "../copy", "sync")
      #expect(synced.lines[0].hasPrefix("1 commit, 1 object ("))
      #expect(synced.lines[1].hasSuffix(") to origin"))
      #expect(try bench.run("-C", "../copy", "state").output == bench.run("state").output)
      #expect(
        try bench.run("-C", "../copy", "sync").output
          == "nothing new from origin\nnothing new for origin\n"
      )
      #expect(try bench.run("-C", "../copy", "fsck").status == 0)
      #expect(try bench.run("fsck").status == 0)
    }
  }

  /// Whoever meets damage is told where a good file is; a remote that has none is not named.
  @Test func damageNamesTheRemoteThatHelps() throws {
    try withSmallStore { bench in
      #expect(try bench.run("clone", ".", "../copy").status == 0)
      #expect(try bench.run("clone", ".", "../other copy").status == 0)
      let id = try bench.run("ls", "-v").lines[0].split(separator: " ")[1]
      let file = "/.taglio/objects/\(id.prefix(2))/\(id.dropFirst(2))"
      for damaged in [".", "../copy"] { try bench.write(damaged + file, "harm") }
      let unaided = try bench.run("show", "\(id)")
      #expect(unaided.status == 4 && unaided.errors.contains("--from COPY"), "\(unaided.errors)")
      _ = try bench.run("remote", "add", "far", "ada@lab:data")
      let asked = try bench.run("show", "\(id)")
      #expect(asked.errors.contains("remote far was not asked"), "\(asked.errors)")
      _ = try bench.run("remote", "add", "bad", "../copy")
      #expect(try bench.run("show", "\(id)").errors == asked.errors)
      _ = try bench.run("remote", "add", "good", "../other copy")
      let named = try bench.run("show", "\(id)", "--json")
      let command = try #require(named.errors.split(separator: "--from ").last)
      #expect(command.hasSuffix("/other copy'\n"), "\(named.errors)")
      #expect(named.errors.contains("taglio fsck --repair --from"))
      #expect(try bench.run("fsck", "--repair", "--from", "../other copy").status == 0)
      #expect(try bench.run("show", "\(id)").status == 0)
    }
  }

  @Test func remotesAreSettingsOfTheCopy() throws {
    try withSmallStore { bench in
      try bench.write(".taglio/config", "# mine\ndurability = none\n")
      let added = try bench.run("remote", "add", "lab", "ada@lab:data")
      #expect(added.output == "the remote lab is ada@lab:data\n")
      let near = try bench.run("remote", "add", "near", "../near")
      #expect(near.errors == "there is no taglio store there yet\n")
      #expect(
        try bench.run("remote").output == "lab   ada@lab:data\nnear  ../near\n"
      )
      #expect(
        try bench.run("remote", "--json").output == """
          {"remotes":[{"name":"lab","place":"ada@lab:data"},{"name":"near","place":"../near"}]}

          """
      )
      #expect(try bench.run("config", "remote.lab").output == "ada@lab:data\n")
      #expect(
        try bench.run("config").lines.contains { line in
          line.hasPrefix("remote.near ") && line.hasSuffix("= ../near")
        }
      )
      #expect(try bench.run("remote", "rm", "lab").output == "took out the remote lab\n")
      let file = try String(
        contentsOfFile: bench.directory.string + "/.taglio/config",
        encoding: .utf8
      )
      #expect(file == "# mine\ndurability = none\nremote.near = ../near\n")
    }
  }

  @Test func aRemoteThatIsWrittenElsewhereIsKeptAsItIsFromAnywhere() throws {
    try withSmallStore { bench in
      try bench.makeDirectory("inside")
      _ = try bench.run("remote", "add", "a", "../../copy", in: "inside")
      let place = bench.directory.removingLastComponent().appending("copy")
      #expect(try bench.run("remote").output == "a  \(place)\n")
    }
  }

  @Test func aDamagedSourceEndsWith4AndNamesWhatFailed() throws {
    try withSmallStore { bench in
      let id = try bench.run("ls", "-v").lines[0].split(separator: " ")[1]
      try bench.write(".taglio/objects/\(id.prefix(2))/\(id.dropFirst(2))", "not zlib")
      let cloned = try bench.run("clone", ".", "../copy")
      #expect(cloned.status == 4)
      #expect(cloned.output.contains("refused \(id.prefix(12))"))
      #expect(cloned.errors.contains("for something: taglio status"))
      let document = try bench.run("-C", "../copy", "fetch", "--json")
      #expect(document.status == 4)
      #expect(document.output.hasPrefix(#"{"clone":null,"transfers":[{"bytes":"#))
      #expect(document.output.contains(#""refused":[{"kept":null,"object":"\#(id)","reason":""#))
    }
  }

  @Test func aRemoteOfALaterFormatIsRefused() throws {
    try withSmallStore { bench in
      _ = try bench.run("init", "../copy")
      try bench.write("../copy/.taglio/format", "9\n")
      _ = try bench.run("remote", "add", "a", "../copy")
      let outcome = try bench.run("push")
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("the remote a: ") && outcome.errors.contains("format 9"))
    }
  }

  @Test func nothingIsLeftOfACloneOfNothing() throws {
    try withWorkbench { bench in
      try bench.makeDirectory("empty")
      let before = try bench.files()
      for target in ["empty", "deep/new"] {
        #expect(try bench.run("clone", "nowhere", target).status == 10)
        #expect(try bench.files() == before)
      }
    }
  }
}
