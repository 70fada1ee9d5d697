import ArgumentParser
import TaglioFormat
import TaglioKit
import TaglioSync

struct RemoteCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "remote",
    abstract: "Say where other copies of the store are.",
    discussion: """
      add remembers a place under a name, rm forgets it, ls lists all. A place is a directory, or \
      one on a machine that ssh reaches: HOST:PATH or ssh://USER@HOST:PORT/PATH; rsync must be on \
      both, taglio need not be there. Places are settings of this copy.

      EXAMPLES
        taglio remote add origin ../team/evaluation
        taglio remote add lab ada@lab.example.org:evaluation
        taglio remote ls
        taglio remote rm lab
      """
  )

  /// What is done.
  enum Action: String, ExpressibleByArgument, CaseIterable {
    case add, ls, rm
  }

  @Argument(help: ArgumentHelp("add, ls or rm.", valueName: "action"))
  var action: Action = .ls

  @Argument(help: ArgumentHelp("What the copy is called here.", valueName: "name"))
  var name: String?

  @Argument(
    help: ArgumentHelp("Where it is.", valueName: "place"),
    completion: .directory
  )
  var place: String?

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  func validate() throws {
    let count = [name, place].compactMap(\.self).count
    switch action {
    case .add where count != 2: throw ValidationError("add takes a name and a place")
    case .rm where count != 1: throw ValidationError("rm takes a name")
    case .ls where count != 0: throw ValidationError("ls takes no name")
    default: return
    }
  }

  func run(in session: Session) throws -> ExitStatus {
    let location = try session.location()
    let file = location.configFile
    switch (action, name, place) {
    case (.add, let name?, let place?):
      let name = try session.remoteName(name)
      let url = try session.remoteURL(place, in: location.project)
      let isThere = try location.hasStore(at: url, name)
      try file.add(name, url)
      try session.show(
        RemoteChange(name: name, url: url, file: "\(file.path)", isThere: isThere)
      )
    case (.rm, let name?, _):
      let name = try session.remoteName(name)
      try file.remove(name)
      try session.show(RemoteChange(name: name, url: nil, file: "\(file.path)"))
    default:
      try session.show(RemoteList(remotes: file.read().remotes))
    }
    return .done
  }
}
