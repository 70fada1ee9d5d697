import TaglioFormat

/// How text for people looks on one channel.
struct Style: Sendable {
  /// Whether the channel understands colours and the user wants them.
  var isColoured = false
  /// The width that lines should fit, nil for any.
  var columns: Int?
  /// Whether ids are written whole.
  var showsWholeIDs = false

  func id(_ id: ObjectID) -> String { yellow(plain(id)) }

  /// The id without colour, for columns.
  func plain(_ id: ObjectID) -> String { showsWholeIDs ? "\(id)" : id.short() }

  func bold(_ text: String) -> String { paint("1", text) }
  func dim(_ text: String) -> String { paint("2", text) }
  func red(_ text: String) -> String { paint("31", text) }
  func green(_ text: String) -> String { paint("32", text) }
  func yellow(_ text: String) -> String { paint("33", text) }

  private func paint(_ code: String, _ text: String) -> String {
    isColoured && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

/// When colours are used.
enum ColorChoice: String, CaseIterable, Sendable {
  case auto, always, never

  /// Whether `channel` gets colours.
  ///
  /// With `auto` only a terminal does, and not where `NO_COLOR` is set or the terminal
  /// calls itself `dumb`.
  func isColoured(_ channel: OutputChannel, _ console: Console) -> Bool {
    switch self {
    case .always: true
    case .never: false
    case .auto:
      channel.isTerminal && console.setting("NO_COLOR") == nil
        && console.setting("TERM") != "dumb"
    }
  }
}
