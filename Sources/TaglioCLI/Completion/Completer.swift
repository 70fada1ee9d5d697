import ArgumentParser
import TaglioFormat
import TaglioKit

/// Answers what shells ask while somebody types.
///
/// Whatever goes wrong, there is just nothing to offer: a message would land in the middle of the
/// line that is being typed.
enum Completer {
  /// The world that a request is answered from; the parser makes its calls without saying.
  @TaskLocal static var console: Console?

  /// The most that are offered.
  private static let most = 100

  /// Keys, names and ids that begin like what stands before the cursor.
  static func versions(_ words: [String], _ typed: String) -> [String] {
    guard let console else { return [] }
    var settings = Settings()
    // No progress bar either.
    settings.isQuiet = true
    settings.directory = directory(words)
    do {
      return try Session(console, settings).withRepository { repository in
        try repository.names(beginning: typed.withoutShellQuotes, limit: most)
      }
      .filter { $0 == $0.escapedForTerminal() }
      .compactMap { protected($0, for: console.setting("SAP_SHELL")) }
    } catch {
      return []
    }
  }

  /// A candidate as the script of a shell takes it.
  ///
  /// That of bash expands what it is given as if somebody had typed it, commands in `$(…)` too, and
  /// that of zsh takes a colon for the beginning of a description. Names come from data, so whatever
  /// could mean something to either gets a backslash. What bash itself then puts on the line
  /// unprotected, and would run, is not offered there.
  static func protected(_ candidate: String, for shell: String?) -> String? {
    switch shell {
    case "bash":
      candidate.contains { "$`!".contains($0) }
        ? nil : candidate.backslashing { $0.isASCII && !$0.isWordCharacter }
    case "zsh": candidate.backslashing { $0 == ":" || $0 == "\\" }
    default: candidate
    }
  }

  /// What `-C` says on the line.
  private static func directory(_ words: [String]) -> String? {
    guard let option = words.lastIndex(of: "-C"), option + 1 < words.count else { return nil }
    return words[option + 1].withoutShellQuotes
  }
}

extension CompletionKind {
  /// For arguments that name a version: V in the documentation.
  static var version: CompletionKind {
    .custom { words, _, typed in Completer.versions(words, typed) }
  }

  /// For arguments that name a setting.
  static var setting: CompletionKind { .list(Config.Name.allCases.map(\.rawValue)) }
}

extension Unicode.Scalar {
  /// A letter or digit of ASCII, or what shells take as one.
  fileprivate var isWordCharacter: Bool {
    switch self {
    case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".", "/": true
    default: false
    }
  }
}

extension String {
  /// The text with a backslash before some of its characters.
  fileprivate func backslashing(_ isSpecial: (Unicode.Scalar) -> Bool) -> String {
    var text = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      if isSpecial(scalar) { text.append("\\") }
      text.append(scalar)
    }
    return String(text)
  }

  /// What a word of a command line, perhaps unfinished, stands for: without the quotation marks and
  /// backslashes that protect the rest of it from the shell.
  var withoutShellQuotes: String {
    var text = ""
    var quote: Character?
    var isEscaped = false
    for character in self {
      if isEscaped {
        // Between double quotes a backslash protects only what would be special there.
        if quote != nil, !"\"\\$`".contains(character) { text.append("\\") }
        text.append(character)
        isEscaped = false
      } else if character == "\\", quote != "'" {
        isEscaped = true
      } else if character == quote {
        quote = nil
      } else if quote == nil, character == "'" || character == "\"" {
        quote = character
      } else {
        text.append(character)
      }
    }
    return text
  }
}
