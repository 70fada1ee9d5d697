import Synchronization
import SystemPackage
import TaglioKit
import TaglioRun
import TaglioSync

extension Session {
  /// The revision of the git checkout that the command is started in, and the files that differ from
  /// it; nil where there is no checkout or no git.
  ///
  /// Nothing that the checkout configures is executed, and nothing in it is written.
  func sourceRevision() throws -> RunMetadata.Source? {
    guard let revision = try git(["rev-parse", "--verify", "HEAD"])?.first,
      let status = try git(["status", "--porcelain", "--untracked-files=normal"])
    else { return nil }
    // Two letters for the state of the file, and a space.
    let dirty = status.prefix(Session.mostDirty).map { String($0.dropFirst(3)) }
    return RunMetadata.Source(revision: revision, dirty: dirty)
  }

  /// The most files that are named.
  private static let mostDirty = 100

  /// The lines that git prints; nil where it fails or is missing.
  private func git(_ arguments: [String]) throws -> [String]? {
    let lines = Mutex<[String]>([])
    let runner = console.runner ?? ProgramRunner()
    do {
      let outcome = try runner.run(
        "git",
        [
          "--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false", "-C",
          directory.string,
        ] + arguments
      ) { line in
        lines.withLock { $0.append(line.last == "\n" ? String(line.dropLast()) : line) }
      }
      return outcome.status == 0 ? lines.withLock { $0 } : nil
    } catch is ProgramIsMissing {
      return nil
    }
  }
}
