import SystemPackage
import TaglioFormat
import TaglioKit
import TaglioSystem

/// One command on its way: where it works, and how it shows what it found.
struct Session {
  private(set) var console: Console
  let settings: Settings
  /// The directory that names of files are relative to.
  let directory: FilePath
  let loaded = Once<ConfigLayers>()
  private let found = Once<RepositoryDirectory>()
  private let progress = CurrentProgress()

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

  /// Where files are.
  var disk: Disk { console.disk }

  /// The same session with another place for its data.
  func writing(to output: OutputChannel) -> Session {
    var session = self
    session.console.output = output
    return session
  }

  /// The file that a name from the command line stands for.
  func path(_ name: String) -> FilePath { directory.pushing(FilePath(name)) }

  // MARK: The store

  /// The store to work on: the one nearest above the directory that `-C` names, else the one that
  /// `TAGLIO_DIR` names, else the one nearest above the current directory.
  ///
  /// - Throws: `newer` for a store of a format that is not known: nothing in it is looked at.
  func location() throws -> RepositoryDirectory {
    let location = try locationOfAnyFormat()
    try location.checkFormat()
    return location
  }

  /// As `location()`, also where the format is not known.
  func locationOfAnyFormat() throws -> RepositoryDirectory {
    if settings.directory == nil, let name = console.setting("TAGLIO_DIR") {
      return try location(named: name)
    }
    // Settings and store are looked for one after the other, and are in one place.
    return try found.value {
      guard let found = try RepositoryDirectory.find(from: directory, disk: disk) else {
        throw TaglioError.noRepository("\(directory)")
      }
      return found
    }
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

  /// As above; `body` gets also what was said of settings.
  func withRepository<R>(
    at location: RepositoryDirectory,
    _ title: String,
    _ body: (Repository, Config) throws -> R
  ) throws -> R {
    let config = try layers.effective()
    let progress = progressBar(title)
    var options = try repositoryOptions()
    if let progress { options.progress = { done, total in try progress.update(done, of: total) } }
    let result = Result {
      let repository = try Repository(location, config: config, options: options)
      return try repository.recovering { try body(repository, config) }
    }
    try progress?.finish()
    return try result.get()
  }

  /// What a repository takes from the world around it.
  func repositoryOptions() throws -> Repository.Options {
    let author = try layers.checked(.author).text
    var options = Repository.Options(author: author, now: console.now, extra: Session.extra)
    options.patience = try patience()
    options.random = console.random
    return options
  }

  /// How long to wait for another command that writes; who waits long is told so once.
  private func patience() throws -> Patience {
    var patience = Patience.endless
    if let limit = DurationText.nanoseconds(try layers.checked(.wait).text) {
      patience.isOver = { $0 >= limit }
    }
    guard !settings.isQuiet else { return patience }
    let errors = console.errors
    patience.notice = {
      do {
        try errors.write("waiting for another taglio that is writing…\n")
        try errors.flush()
      } catch {
        // Nobody is there to read it; the wait goes on all the same.
      }
    }
    return patience
  }

  private static let extra = CanonicalJSON(
    unchecked: JSONTree.object([(name: "tool", value: .text(ProgramVersion.text))]).bytes
  )

  // MARK: Showing

  var style: Style { style(on: console.output) }

  /// How text looks on a channel.
  func style(on channel: OutputChannel) -> Style {
    let choice = settings.color ?? ColorChoice(rawValue: comfort(.color)) ?? .auto
    return Style(
      isColoured: choice.isColoured(channel, console),
      columns: channel.columns,
      showsWholeIDs: settings.isVerbose
    )
  }

  /// A bar on standard error, where a person would see it.
  func progressBar(_ title: String) -> ProgressBar? {
    guard console.errors.isTerminal, !settings.isQuiet else { return nil }
    let bar = ProgressBar(title, on: console.errors, clock: console.monotonic)
    progress.bar = bar
    return bar
  }

  /// Prints a report in the form that was asked for, where the progress bar was.
  func show(_ report: some Report) throws {
    try progress.bar?.finish()
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

  /// Prints a list of cases or experiments; as lines of JSON one by one, so that its length takes no
  /// memory.
  func show(
    _ found: LineageSelection,
    as report: (Page<LineageItem>) -> some Report
  ) throws {
    guard settings.format == .jsonLines else { return try show(report(found.page())) }
    try progress.bar?.finish()
    var line: [UInt8] = []
    let page = try found.forEach { item in
      line.removeAll(keepingCapacity: true)
      item.json.write(to: &line)
      line.append(UInt8(ascii: "\n"))
      try console.output.write(line)
    }
    for note in report(page).notes { try say(note) }
  }

  /// Tells a person something, on standard error.
  func say(_ note: String) throws {
    guard !settings.isQuiet else { return }
    try console.output.flush()
    try console.errors.write(style(on: console.errors).dim(note) + "\n")
  }
}

/// The bar that is on the screen now, if any; one session has one at a time.
private final class CurrentProgress {
  var bar: ProgressBar?
}
