import Foundation
import TestSupport
import Testing

/// What `Docs/sync.md` says of copying by hand, with the tools themselves.
@Suite struct CopyRecipeTests {
  /// Where a tool is missing, the test says so and ends.
  private func canRun(_ recipe: CopyRecipe) -> Bool {
    guard let obstacle = recipe.obstacle else { return true }
    print("note: the recipe \"\(recipe)\" is not tried: \(obstacle)")
    return false
  }

  private func page() throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try String(contentsOf: root.appending(path: "Docs/sync.md"), encoding: .utf8)
  }

  @Test func thePageHasTheRecipes() throws {
    let page = try page()
    for recipe in CopyRecipe.oneWay + [.bothWays, .backup] {
      for line in recipe.lines { #expect(page.contains("    \(line)\n"), "\(line)") }
    }
    for line in GitRecipe.all { #expect(page.contains("    \(line)\n"), "\(line)") }
  }

  @Test(arguments: CopyRecipe.oneWay)
  func oneWayBringsEverything(_ recipe: CopyRecipe) throws {
    guard canRun(recipe) else { return }
    try withTwoCopies { copies in
      try copies.add(1...5, to: copies.a)
      #expect(try copies.shell(recipe.lines) == 0)
      try copies.expectEqual("first")
      #expect(try copies.shell(recipe.lines) == 0)
      try copies.expectEqual("repeated")
      try copies.add(6...9, to: copies.a)
      _ = try copies.a.run("edit", "3", "--set", "/a=three")
      #expect(try copies.shell(recipe.lines) == 0)
      try copies.expectEqual("what came since")
    }
  }

  @Test func bothWaysUniteWhatWasDoneApart() throws {
    guard canRun(.bothWays) else { return }
    try withTwoCopies { copies in
      try copies.add(1...5, to: copies.a)
      #expect(try copies.shell(CopyRecipe.bothWays.lines) == 0)
      try copies.add(6...9, to: copies.a)
      try copies.add(10...13, to: copies.b)
      _ = try copies.a.run("edit", "3", "--set", "/a=three")
      _ = try copies.b.run("edit", "3", "--set", "/a=drei")
      #expect(try copies.shell(CopyRecipe.bothWays.lines) == 0)
      try copies.expectEqual()
      #expect(try copies.b.run("ls", "--jsonl").lines.count == 13)
      #expect(try copies.b.run("status").output.contains("heads"))
    }
  }

  /// Temporary files of rsync stay, and half of the objects.
  @Test func anInterruptedCopyIsCompletedByTheNext() throws {
    let recipe = CopyRecipe.oneWay[0]
    guard canRun(recipe) else { return }
    try withTwoCopies { copies in
      try copies.add(1...9, to: copies.a)
      #expect(try copies.shell(recipe.lines) == 0)
      for (number, file) in try copies.objects(copies.b).enumerated() where number % 2 == 0 {
        let parts = file.split(separator: "/")
        try copies.b.remove(file)
        try copies.b.write(".taglio/objects/\(parts[2])/.\(parts[3]).aB3xY9", "half")
      }
      #expect(try copies.b.run("status").status == 0)
      #expect(try copies.shell(recipe.lines) == 0)
      try copies.expectEqual()
    }
  }

  /// cp and tar keep the cut file that they left when they were interrupted.
  @Test(arguments: ["cp", "tar"])
  func aCutFileIsMendedFromTheOtherCopy(_ tool: String) throws {
    let recipe = try #require(CopyRecipe.oneWay.first { $0.description == tool })
    guard canRun(recipe) else { return }
    try withTwoCopies { copies in
      try copies.add(1...5, to: copies.a)
      let file = try #require(copies.objects(copies.a).first)
      try copies.b.write(file, bytes: [0x78, 0x9C, 0x01])
      #expect(try copies.shell(recipe.lines) == 0)
      let check = try copies.b.run("fsck")
      #expect(check.status == 0 && check.output.contains("cut"))
      #expect(try copies.b.run("fsck", "--repair", "--from", "../a").status == 0)
      try copies.expectEqual()
    }
  }

  @Test func aBackupBringsBackWhatIsLost() throws {
    guard canRun(.backup) else { return }
    try withTwoCopies { copies in
      try copies.add(1...5, to: copies.a)
      try copies.shell("mkdir backup")
      #expect(try copies.shell(CopyRecipe.backup.lines) == 0)
      let state = try copies.a.run("state").output
      let files = try copies.objects(copies.a)
      try copies.a.remove(files[0])
      try copies.a.write(files[1], "not what it was")
      #expect(try copies.a.run("fsck").status == 4)
      #expect(try copies.a.run("fsck", "--repair", "--from", "../backup/objects").status == 0)
      #expect(try copies.a.run("state").output == state)
      try copies.expectClean(copies.a)
    }
  }

  // MARK: What not to do

  @Test func whatDeleteTookAwayComesBack() throws {
    guard canRun(.bothWays) else { return }
    try withTwoCopies { copies in
      try copies.add(1...5, to: copies.a)
      try copies.shell(CopyRecipe.bothWays.lines)
      try copies.add(6...9, to: copies.b)
      let state = try copies.b.run("state").output
      try copies.shell("cp -R b/.taglio/objects third")
      #expect(try copies.shell("rsync -a --delete a/.taglio/objects/ b/.taglio/objects/") == 0)
      let check = try copies.b.run("fsck")
      #expect(check.status == 4)
      #expect(check.output.contains("commit-missing") || check.output.contains("object-missing"))
      #expect(try copies.b.run("fsck", "--repair", "--from", "../third").status == 0)
      #expect(try copies.b.run("state").output == state)
      try copies.expectClean(copies.b)
    }
  }

  @Test(arguments: ["rsync -a", "rsync -a --inplace", "rsync -aP", "rsync -a --append"])
  func aDamagedFileThatWentOverAGoodOneIsNamed(_ command: String) throws {
    guard canRun(.bothWays) else { return }
    try withTwoCopies { copies in
      try copies.add(1...5, to: copies.a)
      try copies.shell(CopyRecipe.bothWays.lines)
      let state = try copies.b.run("state").output
      try copies.shell("cp -R b/.taglio/objects third")
      let file = try #require(copies.objects(copies.a).first)
      try copies.shell("chmod u+w a/\(file) b/\(file)")
      try copies.a.write(file, String(repeating: "x", count: 4000))
      #expect(try copies.shell("\(command) a/.taglio/objects/ b/.taglio/objects/") == 0)
      let check = try copies.b.run("fsck")
      #expect(check.status == 4 && check.output.contains(file))
      #expect(try copies.b.run("fsck", "--repair", "--from", "../third").status == 0)
      #expect(try copies.b.run("state").output == state)
      try copies.expectClean(copies.b)
    }
  }
}
