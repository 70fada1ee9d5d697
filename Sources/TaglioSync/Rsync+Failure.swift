import TaglioFormat
import TaglioKit

extension Rsync {
  /// What an end of `rsync` means, with the way out.
  func failure(_ outcome: CommandOutcome) -> TaglioError {
    var (message, help) = explanation(outcome)
    let details = Rsync.details(outcome.errors)
    if !details.isEmpty { message += ": " + details }
    return TaglioError(.failed, "\(remote): \(message)", help: help)
  }

  private func explanation(_ outcome: CommandOutcome) -> (String, String) {
    let errors = outcome.errors
    let account = place.account
    if errors.contains("Host key verification failed") || errors.contains("HOST IDENTIFICATION") {
      return ("ssh does not know the key of \(place.host)", "Look at it yourself: ssh \(account)")
    }
    if outcome.status == 255 || errors.contains("(code 255)") {
      return ("ssh does not reach \(account)", "See whether this works: ssh \(account) true")
    }
    if outcome.status == 14 || errors.contains("Failed to exec") {
      return ("ssh cannot be started", "Install ssh, or correct RSYNC_RSH (\"\(shell)\")")
    }
    if outcome.status == 127 || errors.contains("command not found")
      || errors.contains("rsync: not found")
    {
      return ("there is no rsync on \(place.host)", "Install rsync there")
    }
    if errors.contains("change_dir"), errors.contains("No such file or directory") {
      return (
        "there is no directory \(place.path) on \(place.host)",
        "Make it there, or correct the place: taglio remote rm \(remote)"
      )
    }
    if errors.contains("Permission denied") {
      return ("something may not be read or written there", "See who may: ssh \(account) ls -ld")
    }
    return ("rsync ended with \(outcome.status)", "Try again: what came stays")
  }

  /// The lines that say something, on one.
  private static func details(_ errors: String) -> String {
    let lines = errors.split(whereSeparator: \.isNewline).map(String.init)
    return lines.prefix(2).joined(separator: "; ")
  }
}
