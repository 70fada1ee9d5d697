import ArgumentParser

struct CompletionsCommand: TaglioCommand {
  enum Shell: String, CaseIterable, ExpressibleByArgument {
    case bash, zsh, fish

    var kind: CompletionShell {
      switch self {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    }
  }

  static let configuration = CommandConfiguration(
    commandName: "completions",
    abstract: "Print what a shell needs to complete arguments.",
    discussion: """
      Commands, options, keys of cases, names, and ids from their fourth digit on are completed. \
      Nothing of the store is in the script: it asks taglio.

      EXAMPLES
        taglio completions bash > ~/.local/share/bash-completion/completions/taglio
        taglio completions zsh > ~/.zsh/completions/_taglio
        taglio completions fish > ~/.config/fish/completions/taglio.fish
      """
  )

  @Argument(help: ArgumentHelp("bash, zsh or fish.", valueName: "shell"))
  var shell: Shell

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  func run(in session: Session) throws -> ExitStatus {
    let script = TaglioProgram.completionScript(for: shell.kind)
    try session.show(CompletionScript(shell: shell.rawValue, script: script))
    return .done
  }
}
