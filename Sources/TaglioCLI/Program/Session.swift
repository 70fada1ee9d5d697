import SystemPackage
import TaglioFormat
import TaglioKit
import TaglioSystem

/// One command on its way: where it works, and how it shows what it found.
struct Session {
  let console: Console
  let settings: Settings
  /// The directory that names of files are relative to.
  let directory: FilePath
  let disk = Disk()

  init(_ console: Console, _ settings: Settings) throws {
    self.console = console
    self.settings = settings
    guard let name = settings.directory else {
      directory = console.directory
      return
    }
    directory = console.directory.pushing(FilePath(name))
    guard try disk.status(directory, followingLinks: true)?.kind == .directory else {
      throw TaglioError(
        .usage,
        "-C \(name): there is no such directory",
        help: "Name a directory that exists."
      )
    }
  }

  /// The file that a name from the command line stands for.
  func path(_ name: String) -> FilePath { directory.pushing(FilePath(name)) }

  // MARK: The store

  /// The store to work on: the one nearest above the directory that `-C` names, else the one that
  /// `TAGLIO_DIR` names, else the one nearest above the current directory.
  func location() throws -> RepositoryDirectory {
    if settings.directory == nil, let name = console.setting("TAGLIO_DIR") {
      return try location(named: name)
    }
    guard let found = try RepositoryDirectory.find(from: directory, disk: disk) else {
      throw TaglioError.noRepository("\(directory)")
    }
    return found
  }

  /// `TAGLIO_DIR` names a project's directory or the `.taglio` in it.
  private func location(named name: String) throws -> RepositoryDirectory {
    let path = path(name)
    let isStore = path.lastComponent?.string == RepositoryDirectory.name
    let store = RepositoryDirectory(
      path: isStore ? path : path.appending(RepositoryDirectory.name),
      disk: disk
    )
    guard try store.exists else {
      throw TaglioError(
        .noRepository,
        "TAGLIO_DIR is \"\(name)\", and there is no taglio store there",
        help: "Correct TAGLIO_DIR, or make a store with: taglio init \(name.shellWord)"
      )
    }
    return RepositoryDirectory(path: try disk.canonical(store.path), disk: disk)
  }

  /// Opens the store and calls `body`; `title` names the work on the progress bar.
  func withRepository<R>(
    _ title: String = "reading",
    _ body: (Repository) throws -> R
  ) throws -> R {
    try withRepository(at: location(), title) { repository, _ in try body(repository) }
  }

  func withRepository<R>(
    at location: RepositoryDirectory,
    _ title: String,
    _ body: (Repository, Config) throws -> R
  ) throws -> R {
    let config = try location.config()
    let progress = progressBar(title)
    var options = repositoryOptions(config)
    if let progress { options.progress = { done, total in try progress.update(done, of: total) } }
    let result = Result {
      let repository = try Repository(location, options: options)
      return try repository.recovering { try body(repository, config) }
    }
    try progress?.finish()
    return try result.get()
  }

  /// What a repository takes from the world around it.
  func repositoryOptions(_ config: Config) -> Repository.Options {
    Repository.Options(author: author(config), now: console.now, extra: Session.extra)
  }

  private static let extra = CanonicalJSON(
    unchecked: JSONTree.object([(name: "tool", value: .text(ProgramVersion.text))]).bytes
  )

  private func author(_ config: Config) -> String {
    if let author = config.values[.author] ?? console.setting("TAGLIO_AUTHOR"), !author.isEmpty {
      return author
    }
    let user = console.setting("USER") ?? console.setting("LOGNAME") ?? "somebody"
    return console.hostName.isEmpty ? user : "\(user)@\(console.hostName)"
  }

  // MARK: Programs

  /// The command line of the user's editor.
  var editor: String {
    console.setting("TAGLIO_EDITOR") ?? console.setting("VISUAL") ?? console.setting("EDITOR")
      ?? "vi"
  }

  // MARK: Showing

  var style: Style { style(on: console.output) }

  private func style(on channel: OutputChannel) -> Style {
    Style(
      isColoured: settings.color.isColoured(channel, console),
      columns: channel.columns,
      showsWholeIDs: settings.isVerbose
    )
  }

  /// A bar on standard error, where a person would see it.
  func progressBar(_ title: String) -> ProgressBar? {
    guard console.errors.isTerminal, !settings.isQuiet else { return nil }
    return ProgressBar(title, on: console.errors, clock: console.monotonic)
  }

  /// Prints a report in the form that was asked for.
  func show(_ report: some Report) throws {
    switch settings.format {
    case .json: try console.output.write(report.json.bytes + [UInt8(ascii: "\n")])
    case .jsonLines:
      for entry in report.entries { try console.output.write(entry.bytes + [UInt8(ascii: "\n")]) }
    case .text:
      guard !(settings.isQuiet && report.isConfirmation) else { return }
      try console.output.write(report.text(style))
    }
    for note in report.notes { try say(note) }
  }

  /// Tells a person something, on standard error.
  func say(_ note: String) throws {
    guard !settings.isQuiet else { return }
    try console.output.flush()
    try console.errors.write(style(on: console.errors).dim(note) + "\n")
  }
}
