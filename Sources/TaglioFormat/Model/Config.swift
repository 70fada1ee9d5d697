/// The settings of one file: lines `name = value`; `#` begins a comment line.
///
/// Names are known, each is set at most once. A value is what stands after the first `=`, without
/// the white space around it. `remote.NAME` says where another copy is.
package struct Config: Hashable, Sendable {
  /// A setting that is known.
  package enum Name: String, Sendable, CaseIterable {
    /// Who makes commits.
    case author
    /// When colours are used: `auto`, `always` or `never`.
    case color
    /// Which flushes are made: `batch`, `each` or `none`.
    case durability
    /// The command line of the editor.
    case editor
    /// The field that holds a record's key.
    case key
    /// The fields that become labels, between commas.
    case mutable
    /// The command line of the program that shows long output on a terminal.
    case pager
    /// How long a command waits while another one writes: a length of time, or `forever`.
    case wait
  }

  package var values: [Name: String] = [:]
  /// The line, from 1, in which a setting stands.
  package private(set) var lines: [Name: Int] = [:]
  /// The other copies, by name.
  package private(set) var remotes: [RemoteName: RemoteURL] = [:]
  /// The line, from 1, in which a remote stands.
  package private(set) var remoteLines: [RemoteName: Int] = [:]

  package init() {}

  /// Reads a file.
  package init(_ text: String) throws(ConfigError) {
    for (index, line) in ConfigText(text).lines.enumerated() {
      let number = index + 1
      switch ConfigLine(line) {
      case .ignored: continue
      case .malformed: throw ConfigError(line: number, problem: .form)
      case .setting(let name, let value):
        if name.hasPrefix(Config.remotePrefix) {
          try addRemote(name.dropFirst(Config.remotePrefix.count), value, number)
          continue
        }
        guard let known = Name(rawValue: name) else {
          throw ConfigError(line: number, problem: .unknown(name))
        }
        guard values.updateValue(value, forKey: known) == nil else {
          throw ConfigError(line: number, problem: .repeated(known))
        }
        lines[known] = number
      }
    }
  }

  /// What the name of a remote's setting begins with.
  package static let remotePrefix = "remote."

  private mutating func addRemote(
    _ text: Substring,
    _ value: String,
    _ line: Int
  ) throws(ConfigError) {
    guard let name = RemoteName(String(text)) else {
      throw ConfigError(line: line, problem: .remoteName(String(text)))
    }
    let url: RemoteURL
    do throws(RemoteURL.Fault) {
      url = try RemoteURL(value)
    } catch {
      throw ConfigError(line: line, problem: .remoteURL(name, error))
    }
    guard remotes.updateValue(url, forKey: name) == nil else {
      throw ConfigError(line: line, problem: .repeatedRemote(name))
    }
    remoteLines[name] = line
  }
}

/// A file of settings that does not read.
package struct ConfigError: Error, Hashable, Sendable {
  /// What is wrong with a line.
  package enum Problem: Hashable, Sendable {
    /// It is neither a setting nor a comment.
    case form
    /// No setting has this name.
    case unknown(String)
    /// The setting stands in an earlier line already.
    case repeated(Config.Name)
    /// A remote cannot have this name.
    case remoteName(String)
    /// The remote is no place of a copy.
    case remoteURL(RemoteName, RemoteURL.Fault)
    /// The remote stands in an earlier line already.
    case repeatedRemote(RemoteName)
  }

  /// The number of the line, from 1.
  package var line: Int
  package var problem: Problem

  package init(line: Int, problem: Problem) {
    self.line = line
    self.problem = problem
  }
}

/// What a line of a file of settings is.
enum ConfigLine: Equatable {
  /// A comment, or nothing.
  case ignored
  case setting(name: String, value: String)
  case malformed

  init(_ line: String) {
    let line = line.trimmed
    if line.isEmpty || line.hasPrefix("#") {
      self = .ignored
    } else if let equals = line.firstIndex(of: "=") {
      let value = line[line.index(after: equals)...]
      self = .setting(name: String(line[..<equals].trimmed), value: String(value.trimmed))
    } else {
      self = .malformed
    }
  }
}

extension StringProtocol {
  /// The text without the white space around it.
  fileprivate var trimmed: Substring {
    var text = Substring(self)
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return text
  }
}
