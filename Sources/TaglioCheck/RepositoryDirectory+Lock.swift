import TaglioKit
import TaglioStore

extension RepositoryDirectory {
  /// Calls `body` while nobody else can write.
  ///
  /// - Throws: `locked`, `older` and `newer`, what the settings and the system say, and what `body`
  ///   throws.
  func locked<R>(_ settings: Repository.Options, _ body: () throws -> R) throws -> R {
    let lock = try books(config().durability).requireLock(settings.patience)
    return try withExtendedLifetime(lock, body)
  }
}
