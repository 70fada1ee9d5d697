import ArgumentParser
import TaglioKit

/// Which part of a list is shown.
struct PageOptions: ParsableArguments {
  @Option(help: ArgumentHelp("At most this many.", valueName: "count"))
  var limit: Int?

  @Option(help: ArgumentHelp("Leave out so many at the beginning.", valueName: "count"))
  var offset = 0

  func validate() throws {
    if let limit, limit < 0 { throw ValidationError("--limit needs a number from 0 on") }
    if offset < 0 { throw ValidationError("--offset needs a number from 0 on") }
  }

  /// What the library is asked for.
  func request(_ session: Session, includesAll: Bool = false) -> PageRequest {
    session.page(limit: limit, offset: offset, includesAll: includesAll)
  }
}

extension Session {
  /// What a list in text stops after where nobody says how much is wanted.
  private static let defaultLimit = 50

  /// Part of a list; documents hold everything unless a limit is given.
  func page(limit: Int? = nil, offset: Int = 0, includesAll: Bool = false) -> PageRequest {
    let isText = settings.format == .text
    return PageRequest(
      offset: offset,
      limit: limit ?? (isText ? Session.defaultLimit : nil),
      includesAll: includesAll
    )
  }
}
