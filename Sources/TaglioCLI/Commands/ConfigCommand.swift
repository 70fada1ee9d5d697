import ArgumentParser
import TaglioFormat
import TaglioKit

struct ConfigCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Show settings, or change one.",
    discussion: """
      A setting is what -c says, else the variable TAGLIO_<NAME>, else .taglio/config, else your \
      own file ($XDG_CONFIG_HOME/taglio/config or ~/.config/taglio/config), else a default. \
      Changes go to .taglio/config, with --user to your own file. editor and pager name programs \
      and count in your own file only. Remotes are listed as remote.NAME and changed by taglio remote.

      EXAMPLES
        taglio config --show-origin
        taglio config key id
        taglio config --user author "Ada Lovelace <ada@example.org>"
        taglio config --unset key
      """
  )

  @Argument(help: ArgumentHelp("The setting.", valueName: "name"), completion: .setting)
  var name: String?

  @Argument(help: ArgumentHelp("Its new value.", valueName: "value"))
  var value: String?

  @Flag(help: "Say where values come from.")
  var showOrigin = false

  @Flag(help: "Change your own file.")
  var user = false

  @Option(
    help: ArgumentHelp("Take a setting out of the file.", valueName: "name"),
    completion: .setting
  )
  var unset: String?

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  func validate() throws {
    if unset != nil && name != nil { throw ValidationError("--unset takes one name, no value") }
    if user && value == nil && unset == nil {
      throw ValidationError("--user goes with a value or --unset; see --show-origin")
    }
    if showOrigin && (value != nil || unset != nil) {
      throw ValidationError("--show-origin is for showing settings")
    }
  }

  func run(in session: Session) throws -> ExitStatus {
    if let unset {
      try session.show(take(out: ConfigCommand.setting(unset), session))
    } else if let name, value == nil, let remote = try session.layers.remote(setting: name) {
      try session.show(SettingView(name: name, value: remote, showsOrigin: showOrigin))
    } else if let name {
      let name = try ConfigCommand.setting(name)
      if let value {
        try session.show(change(name, to: value, session))
      } else {
        let value = try session.layers.value(name)
        try session.show(SettingView(name: name.rawValue, value: value, showsOrigin: showOrigin))
      }
    } else {
      let layers = try session.layers
      let items = Config.Name.allCases.map { ($0.rawValue, layers.value($0)) }
      try session.show(SettingList(items: items + layers.remotes, showsOrigin: showOrigin))
    }
    return .done
  }

  /// The setting of a name that somebody wrote.
  static func setting(_ name: String) throws -> Config.Name {
    if let setting = Config.Name(rawValue: name) { return setting }
    guard name.hasPrefix(Config.remotePrefix) else { throw TaglioError.noSetting(name) }
    throw TaglioError(
      .usage,
      "\(name) is no setting that config changes",
      help: "See: taglio remote ls, taglio remote add NAME PLACE, taglio remote rm NAME"
    )
  }

  private func change(
    _ name: Config.Name,
    to value: String,
    _ session: Session
  ) throws -> SettingChange {
    let file = try file(session)
    let before = try file.set(name, to: value)
    return SettingChange(
      name: name,
      value: value,
      before: before,
      file: "\(file.path)",
      effective: try session.layers.value(name)
    )
  }

  private func take(out name: Config.Name, _ session: Session) throws -> SettingChange {
    let file = try file(session)
    guard let before = try file.unset(name) else {
      throw TaglioError(
        .notFound,
        "\(name.rawValue) is not set in \(file.path)",
        help: "See where settings come from: taglio config --show-origin"
      )
    }
    return SettingChange(
      name: name,
      value: nil,
      before: before,
      file: "\(file.path)",
      effective: try session.layers.value(name)
    )
  }

  /// The file to change.
  private func file(_ session: Session) throws -> ConfigFile {
    guard user else {
      do {
        return try session.location().configFile
      } catch var error as TaglioError where error.code == .noRepository {
        error.help = "Change your own settings with --user, or make a store with: taglio init"
        throw error
      }
    }
    guard let file = session.userConfig else {
      throw TaglioError(
        .failed,
        "there is no place for your own settings",
        help: "Set HOME or XDG_CONFIG_HOME to an absolute path."
      )
    }
    return file
  }
}
