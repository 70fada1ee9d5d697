package import TaglioFormat

/// The other copies that a store knows: settings of this copy.
extension ConfigFile {
  /// Remembers where a copy is.
  ///
  /// - Throws: `usage` where there is a remote of this name.
  package func add(_ name: RemoteName, _ url: RemoteURL) throws {
    if let old = try read().remotes[name] {
      throw TaglioError(
        .usage,
        "there is a remote \(name) already: \(old)",
        help: "Take another name, or take it out first: taglio remote rm \(name)"
      )
    }
    _ = try change { $0.set(name, to: url) }
  }

  /// Forgets where a copy is.
  ///
  /// - Throws: `notFound` where there is no remote of this name.
  package func remove(_ name: RemoteName) throws {
    let remotes = try read().remotes
    guard remotes[name] != nil else { throw TaglioError.noRemote(name, among: remotes) }
    _ = try change { text in _ = text.remove(name) }
  }
}

extension Config {
  /// The remote of a name; without one the only remote, or the one called `origin`.
  package func remote(_ name: RemoteName?) throws -> (name: RemoteName, url: RemoteURL) {
    if let name {
      guard let url = remotes[name] else { throw TaglioError.noRemote(name, among: remotes) }
      return (name, url)
    }
    if let url = remotes[.origin] { return (.origin, url) }
    guard let only = remotes.first, remotes.count == 1 else {
      guard !remotes.isEmpty else {
        throw TaglioError(
          .usage,
          "there is no remote",
          help: "Say where another copy is: taglio remote add origin PLACE"
        )
      }
      throw TaglioError(
        .usage,
        "there are several remotes and none is called origin",
        help: "Name one: \(Config.list(remotes.keys.sorted().map(\.description), "or"))"
      )
    }
    return (only.key, only.value)
  }
}

extension TaglioError {
  static func noRemote(_ name: RemoteName, among remotes: [RemoteName: RemoteURL]) -> TaglioError {
    let names = remotes.keys.sorted().map(\.description)
    return TaglioError(
      .notFound,
      "there is no remote \(name)",
      help: names.isEmpty
        ? "Say where it is: taglio remote add \(name) PLACE"
        : "There are \(Config.list(names, "and")); see: taglio remote ls"
    )
  }

  /// Says that a remote cannot be called so.
  package static func noRemoteName(_ text: String, code: Code = .usage) -> TaglioError {
    TaglioError(
      code,
      "\"\(text)\" is no name of a remote",
      help: "A name is letters, digits, \"-\", \"_\" and \".\", with a letter or digit first."
    )
  }

  /// Says that a text is no place of a copy.
  package static func noRemoteURL(
    _ subject: String,
    _ fault: RemoteURL.Fault,
    code: Code = .usage
  ) -> TaglioError {
    TaglioError(
      code,
      "\(subject): \(fault.reason)",
      help: "A place is a directory, HOST:PATH or ssh://USER@HOST:PORT/PATH; "
        + "a directory's name with a colon is written ./a:b."
    )
  }
}
