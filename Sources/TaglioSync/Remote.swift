package import TaglioFormat
package import TaglioKit

/// Another copy, to bring commits from and to.
package protocol Remote {
  /// Brings what the other copy has and this one lacks.
  func fetch(isDryRun: Bool) throws -> SyncReport
  /// Brings the other copy what this one has and it lacks.
  func push(isDryRun: Bool) throws -> SyncReport
}

/// What remotes need of the world around them.
package struct SyncTools {
  /// For opening repositories.
  package var options: Repository.Options
  /// Runs programs.
  package var runner: any CommandRunner
  /// What is called in place of `ssh`: a program and its options, with spaces between them.
  package var shell = "ssh"
  package var progress: SyncProgress?

  package init(options: Repository.Options, runner: any CommandRunner) {
    self.options = options
    self.runner = runner
  }
}

/// This copy, and how it finds others.
package struct Synchroniser {
  package let directory: RepositoryDirectory
  package let repository: Repository
  let tools: SyncTools

  package init(_ directory: RepositoryDirectory, _ repository: Repository, _ tools: SyncTools) {
    self.directory = directory
    self.repository = repository
    self.tools = tools
  }

  /// The copy at a place.
  ///
  /// - Throws: where a directory holds no store that can be opened.
  package func remote(_ name: RemoteName, at url: RemoteURL) throws -> any Remote {
    switch url {
    case .directory(let path): try DirectoryRemote(name, path, self)
    case .ssh(let place): RsyncRemote(name, place, self)
    }
  }
}
