package import SystemPackage
package import TaglioFormat
package import TaglioSystem

/// A file of settings: that of a store, or the user's own.
package struct ConfigFile: Sendable {
  /// Whose settings they are.
  package enum Owner: Sendable {
    case store, user
  }

  package let path: FilePath
  package let owner: Owner
  private let disk: Disk

  private static let largest = 1 << 20

  package init(_ path: FilePath, of owner: Owner, disk: Disk = Disk()) {
    self.path = path
    self.owner = owner
    self.disk = disk
  }

  /// The settings; none where there is no file.
  package func read() throws -> Config {
    try parse(text() ?? "")
  }

  /// Gives a setting a value.
  ///
  /// The file and the directories that it is in are made where they are missing; everything else
  /// that it says stays.
  ///
  /// - Returns: what the file said before.
  package func set(_ name: Config.Name, to value: String) throws -> String? {
    if let problem = name.problem(with: value) {
      throw TaglioError(
        .usage,
        "\(name.rawValue) cannot be \"\(value)\": \(problem)",
        help: value.isEmpty
          ? "Take it out with: taglio config --unset \(name.rawValue)" : "Give another value."
      )
    }
    guard owner == .user || !name.isProgram else { throw ConfigFile.programInStore(name) }
    return try change { text in text.set(name, to: value) }.values[name]
  }

  /// Takes a setting out.
  ///
  /// - Returns: what the file said before.
  package func unset(_ name: Config.Name) throws -> String? {
    guard try text() != nil else { return nil }
    return try change { text in _ = text.remove(name) }.values[name]
  }

  /// - Returns: the settings before the change.
  func change(_ body: (inout ConfigText) -> Void) throws -> Config {
    let directory = path.removingLastComponent()
    if owner == .user { try disk.makeDirectories(directory) }
    let lock = owner == .user ? nil : FilePath(directory.string + "/lock")
    return try withLock(lock) {
      let old = try text() ?? ""
      let before = try parse(old, checksPrograms: false)
      var new = ConfigText(old)
      body(&new)
      if new.text != old { try replace(Array(new.text.utf8)) }
      return before
    }
  }

  private func withLock<R>(_ path: FilePath?, _ body: () throws -> R) throws -> R {
    guard let path else { return try body() }
    let lock = try FileLock.acquire(path, wait: true, disk: disk)
    let result = try body()
    _ = consume lock
    return result
  }

  /// Puts new contents in place of the file, or of the file that a link of the user leads to.
  private func replace(_ bytes: [UInt8]) throws {
    let status = try disk.status(path, followingLinks: true)
    let target = status == nil ? path : try disk.canonical(path)
    guard let name = target.lastComponent?.string else { return }
    let mode = status.map { FilePermissions(rawValue: CModeT($0.mode)) } ?? .mutable
    let publisher = Publisher(
      disk: disk,
      root: target.removingLastComponent(),
      durability: .each
    )
    try publisher.replace(name: name, mode: mode, bytes: bytes)
  }

  private func text() throws -> String? {
    let bytes: [UInt8]
    do throws(SystemError) {
      let origin: Disk.Origin = owner == .store ? .store : .user
      bytes = try disk.read(path, origin, limit: ConfigFile.largest)
    } catch {
      if error.isNotFound { return nil }
      throw error
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw refusal(1, "the file is not UTF-8", help: "Correct the file.")
    }
    return text
  }

  private func parse(_ text: String, checksPrograms: Bool = true) throws -> Config {
    let config: Config
    do throws(ConfigError) {
      config = try Config(text)
    } catch {
      throw refusal(error)
    }
    if owner == .store, checksPrograms {
      for name in Config.Name.allCases where name.isProgram {
        guard let line = config.lines[name] else { continue }
        throw refusal(line, ConfigFile.programInStore(name))
      }
    }
    if owner == .user, let line = config.remoteLines.values.min() {
      throw refusal(
        line,
        "remotes are those of one store",
        help: "Take the line out, and in a project: taglio remote add NAME PLACE"
      )
    }
    return config
  }

  // MARK: Refusals

  private static func programInStore(_ name: Config.Name) -> TaglioError {
    TaglioError(
      .usage,
      "\(name.rawValue) names a program, and nothing that stands in a store is run",
      help: "Set it for yourself: taglio config --user \(name.rawValue) PROGRAM"
    )
  }

  private func refusal(_ error: ConfigError) -> TaglioError {
    switch error.problem {
    case .form:
      refusal(error.line, "a line is \"name = value\"", help: "Correct the line.")
    case .repeated(let name):
      refusal(error.line, "\"\(name.rawValue)\" is set twice", help: "Take one of the lines out.")
    case .unknown(let name):
      refusal(error.line, TaglioError.noSetting(name))
    case .remoteName(let name):
      refusal(error.line, TaglioError.noRemoteName(name))
    case .remoteURL(let name, let fault):
      refusal(error.line, TaglioError.noRemoteURL("remote.\(name)", fault))
    case .repeatedRemote(let name):
      refusal(error.line, "\"remote.\(name)\" is set twice", help: "Take one of the lines out.")
    }
  }

  private func refusal(_ line: Int, _ error: TaglioError) -> TaglioError {
    refusal(line, error.message, help: error.help)
  }

  private func refusal(_ line: Int, _ message: String, help: String?) -> TaglioError {
    TaglioError(.badInput, "\(path):\(line): \(message)", help: help)
  }
}

extension ConfigFile {
  /// The user's own file: `$XDG_CONFIG_HOME/taglio/config`, else `~/.config/taglio/config`.
  ///
  /// As the XDG base directory specification has it, a path that is not absolute does not count.
  ///
  /// - Returns: nil where the environment names no directory.
  package static func user(_ environment: (String) -> String?, disk: Disk) -> ConfigFile? {
    func directory(_ variable: String) -> FilePath? {
      environment(variable).map { FilePath($0) }.flatMap { $0.isAbsolute ? $0 : nil }
    }
    let base = directory("XDG_CONFIG_HOME") ?? directory("HOME")?.appending(".config")
    return base.map {
      ConfigFile($0.appending("taglio").appending("config"), of: .user, disk: disk)
    }
  }
}
