package import SystemPackage
package import TaglioFormat
import TaglioStore
package import TaglioSystem

/// The directory `.taglio` of a project, and what stands in it.
package struct RepositoryDirectory: Sendable {
  package static let name = ".taglio"
  /// The format of a store that does not say which it has.
  package static let firstFormat = 1

  /// The directory `.taglio` itself.
  package let path: FilePath
  package let disk: Disk
  /// The steps between formats that are known.
  package let steps: [FormatStep]

  package init(path: FilePath, disk: Disk = Disk(), steps: [FormatStep] = FormatStep.all) {
    self.path = path
    self.disk = disk
    self.steps = steps
  }

  /// The project's directory, which holds `.taglio`.
  package var project: FilePath { path.removingLastComponent() }

  var objects: FilePath { path.appending("objects") }

  /// The store of the directory or of the nearest one above it; nil where there is none.
  package static func find(from start: FilePath, disk: Disk = Disk()) throws -> RepositoryDirectory?
  {
    var directory = try disk.canonical(start)
    while true {
      let candidate = RepositoryDirectory(path: directory.appending(name), disk: disk)
      if try candidate.exists { return candidate }
      let above = directory.removingLastComponent()
      if above == directory || above.isEmpty { return nil }
      directory = above
    }
  }

  /// Whether there is a store: a directory with a directory `objects`.
  ///
  /// - Throws: `damage` where a link has one of the two names. It is not followed: commands would
  ///   write into a store that nobody named.
  package var exists: Bool {
    get throws {
      for path in [path, objects] {
        guard let kind = try disk.status(path)?.kind else { return false }
        if kind == .link { throw RepositoryDirectory.isLink(path) }
        guard kind == .directory else { return false }
      }
      return true
    }
  }

  private static func isLink(_ path: FilePath) -> TaglioError {
    TaglioError(
      .damage,
      "\(path) is a symbolic link, and a store is a directory of its own",
      help: "Go to where the store is, with cd or -C; or take the link away."
    )
  }

  /// Makes the store, unless there is one.
  ///
  /// - Returns: whether it was made.
  package func create() throws -> Bool {
    if try exists { return false }
    try disk.makeDirectories(path)
    let publisher = Publisher(disk: disk, root: path, durability: .each)
    for (name, text) in RepositoryDirectory.files where try disk.status(path.appending(name)) == nil
    {
      try publisher.replace(name: name, bytes: Array(text.utf8))
    }
    try disk.makeDirectory(.path(path.appending("refs")))
    for step in steps { try step.build(self) }
    try writeFormat(newestFormat)
    // Last: a directory without it is no store yet, and making it again completes it.
    try disk.makeDirectory(.path(objects))
    try disk.syncDirectory(path)
    try disk.syncDirectory(project)
    return true
  }

  private static let files: [(name: String, text: String)] = [
    (".gitattributes", "* -text\n"),
    (
      ".gitignore",
      """
      accepted
      edit-*.yaml
      incoming/
      index
      lock
      packed-refs-*
      pushed/
      quarantine/
      refs/
      .tmp-*

      """
    ),
    (
      "config",
      """
      # Settings of this copy; see Docs/format/config.md.
      # author = Ada Lovelace <ada@example.org>
      # durability = batch
      # key = uuid
      # mutable = author,description,keywords,notes,priority,title

      """
    ),
  ]

  /// The file with the settings of this copy.
  package var configFile: ConfigFile {
    ConfigFile(path.appending("config"), of: .store, disk: disk)
  }

  /// The settings of this copy.
  package func config() throws -> Config { try configFile.read() }
}

extension Repository {
  /// Opens the store in a directory `.taglio` and takes in what came since.
  ///
  /// - Parameter config: the settings; nil for those of the store's own file.
  package convenience init(
    _ directory: RepositoryDirectory,
    config: Config? = nil,
    options: Options
  ) throws {
    try directory.checkFormat()
    let durability = try (config ?? directory.config()).durability
    let store = LooseStore(
      disk: directory.disk,
      directory: directory.objects,
      durability: durability
    )
    let books = directory.books(durability)
    try self.init(objects: store, books: books, options: options)
  }

  /// Opens the store that is nearest above a directory.
  ///
  /// - Throws: `noRepository` where there is none.
  public static func open(in directory: String, options: Options) throws -> Repository {
    guard let found = try RepositoryDirectory.find(from: FilePath(directory)) else {
      throw TaglioError.noRepository(directory)
    }
    return try Repository(found, options: options)
  }

  /// Makes a store in a directory, unless there is one, and opens it.
  public static func create(in directory: String, options: Options) throws -> Repository {
    let path = FilePath(directory).appending(RepositoryDirectory.name)
    let store = RepositoryDirectory(path: path)
    _ = try store.create()
    return try Repository(store, options: options)
  }

  /// An empty store that lives in memory.
  public static func inMemory(options: Options) throws -> Repository {
    try Repository(objects: MemoryStore(), books: MemoryBookkeeping(), options: options)
  }
}

extension TaglioError {
  package static func noRepository(_ directory: String) -> TaglioError {
    TaglioError(
      .noRepository,
      "there is no taglio store in \(directory) or above it",
      help: "Make one with: taglio init"
    )
  }
}

extension Config {
  /// The policy of flushing; `batch` where nothing is said.
  package var durability: Durability {
    get throws {
      guard let text = values[.durability], !text.isEmpty else { return .batch }
      guard let durability = Durability(rawValue: text) else {
        throw TaglioError(
          .badInput,
          "the setting durability is \"\(text)\"; it can be batch, each or none",
          help: "Correct .taglio/config."
        )
      }
      return durability
    }
  }
}
