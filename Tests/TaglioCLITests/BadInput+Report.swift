extension BadInput {
  /// Reports of what cannot be told, and to where nothing can be written.
  static let reports: [BadInput] = [
    call("a report of no run", "report -o out.html", 64, "name a run", "latest"),
    call("a report of nothing that is here", "report feedfeed -o out.html", 6, "feedfeed"),
    call("a report of a case", "report 2 -o out.html", 6, "\"2\" is no run", "taglio run ls"),
    call("a report of an import", "report runs/imported -o out.html", 6, "is an import"),
    call(
      "a report in a format that no name tells",
      "report runs/sealed -o out.pdf",
      64,
      "\"out.pdf\" does not end with .html, .md or .xml",
      "--format"
    ),
    call("a report in no format", "report runs/sealed", 64, "standard output", "--format"),
    call("a report in an unknown format", "report runs/sealed --format pdf", 64, "pdf"),
    call(
      "a report into a directory that is missing",
      "report runs/sealed -o none/out.html",
      64,
      "there is no directory",
      "none/out.html"
    ),
    call(
      "a report over a file of somebody",
      "report runs/sealed -o notes.md",
      64,
      "\"notes.md\" is there already, and is no report",
      "--force",
      files: ["notes.md": "# Notes\n"]
    ),
    call(
      "a report over a directory",
      "report runs/sealed -o folder --format html --force",
      64,
      "\"folder\" is there already",
      files: ["folder/a.json": "{}"]
    ),
    call(
      "a report against a run with nothing in common",
      "report runs/sealed --against runs/open -o out.html",
      1,
      "have no case in common",
      "--against"
    ),
    call(
      "a report of one run twice",
      "report runs/open runs/open -o out.html",
      64,
      "is named twice"
    ),
    call(
      "a report of a run against itself",
      "report runs/open --against runs/open -o out.html",
      64,
      "is named twice"
    ),
    call("a report of groups by nothing", "report runs/open --by other:/x -o a.md", 64, "other:/x"),
    call("a limit of a report in HTML", "report runs/open -o a.html --limit 3", 64, "Markdown"),
    call("a limit below none", "report runs/open -o a.md --limit=-1", 64, "from 0 on"),
    call("to force standard output", "report 2 --format html --force", 64, "--force"),
  ]

  /// - Parameter line: the words of the call, between spaces.
  private static func call(
    _ name: String,
    _ line: String,
    _ status: Int32,
    _ says: String...,
    files: [String: String] = [:]
  ) -> BadInput {
    BadInput(
      name,
      files: files,
      run: line.split(separator: " ").map(String.init),
      status: status,
      says: says
    )
  }
}
