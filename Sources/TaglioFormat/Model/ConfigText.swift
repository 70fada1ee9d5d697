/// The text of a file of settings, for changing one line and nothing else: comments, order and line
/// ends stay.
package struct ConfigText: Hashable, Sendable {
  /// The lines without their line feeds; the last one is empty where the text ends with one.
  private(set) var lines: [String]

  /// Takes any text; lines that do not read stay as they are.
  package init(_ text: String) {
    lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { String($0) }
  }

  package var text: String { lines.joined(separator: "\n") }

  /// Gives a setting a value, in its line or in a new one at the end.
  ///
  /// - Precondition: `value` holds no line break.
  package mutating func set(_ name: Config.Name, to value: String) {
    set(name.rawValue, to: value)
  }

  /// Says where another copy is, in its line or in a new one at the end.
  package mutating func set(_ name: RemoteName, to url: RemoteURL) {
    set(Config.remotePrefix + name.description, to: url.description)
  }

  private mutating func set(_ name: String, to value: String) {
    let line = "\(name) = \(value)"
    if let index = index(of: name) {
      lines[index] = line + (lines[index].unicodeScalars.last == "\r" ? "\r" : "")
      return
    }
    if lines.last?.isEmpty == true { lines.removeLast() }
    lines += [line, ""]
  }

  /// Takes a setting's line out.
  ///
  /// - Returns: false where it has none.
  package mutating func remove(_ name: Config.Name) -> Bool { remove(name.rawValue) }

  /// Takes the line of a remote out.
  ///
  /// - Returns: false where it has none.
  package mutating func remove(_ name: RemoteName) -> Bool {
    remove(Config.remotePrefix + name.description)
  }

  private mutating func remove(_ name: String) -> Bool {
    guard let index = index(of: name) else { return false }
    lines.remove(at: index)
    return true
  }

  private func index(of name: String) -> Int? {
    lines.firstIndex { line in
      if case .setting(name, _) = ConfigLine(line) { true } else { false }
    }
  }
}
