import ArgumentParser
import TaglioKit
import TaglioStore

struct ReindexCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "reindex",
    abstract: "Make refs and index anew from the objects.",
    discussion: """
      Both are derived and are kept up to date by every command; this is for after a repair.

      EXAMPLES
        taglio reindex
      """
  )

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  func run(in session: Session) throws -> ExitStatus {
    let report = try session.withRepository("indexing") { repository in
      try repository.reindex()
      let index = repository.snapshot.index
      return ReindexReport(commits: Int(index.commitCount), objects: Int(index.objectCount))
    }
    try session.show(report)
    return .done
  }
}
