import TaglioFormat
import TaglioKit

/// What was said of settings.
extension Session {
  /// All that is said about settings; the files are read when it is first needed.
  var layers: ConfigLayers {
    get throws {
      try loaded.value {
        var layers = callLayers
        if let store = try storeIfAny() { try layers.add(store.configFile) }
        if let user = userConfig { try layers.add(user) }
        return layers
      }
    }
  }

  /// The user's own file of settings; nil where the environment names no place for it.
  var userConfig: ConfigFile? { ConfigFile.user(console.setting, disk: disk) }

  /// The layers that need no files.
  private var callLayers: ConfigLayers {
    var layers = ConfigLayers()
    layers.flags = settings.flags
    layers.environment = console.environment
    let user = console.setting("USER") ?? console.setting("LOGNAME") ?? "somebody"
    layers.standardAuthor = console.hostName.isEmpty ? user : "\(user)@\(console.hostName)"
    return layers
  }

  private func storeIfAny() throws -> RepositoryDirectory? {
    do {
      return try location()
    } catch let error as TaglioError where error.code == .noRepository {
      return nil
    }
  }

  /// A setting that only makes things look better or handier.
  ///
  /// Files that do not read say nothing here: whatever opens the store refuses them.
  func comfortValue(_ name: Config.Name) -> ConfigLayers.Value {
    let layers: ConfigLayers
    do {
      layers = try self.layers
    } catch {
      layers = callLayers
    }
    return layers.value(name)
  }

  func comfort(_ name: Config.Name) -> String { comfortValue(name).text }

  /// The command line of the user's editor.
  var editor: String { comfort(.editor) }
}

/// A value that is made when it is first needed, by one thread.
final class Once<Value> {
  private var made: Value?

  func value(_ make: () throws -> Value) rethrows -> Value {
    if let made { return made }
    let value = try make()
    made = value
    return value
  }
}
