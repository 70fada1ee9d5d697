import Foundation
import SystemPackage
import TestSupport
import Testing

/// The recipes of `Docs/sync.md` for stores in a checkout.
enum GitRecipe {
  static let commit = "git add .taglio && git commit -q -m \"Cases\""
  static let merge = "git merge -q --no-edit other"
  static let bringBack = "git checkout -q other -- .taglio/objects"
  static let all = [commit, merge, bringBack]
}

@Suite(.enabled(if: Tool.isPresent("git"), "there is no git"))
struct GitRecipeTests {
  /// Two branches of one checkout, `main` and `other`, that each have cases of their own.
  private func withBranches(_ body: (TwoCopies, _ state: String) throws -> Void) throws {
    try withTwoCopies { copies in
      let a = copies.a
      try copies.add(1...3, to: a)
      try copies.shell("git init -q -b main .", GitRecipe.commit, in: "a")
      try copies.shell("git checkout -q -b other", in: "a")
      try copies.add(4...6, to: a)
      try copies.shell(GitRecipe.commit, in: "a")
      let state = try a.run("state").output
      try copies.shell("git checkout -q main", in: "a")
      try body(copies, state)
    }
  }

  @Test func onlyWhatIsForEveryCopyIsCommitted() throws {
    try withTwoCopies { copies in
      try copies.add(1...3, to: copies.a)
      _ = try copies.a.run("ls")
      try copies.shell("git init -q -b main .", GitRecipe.commit, in: "a")
      try copies.shell("git ls-files .taglio | grep -v /objects/ > list", in: "a")
      let list = try String(
        contentsOf: URL(filePath: copies.a.directory.appending("list").string),
        encoding: .utf8
      )
      #expect(
        list.split(separator: "\n") == [
          ".taglio/.gitattributes", ".taglio/.gitignore", ".taglio/config", ".taglio/format",
        ]
      )
    }
  }

  @Test func aCloneIsACopy() throws {
    try withTwoCopies { copies in
      try copies.add(1...5, to: copies.a)
      try copies.shell("git init -q -b main .", GitRecipe.commit, in: "a")
      #expect(try copies.shell("rm -r b", "git -c core.autocrlf=true clone -q a b") == 0)
      try copies.expectEqual()
    }
  }

  @Test func mergingBranchesUnitesThem() throws {
    try withBranches { copies, _ in
      #expect(try copies.a.run("fsck").status == 4)
      try copies.add(7...9, to: copies.a)
      try copies.shell(GitRecipe.commit, in: "a")
      #expect(try copies.shell(GitRecipe.merge, in: "a") == 0)
      try copies.expectClean(copies.a)
      #expect(try copies.a.run("ls", "--jsonl").lines.count == 9)
      #expect(try copies.shell("rm -r b", "git clone -q a b") == 0)
      try copies.expectEqual()
    }
  }

  @Test func whatACheckoutTookAwayComesBack() throws {
    try withBranches { copies, state in
      let check = try copies.a.run("fsck")
      #expect(check.status == 4 && check.output.contains("-missing"))
      #expect(try copies.shell(GitRecipe.bringBack, in: "a") == 0)
      #expect(try copies.a.run("state").output == state)
      try copies.expectClean(copies.a)
    }
  }
}
