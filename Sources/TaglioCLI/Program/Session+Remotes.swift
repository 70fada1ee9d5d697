import SystemPackage
import TaglioFormat
import TaglioKit
import TaglioSync
import TaglioSystem

extension Session {
  /// Opens the store and the remote that a name stands for, and calls `body`; `title` names the work
  /// on the progress bar.
  func withRemote<R>(
    _ name: String?,
    _ title: String,
    _ body: (any Remote) throws -> R
  ) throws -> R {
    let directory = try location()
    let remote = try directory.config().remote(name.map(remoteName))
    let repository = try Repository(
      directory,
      config: layers.effective(),
      options: repositoryOptions()
    )
    let bar = progressBar(title)
    let result = Result {
      let own = Synchroniser(directory, repository, try syncTools(bar))
      return try body(own.remote(remote.name, at: remote.url))
    }
    try bar?.finish()
    return try result.get()
  }

  /// What a remote needs of the world around it.
  func syncTools(_ bar: ProgressBar?) throws -> SyncTools {
    var tools = SyncTools(
      options: try repositoryOptions(),
      runner: console.runner ?? ProgramRunner()
    )
    if let shell = console.setting("RSYNC_RSH") { tools.shell = shell }
    if let bar {
      tools.progress = { done, total in
        try bar.update(done.objects, of: total?.objects, note: done.bytes.bytesInWords)
      }
    }
    return tools
  }

  /// Says where an object that is lost or damaged here can be had.
  func nameHolders(in failure: inout Failure) {
    guard let object = failure.object else { return }
    failure.help = holders(of: object) ?? failure.help
  }

  /// As a note, where the damage was shown and is no failure.
  func sayHolders(of object: ObjectID) throws {
    try say("help: " + (holders(of: object) ?? TaglioError.fromCopy))
  }

  /// What to do where a remote may help.
  private func holders(of object: ObjectID) -> String? {
    // Without a store there are no remotes, and the failure says why there is none.
    guard let store = try? location() else { return nil }
    let holders = Holders(of: object, in: store)
    if let holder = holders.directories.first {
      let place = holder.string.shellWord
      return "a remote has a good file of it: taglio fsck --repair --from \(place)"
    }
    return holders.others.first.map { other in
      TaglioError.fromCopy + ". The remote \(other) was not asked; a clone of it may have one."
    }
  }

  /// The name that somebody wrote.
  func remoteName(_ text: String) throws -> RemoteName {
    guard let name = RemoteName(text) else { throw TaglioError.noRemoteName(text) }
    return name
  }

  /// The place that somebody wrote; a directory's path as it is from anywhere, unless it was written
  /// in the project's directory.
  ///
  /// - Parameter project: the project's directory, which relative paths in settings are relative to.
  func remoteURL(_ text: String, in project: FilePath? = nil) throws -> RemoteURL {
    let url: RemoteURL
    do throws(RemoteURL.Fault) {
      url = try RemoteURL(text)
    } catch {
      throw TaglioError.noRemoteURL("\"\(text)\"", error)
    }
    guard case .directory(let path) = url else { return url }
    if try project == disk.canonical(directory) { return url }
    let place = self.path(path)
    let isThere = try disk.status(place, followingLinks: true) != nil
    return .directory("\(isThere ? try disk.canonical(place) : place.lexicallyNormalized())")
  }
}
