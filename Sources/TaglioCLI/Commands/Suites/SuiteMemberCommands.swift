import ArgumentParser
import TaglioKit

struct SuiteAddCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Add cases to a suite.",
    discussion: """
      They are listed at their heads. Members stay as they are listed; all that is named is added, \
      or nothing.

      EXAMPLES
        taglio suite add easy sum-4
        taglio suite add easy --from hard -m "All of them"
        taglio suite add easy - < keys.txt
      """
  )

  @Argument(help: ArgumentHelp("The suite.", valueName: "suite"), completion: .version)
  var suite: String

  @OptionGroup var members: MemberOptions

  @OptionGroup var commit: MessageOption

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  func validate() throws { try members.requireSome() }

  func run(in session: Session) throws -> ExitStatus {
    try session.change(suite, .add, members, commit)
  }
}

struct SuiteRemoveCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Take cases out of a suite.",
    discussion: """
      The cases stay, and runs on the suite keep what they read. What is no member is said.

      EXAMPLES
        taglio suite remove easy sum-4
        taglio suite remove easy --from duplicates
      """
  )

  @Argument(help: ArgumentHelp("The suite.", valueName: "suite"), completion: .version)
  var suite: String

  @OptionGroup var members: MemberOptions

  @OptionGroup var commit: MessageOption

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  func validate() throws { try members.requireSome() }

  func run(in session: Session) throws -> ExitStatus {
    try session.change(suite, .remove, members, commit)
  }
}

struct SuitePinCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "pin",
    abstract: "List cases at a version.",
    discussion: """
      The version is the one that is named; a key stands for the head. With --from RUN it is the \
      one that the run read. What is no member becomes one.

      EXAMPLES
        taglio suite pin easy sum-2
        taglio suite pin easy sum-2~1
      """
  )

  @Argument(help: ArgumentHelp("The suite.", valueName: "suite"), completion: .version)
  var suite: String

  @OptionGroup var members: MemberOptions

  @OptionGroup var commit: MessageOption

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  func validate() throws { try members.requireSome() }

  func run(in session: Session) throws -> ExitStatus {
    try session.change(suite, .pin, members, commit)
  }
}

struct SuiteUnpinCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "unpin",
    abstract: "List members at their heads again.",
    discussion: """
      What is no member does not become one.

      EXAMPLES
        taglio suite unpin easy sum-2
        taglio suite unpin easy --from easy
      """
  )

  @Argument(help: ArgumentHelp("The suite.", valueName: "suite"), completion: .version)
  var suite: String

  @OptionGroup var members: MemberOptions

  @OptionGroup var commit: MessageOption

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  func validate() throws { try members.requireSome() }

  func run(in session: Session) throws -> ExitStatus {
    try session.change(suite, .unpin, members, commit)
  }
}

extension Session {
  /// Changes the members of a suite and says what came of it.
  fileprivate func change(
    _ suite: String,
    _ action: SuiteAction,
    _ members: MemberOptions,
    _ commit: MessageOption
  ) throws -> ExitStatus {
    let selection = try members.selection(self)
    let report = try withRepository("changing the suite") { repository in
      try repository.changeSuite(suite, action, selection, message: commit.message)
    }
    try show(SuiteChangeView(action: action, report: report))
    return .done
  }
}
