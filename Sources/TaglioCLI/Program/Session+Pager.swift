import SystemPackage
import TaglioFormat
import TaglioKit

/// Long text on a terminal.
extension Session {
  /// Calls `body` with a session whose text goes through the user's pager, where there is one and a
  /// person at a terminal reads text.
  ///
  /// A reader who leaves the pager early has seen enough: the command then ends, and all is well.
  func throughPager(_ body: (Session) throws -> ExitStatus) throws -> ExitStatus {
    guard let command = pagerCommand else { return try body(self) }
    let pager = PagedOutput(command, console.startPager)
    let paged = writing(to: pager.channel(like: console.output))
    do {
      let result = Result { try body(paged) }
      try paged.console.output.flush()
      try pager.finish()
      return try result.get()
    } catch is ReaderHasLeft {
      try pager.finish()
      return .done
    }
  }

  private var pagerCommand: ShellCommand? {
    guard settings.usesPager, settings.format == .text, console.output.isTerminal else {
      return nil
    }
    let pager = comfortValue(.pager)
    let line = pager.origin == .standard ? standardPager : pager.text
    return line.isEmpty || line == "cat"
      ? nil : ShellCommand(line, words: [], in: console.directory)
  }

  /// `less`, where it is there and the terminal can do what it needs.
  private var standardPager: String {
    guard console.setting("TERM") != "dumb", console.hasProgram("less") else { return "" }
    return console.setting("LESS") == nil ? Config.Name.pager.standard ?? "" : "less"
  }
}
