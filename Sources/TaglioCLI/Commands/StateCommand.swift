import ArgumentParser
import TaglioFormat
import TaglioKit

struct StateCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "state",
    abstract: "Print the whole state as one canonical document.",
    discussion: """
      Equal sets of objects give equal bytes, on every copy, whatever the order in which they \
      came. It is always JSON, with or without --json.

      EXAMPLES
        taglio state --json
        cmp <(taglio -C a state) <(taglio -C b state)
        taglio state --at 1a2b3c4d
      """
  )

  @OptionGroup
  var past: PastOption

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  func run(in session: Session) throws -> ExitStatus {
    try session.withRepository(asOf: past) { repository in
      let state = try repository.snapshot.stateDocument()
      try session.console.output.write(state.bytes + [UInt8(ascii: "\n")])
    }
    return .done
  }
}
