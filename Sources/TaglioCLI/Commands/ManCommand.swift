import ArgumentParser
import SystemPackage
import TaglioKit
import TaglioSystem

struct ManCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "man",
    abstract: "Print a manual page, or write all of them.",
    discussion: """
      Without COMMAND it is the page of the program. Pages are made from what --help says, for \
      man and for mandoc.

      EXAMPLES
        taglio man ls | man -l -
        taglio man --output ~/.local/share/man/man1
      """
  )

  @Argument(
    help: ArgumentHelp("A command of taglio.", valueName: "command"),
    completion: .custom { _, _, _ in TaglioProgram.commandNames.sorted() }
  )
  var command: String?

  @Option(
    help: ArgumentHelp("Write all pages into this directory.", valueName: "dir"),
    completion: .directory
  )
  var output: String?

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  func validate() throws {
    if command != nil && output != nil {
      throw ValidationError("--output writes all pages; leave \(command ?? "") out")
    }
    if output == "" { throw ValidationError("--output needs a directory") }
  }

  func run(in session: Session) throws -> ExitStatus {
    let pages = ManualPage.all(try CommandInfo.ofProgram())
    if let output {
      try write(pages, to: session.path(output), session.disk)
      try session.show(ManualFiles(directory: output, files: pages.map(\.fileName)))
    } else {
      try session.show(ManualView(page: try page(pages)))
    }
    return .done
  }

  private func page(_ pages: [ManualPage]) throws -> ManualPage {
    let name = command.map { "taglio-\($0)" } ?? "taglio"
    if let page = pages.first(where: { $0.name == name }) { return page }
    throw TaglioError.noCommand(command ?? "")
  }

  private func write(_ pages: [ManualPage], to directory: FilePath, _ disk: Disk) throws {
    try disk.makeDirectories(directory)
    let publisher = Publisher(disk: disk, root: directory, durability: .none)
    for page in pages {
      try publisher.replace(name: page.fileName, bytes: Array(page.text.utf8))
    }
  }
}
