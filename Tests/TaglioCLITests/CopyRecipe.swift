import Foundation
import SystemPackage
import TestSupport
import Testing

/// Lines of a shell from `Docs/sync.md`, for the projects `a` and `b` in one directory.
struct CopyRecipe: Sendable, CustomStringConvertible {
  var description: String
  /// The programs that it needs.
  var tools: [String]
  /// As they stand on the page.
  var lines: [String]

  private static let rsync = "rsync -a --ignore-existing --exclude='.tmp-*'"
  private static let simple =
    "rsync -rt --modify-window=2 --ignore-existing --exclude='.tmp-*'"
  private static let forth = "\(rsync) a/.taglio/objects/ b/.taglio/objects/"
  private static let back = "\(rsync) b/.taglio/objects/ a/.taglio/objects/"

  /// Recipes that bring what `a` has to `b`.
  static let oneWay = [
    CopyRecipe(description: "rsync", tools: ["rsync"], lines: [forth]),
    CopyRecipe(
      description: "rsync over a remote shell",
      tools: ["rsync"],
      lines: ["\(rsync) a/.taglio/objects/ host:b/.taglio/objects/"]
    ),
    CopyRecipe(
      description: "cp",
      tools: ["cp"],
      lines: ["cp -R -n a/.taglio/objects/. b/.taglio/objects/"]
    ),
    CopyRecipe(
      description: "tar",
      tools: ["tar"],
      lines: [
        "tar -C a/.taglio/objects --exclude='.tmp-*' -cf - . | "
          + "tar -C b/.taglio/objects --skip-old-files -xf -"
      ]
    ),
    CopyRecipe(
      description: "a stick",
      tools: ["rsync"],
      lines: [
        "\(simple) a/.taglio/objects/ stick/", "\(simple) stick/ b/.taglio/objects/",
      ]
    ),
  ]

  /// The recipe that brings both to the same.
  static let bothWays = CopyRecipe(
    description: "rsync both ways",
    tools: ["rsync"],
    lines: [forth, back]
  )

  static let backup = CopyRecipe(
    description: "a backup",
    tools: ["rsync"],
    lines: ["\(rsync) a/.taglio/objects backup/"]
  )

  /// Why it cannot be run here; nil where it can.
  var obstacle: String? {
    let missing = tools.filter { !Tool.isPresent($0) }
    return missing.isEmpty ? nil : "there is no \(missing.joined(separator: ", "))"
  }
}

/// Two projects side by side.
struct TwoCopies {
  let directory: FilePath
  let a: Workbench
  let b: Workbench

  init(_ directory: FilePath) throws {
    self.directory = directory
    a = Workbench(directory.appending("a"))
    b = Workbench(directory.appending("b"))
    for bench in [a, b] {
      try bench.makeDirectory("")
      try bench.makeStore()
    }
  }

  /// Adds cases to one of them.
  func add(_ cases: ClosedRange<Int>, to bench: Workbench) throws {
    let name = "cases-\(cases.lowerBound).jsonl"
    try bench.write(name, cases.map { #"{"id":\#($0),"a":"\#($0)"}"# }.joined(separator: "\n"))
    let outcome = try bench.run("add", name, "--key", "id")
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  /// Runs lines of a shell in the directory of both, and says how they ended.
  ///
  /// What the lines call `host` is this machine, without a network in between.
  @discardableResult
  func shell(_ lines: String..., in place: String = "") throws -> Int32 {
    try shell(lines, in: place)
  }

  @discardableResult
  func shell(_ lines: [String], in place: String = "") throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-e", "-c", lines.joined(separator: "\n")]
    process.currentDirectoryURL = URL(filePath: directory.pushing(FilePath(place)).string)
    process.environment = ProcessInfo.processInfo.environment.merging([
      "RSYNC_RSH": try remoteShell(), "GIT_CONFIG_GLOBAL": "/dev/null",
      "GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@example.org",
      "GIT_COMMITTER_NAME": "Ada", "GIT_COMMITTER_EMAIL": "ada@example.org",
    ]) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// A program that is called as ssh is and runs the command here.
  private func remoteShell() throws -> String {
    let path = directory.appending("remote-shell").string
    if !FileManager.default.fileExists(atPath: path) {
      try Data("#!/bin/sh\nshift\nexec sh -c \"$*\"\n".utf8).write(to: URL(filePath: path))
      chmod(path, 0o755)
    }
    return path
  }

  func expectEqual(_ comment: Comment? = nil) throws {
    #expect(try a.run("state").output == b.run("state").output, comment)
    for bench in [a, b] { try expectClean(bench, comment) }
  }

  func expectClean(_ bench: Workbench, _ comment: Comment? = nil) throws {
    let outcome = try bench.run("fsck")
    #expect(outcome.status == 0, comment)
    #expect(outcome.output.contains("no problems found"), comment)
    #expect(!(try bench.run("status").output.contains("pending")), comment)
  }

  /// The files of the objects of one of them, relative to its directory.
  func objects(_ bench: Workbench) throws -> [String] {
    try bench.files().filter { $0.wholeMatch(of: /\.taglio\/objects\/..\/[0-9a-f]{62}/) != nil }
      .sorted()
  }
}

/// Calls `body` with two empty stores side by side.
func withTwoCopies<R>(_ body: (TwoCopies) throws -> R) throws -> R {
  try withTemporaryDirectory { try body(TwoCopies($0)) }
}
