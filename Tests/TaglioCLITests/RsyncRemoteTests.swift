import Foundation
import SystemPackage
import Testing

@testable import TaglioCLI

/// Remotes that `rsync` reaches, with a script in place of `ssh` that runs everything here.
@Suite(.enabled(if: ProcessRunner.path(of: "rsync") != nil, "there is no rsync on this machine"))
struct RsyncRemoteTests {
  /// A store, an empty directory `far` that is reached as `host:…`, and the script.
  private func withFarDirectory(_ body: (Workbench, FilePath) throws -> Void) throws {
    try withSmallStore { bench in
      let base = bench.directory.removingLastComponent()
      let far = base.appending("far")
      try bench.makeDirectory("../far")
      let script = base.appending("ssh")
      try bench.write(
        "../ssh",
        """
        #!/bin/sh
        while [ $# -gt 0 ]; do
          case "$1" in
            -l | -p) shift 2 ;;
            -*) shift ;;
            *) break ;;
          esac
        done
        echo "$1" >> '\(base)/hosts'
        shift
        exec sh -c "$*"
        """
      )
      chmod(script.string, 0o755)
      bench.environment["RSYNC_RSH"] = script.string
      _ = try bench.run("remote", "add", "origin", "ada@host:\(far)")
      try body(bench, far)
    }
  }

  @Test func aDirectoryWithoutTaglioServesATeam() throws {
    try withFarDirectory { bench, far in
      let early = try bench.run("fetch")
      #expect(early.status == 10 && early.errors.contains("taglio push origin"), "\(early.errors)")
      #expect(try bench.run("push", "-n").output.hasPrefix("would send 2 commits, 6 objects ("))
      #expect(try bench.files(below: far).isEmpty)
      let pushed = try bench.run("push")
      #expect(pushed.status == 0, "\(pushed.errors)")
      #expect(pushed.output.hasPrefix("2 commits, 6 objects ("))
      #expect(try bench.run("push").output == "nothing new for origin\n")
      let cloned = try bench.run("clone", "ssh://ada@host:22\(far)", "../third")
      #expect(cloned.status == 0, "\(cloned.errors)")
      #expect(try bench.run("-C", "../third", "state").output == bench.run("state").output)
      _ = try bench.run("-C", "../third", "edit", "1", "--set", "/answer=3")
      _ = try bench.run("edit", "2", "--set", "/answer=4")
      #expect(try bench.run("-C", "../third", "sync").status == 0)
      let synced = try bench.run("sync")
      #expect(synced.lines[0].hasPrefix("1 commit, 1 object ("))
      #expect(synced.lines[1].hasPrefix("1 commit, 1 object ("))
      #expect(try bench.run("-C", "../third", "fetch").status == 0)
      #expect(try bench.run("-C", "../third", "state").output == bench.run("state").output)
      let hosts = try String(
        contentsOfFile: far.removingLastComponent().appending("hosts").string,
        encoding: .utf8
      )
      #expect(Set(hosts.split(separator: "\n")) == ["host"])
    }
  }

  /// Lists of pushed commits have done their service when a taglio has taken the commits in.
  @Test func aTaglioThatOpensTheStoreTakesOverTheLists() throws {
    try withFarDirectory { bench, far in
      _ = try bench.run("push")
      let lists = far.appending(".taglio").appending("pushed")
      #expect(try bench.files(below: lists).count == 1)
      #expect(try bench.run("-C", "\(far)", "state").output == bench.run("state").output)
      #expect(try bench.files(below: lists).isEmpty)
      #expect(try bench.run("-C", "\(far)", "fsck").status == 0)
      #expect(try bench.run("push").output == "nothing new for origin\n")
      #expect(try bench.run("clone", "host:\(far)", "../third").status == 0)
      #expect(try bench.run("-C", "../third", "state").output == bench.run("state").output)
    }
  }

