import ArgumentParser
import SystemPackage
import TaglioKit
import TaglioSystem

struct InitCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Make a store in a project's directory.",
    discussion: """
      Makes DIR/.taglio, and DIR itself where it is missing. Where there is a store already, \
      nothing is changed. Without DIR it is the directory that TAGLIO_DIR names, else the current \
      one.

      EXAMPLES
        taglio init
        taglio init evaluation
      """
  )

  @Argument(
    help: ArgumentHelp("The project's directory.", valueName: "dir"),
    completion: .directory
  )
  var directory: String?

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  func run(in session: Session) throws -> ExitStatus {
    let store = RepositoryDirectory(path: storePath(session), disk: session.disk)
    let isNew = try store.create()
    let path = try session.disk.canonical(store.path)
    try session.show(InitReport(path: "\(path)", isNew: isNew))
    return .done
  }

  private func storePath(_ session: Session) -> FilePath {
    let named = session.settings.directory == nil ? session.console.setting("TAGLIO_DIR") : nil
    guard directory == nil, let named else {
      return session.path(directory ?? ".").appending(RepositoryDirectory.name)
    }
    let path = session.path(named)
    let isStore = path.lastComponent?.string == RepositoryDirectory.name
    return isStore ? path : path.appending(RepositoryDirectory.name)
  }
}
