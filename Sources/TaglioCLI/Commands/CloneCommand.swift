import ArgumentParser
import SystemPackage
import TaglioFormat
import TaglioKit
import TaglioSync

struct CloneCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "clone",
    abstract: "Make a store that holds what another one has.",
    discussion: """
      Makes DIR with a store in it, remembers SRC as the remote origin and fetches. DIR must be \
      missing or empty; without it, it is called like the last part of SRC. A clone that was cut \
      off is continued by taglio fetch.

      EXAMPLES
        taglio clone ../team/evaluation
        taglio clone ada@lab.example.org:evaluation mine
      """
  )

  @Argument(
    help: ArgumentHelp(
      "A project's directory, HOST:PATH or ssh://USER@HOST:PORT/PATH.",
      valueName: "src"
    ),
    completion: .directory
  )
  var source: String

  @Argument(
    help: ArgumentHelp("The directory of the new project.", valueName: "dir"),
    completion: .directory
  )
  var directory: String?

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  func run(in session: Session) throws -> ExitStatus {
    let url = try session.remoteURL(source)
    let name = try directory ?? url.lastName
    let bar = session.progressBar("cloning")
    let clone = Clone(
      of: url,
      into: session.path(name),
      disk: session.disk,
      try session.syncTools(bar)
    )
    let result = Result { try clone.run() }
    try bar?.finish()
    let report = try result.get()
    try session.show(TransferView(reports: [report], clone: name))
    return report.status
  }
}

extension RemoteURL {
  /// What the last component of the path is called; of a path to `.taglio`, the one before it.
  fileprivate var lastName: String {
    get throws {
      let path: String =
        switch self {
        case .directory(let path): path
        case .ssh(let place): place.path
        }
      var directory = FilePath(path)
      if directory.lastComponent?.string == RepositoryDirectory.name {
        directory.removeLastComponent()
      }
      guard let name = directory.lastComponent, name.kind == .regular else {
        throw TaglioError(
          .usage,
          "\(self) does not tell what the new directory is to be called",
          help: "Name it: taglio clone SRC DIR"
        )
      }
      return name.string
    }
  }
}
