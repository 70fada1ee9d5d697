package import SystemPackage
package import TaglioFormat

/// All that is said about settings, the strongest first: the call, the environment variable of the
/// setting, the store's file, the user's file, variables shared with other programs, the default.
package struct ConfigLayers: Sendable {
  /// Where a value comes from.
  package enum Origin: Hashable, Sendable {
    /// An option of the call.
    case flag
    /// An environment variable.
    case variable(String)
    /// A line of a file, from 1.
    case file(FilePath, line: Int)
    /// Nobody said anything.
    case standard
  }

  /// A value and where it comes from.
  package struct Value: Hashable, Sendable {
    package var text: String
    package var origin: Origin

    package init(text: String, origin: Origin) {
      self.text = text
      self.origin = origin
    }
  }

  /// What options of the call say.
  package var flags: [Config.Name: String] = [:]
  /// The value of an environment variable, nil where it is not set.
  package var environment: @Sendable (String) -> String? = { _ in nil }
  /// The files, the strongest first.
  package private(set) var files: [(path: FilePath, config: Config)] = []
  /// Who makes commits where nobody says.
  package var standardAuthor = ""

  package init() {}

  /// Reads one more file, which is weaker than those before.
  package mutating func add(_ file: ConfigFile) throws {
    files.append((file.path, try file.read()))
  }

  /// The value that counts.
  package func value(_ name: Config.Name) -> Value {
    said(name) ?? Value(text: name.standard ?? standardAuthor, origin: .standard)
  }

  /// The value that counts, where it is one that the setting can have.
  package func checked(_ name: Config.Name) throws -> Value {
    let value = value(name)
    guard let problem = name.problem(with: value.text) else { return value }
    throw value.origin.refusal(
      "the setting \(name.rawValue) is \"\(value.text)\": \(problem)"
    )
  }

  /// Where other copies are, as settings: `remote.NAME`, by name.
  package var remotes: [(name: String, value: Value)] {
    files.flatMap { path, config in
      config.remotes.sorted { $0.key < $1.key }.map { name, url in
        let line = config.remoteLines[name] ?? 0
        return (
          "\(Config.remotePrefix)\(name)",
          Value(text: url.description, origin: .file(path, line: line))
        )
      }
    }
  }

  /// Where the copy is that a setting `remote.NAME` is of; nil where it is none.
  package func remote(setting name: String) -> Value? {
    remotes.first { $0.name == name }?.value
  }

  /// What was said of settings that commands take from the call or from here; defaults are left out.
  package func effective() throws -> Config {
    var config = Config()
    for name in Config.Name.allCases where said(name) != nil {
      config.values[name] = try checked(name).text
    }
    return config
  }

  private func said(_ name: Config.Name) -> Value? {
    let own = [
      flags[name].map { Value(text: $0, origin: .flag) }, variable(name.variable),
    ]
    let shared = name.sharedVariables.map { variable($0) }
    return (own + files.map { value(name, $0.path, $0.config) } + shared)
      .compactMap(\.self)
      .first { !$0.text.isEmpty || name.mayBeEmpty }
  }

  private func variable(_ name: String) -> Value? {
    environment(name).map { Value(text: $0, origin: .variable(name)) }
  }

  private func value(_ name: Config.Name, _ path: FilePath, _ config: Config) -> Value? {
    guard let text = config.values[name], let line = config.lines[name] else { return nil }
    return Value(text: text, origin: .file(path, line: line))
  }
}

extension ConfigLayers.Origin {
  /// An error about a value from here, with the way out.
  fileprivate func refusal(_ message: String) -> TaglioError {
    switch self {
    case .flag: TaglioError(.usage, message, help: "Give another value.")
    case .variable(let name):
      TaglioError(.usage, "\(name): \(message)", help: "Correct or unset \(name).")
    case .file(let path, let line):
      TaglioError(.badInput, "\(path):\(line): \(message)", help: "Correct the line.")
    case .standard: TaglioError(.failed, message, help: "Set it with: taglio config")
    }
  }
}