  @Test func nothingIsLeftOfACloneThatNeverReachedTheHost() throws {
    try withFarDirectory { bench, far in
      let before = try bench.files(below: far.removingLastComponent())
      let outcome = try bench.run("clone", "host:\(far)/nowhere", "../third")
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("there is no directory \(far)/nowhere on host"))
      #expect(try bench.files(below: far.removingLastComponent()).subtracting(before) == ["hosts"])
      bench.environment["RSYNC_RSH"] = "/nowhere/ssh"
      let missing = try bench.run("clone", "host:\(far)", "../third")
      #expect(missing.status == 1)
      #expect(missing.errors.contains("/nowhere/ssh"), "\(missing.errors)")
      #expect(try bench.files(below: far.removingLastComponent()).subtracting(before) == ["hosts"])
    }
  }

  @Test func whatDoesNotVerifyGoesToTheQuarantine() throws {
    try withFarDirectory { bench, far in
      _ = try bench.run("push")
      let id = try bench.run("ls", "-v").lines[0].split(separator: " ")[1]
      let file = "\(far)/.taglio/objects/\(id.prefix(2))/\(id.dropFirst(2))"
      let good = try Data(contentsOf: URL(filePath: file))
      chmod(file, 0o644)
      try Data("harm".utf8).write(to: URL(filePath: file))
      let cloned = try bench.run("clone", "host:\(far)", "../third")
      #expect(cloned.status == 4)
      #expect(cloned.output.contains("kept in .taglio/quarantine/incoming-origin-objects-"))
      let third = far.removingLastComponent().appending("third/.taglio/quarantine")
      #expect(try bench.files(below: third).count == 1)
      #expect(try bench.run("-C", "../third", "fetch").status == 4)
      #expect(try bench.files(below: third).count == 1)
      try good.write(to: URL(filePath: file))
      #expect(try bench.run("-C", "../third", "fetch").status == 0)
      #expect(try bench.run("-C", "../third", "state").output == bench.run("state").output)
    }
  }

  /// What the lists of a remote name is believed in nothing.
  @Test func listsThatLieDoNoHarm() throws {
    try withFarDirectory { bench, far in
      _ = try bench.run("push")
      let nowhere = String(repeating: "ab", count: 32) + "\n"
      try bench.write("../far/.taglio/pushed/\(String(repeating: "cd", count: 32))", nowhere)
      #expect(try bench.run("clone", "host:\(far)", "../third").status == 0)
      let list = "../far/.taglio/accepted/0000000000000001"
      try bench.write(list, nowhere + "no id at all\n")
      let fetched = try bench.run("-C", "../third", "fetch")
      #expect(fetched.status == 4)
      #expect(fetched.output.contains("refused abababababab: the commit is missing there"))
      try bench.write("../far/.taglio/accepted/0000000000000002", "")
      #expect(try bench.run("-C", "../third", "fetch").status == 0)
      try bench.write("../far/.taglio/format", "9\n")
      let newer = try bench.run("-C", "../third", "fetch")
      #expect(newer.status == 1 && newer.errors.contains("format 9"))
    }
  }

  /// What this copy holds damaged does not travel.
  @Test func damagedObjectsAreNotSent() throws {
    try withFarDirectory { bench, far in
      let id = try bench.run("ls", "-v").lines[0].split(separator: " ")[1]
      try bench.write(".taglio/objects/\(id.prefix(2))/\(id.dropFirst(2))", "harm")
      let pushed = try bench.run("push")
      #expect(pushed.status == 4)
      #expect(pushed.output.contains("refused \(id.prefix(12))"))
      let file = "\(far)/.taglio/objects/\(id.prefix(2))/\(id.dropFirst(2))"
      #expect(!FileManager.default.fileExists(atPath: file))
    }
  }
}

extension Workbench {
  /// The names of files below a directory; directories do not count.
  fileprivate func files(below path: FilePath) throws -> Set<String> {
    let names = try FileManager.default.subpathsOfDirectory(atPath: path.string)
    return Set(
      names.filter { name in
        var isDirectory: ObjCBool = false
        let file = path.string + "/" + name
        return FileManager.default.fileExists(atPath: file, isDirectory: &isDirectory)
          && !isDirectory.boolValue
      }
    )
  }
}
