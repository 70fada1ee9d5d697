import ArgumentParser
import Foundation
import Testing

@testable import TaglioCLI

/// `Docs/cli.md` says what the program knows, and nothing else.
@Suite struct DocumentationTests {
  private struct Help: Decodable {
    struct Command: Decodable {
      var commandName: String
      var abstract: String?
      var discussion: String?
      var arguments: [Argument]?
      var subcommands: [Command]?
    }

    struct Argument: Decodable {
      struct Name: Decodable {
        var kind: String
        var name: String

        var text: String { (kind == "long" ? "--" : "-") + name }
      }

      var names: [Name]?
    }

    var command: Command
  }

  private static let everywhere: Set<String> = [
    "-C", "--json", "--jsonl", "-q", "--quiet", "-v", "--verbose", "--color", "-c", "--setting",
    "--no-pager",
  ]
  private static let builtIn: Set<String> = ["-h", "--help", "--version"]

  /// A command, by the words that it is called by.
  private typealias Named = (name: String, command: Help.Command)

  private func root() throws -> Help.Command {
    let help = try JSONDecoder().decode(Help.self, from: Data(TaglioProgram._dumpHelp().utf8))
    return help.command
  }

  /// The commands, and in place of one that is made of others these.
  private func commands() throws -> [Named] {
    try members(of: root()).flatMap { command in
      let parts = members(of: command)
      return parts.isEmpty
        ? [(command.commandName, command)]
        : parts.map { ("\(command.commandName) \($0.commandName)", $0) }
    }
  }

  private func members(of command: Help.Command) -> [Help.Command] {
    (command.subcommands ?? []).filter { $0.commandName != "help" }
  }

  /// The sections of the page by their titles.
  private func sections() throws -> [String: String] {
    let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Docs/cli.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    let parts = text.components(separatedBy: "\n## ").dropFirst()
    return Dictionary(
      uniqueKeysWithValues: parts.map { part in
        (String(part.prefix { $0 != "\n" }), part)
      }
    )
  }

  /// The options in the first column of a section's tables.
  private func options(in section: String) -> Set<String> {
    let rows = section.split(separator: "\n").filter { $0.hasPrefix("| `-") }
    let cells = rows.map { $0.dropFirst().prefix { $0 != "|" } }
    let words = cells.flatMap { $0.split { " `,".contains($0) } }
    return Set(words.map(String.init).filter { $0.hasPrefix("-") })
  }

  @Test func eachCommandHasASectionWithItsOptions() throws {
    let sections = try sections()
    for (name, command) in try commands() {
      let title = "`taglio \(name)"
      let section = try #require(
        sections.first { $0.key == title + "`" || $0.key.hasPrefix(title + " ") },
        "\(name)"
      )
      let names = Set((command.arguments ?? []).flatMap { $0.names ?? [] }.map(\.text))
      let own = names.subtracting(DocumentationTests.everywhere)
        .subtracting(DocumentationTests.builtIn)
      #expect(options(in: section.value) == own, "\(name)")
      #expect(DocumentationTests.everywhere.isSubset(of: names), "\(name)")
    }
  }

  @Test func noSectionIsOfACommandThatIsNone() throws {
    let names = Set(try commands().map(\.name))
    let titles = try sections().keys.filter { $0.hasPrefix("`taglio ") }
    for title in titles {
      let call = title.dropFirst("`taglio ".count).prefix { $0 != "`" } + " "
      #expect(names.contains { call.hasPrefix($0 + " ") }, "\(title)")
    }
    #expect(names.count == titles.count)
  }

  @Test func theOptionsOfEveryCommandAreDescribed() throws {
    let section = try #require(try sections()["Options of every command"])
    #expect(options(in: section) == DocumentationTests.everywhere)
  }

  @Test func eachCommandHasHelpWithExamples() throws {
    let families = try members(of: root()).map { (name: $0.commandName, command: $0) }
    for (name, command) in try commands() + families {
      #expect(command.abstract?.isEmpty == false, "\(name)")
      let discussion = try #require(command.discussion, "\(name)")
      #expect(discussion.contains("EXAMPLES\n  taglio \(name)"), "\(name)")
    }
  }

  /// Else options of every command could not stand before their names.
  @Test func theProgramKnowsWhichCommandsAreMadeOfOthers() throws {
    for command in try members(of: root()) {
      let parts = Set(members(of: command).map(\.commandName))
      #expect(Set(TaglioProgram.commandNames(in: command.commandName)) == parts)
    }
  }

  @Test func helpAndVersionAreResults() throws {
    try withWorkbench { (bench) throws in
      for arguments in [["--help"], ["help"], []] {
        let outcome = try bench.run(arguments)
        #expect(outcome.status == 0)
        #expect(outcome.output.hasPrefix("OVERVIEW: git for evaluation data."))
      }
      #expect(try bench.run("add", "--help").output.contains("--records <pointer>"))
      #expect(try bench.run("--version").output == "taglio 0.1.0\n")
    }
  }

  @Test func theTableOfExitCodesIsThatOfTheProgram() throws {
    let section = try #require(try sections()["Exit codes"])
    let codes = section.split(separator: "\n").compactMap { line in
      line.hasPrefix("| ") ? Int32(line.dropFirst(2).prefix { $0 != " " }) : nil
    }
    let known = ExitStatus.allCases.map(\.rawValue)
    #expect(codes.sorted() == known.sorted())
  }
}
