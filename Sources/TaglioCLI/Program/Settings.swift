import TaglioFormat

/// What the options that every command has say.
struct Settings: Sendable {
  /// In which form results are printed.
  enum Format: Sendable { case text, json, jsonLines }

  /// `-C`: the directory to work in.
  var directory: String?
  var format = Format.text
  /// No notes, no progress, no confirmations.
  var isQuiet = false
  /// Whole ids, and the causes of errors.
  var isVerbose = false
  /// `--color`; nil where the setting decides.
  var color: ColorChoice?
  /// `-c`: settings for this call.
  var flags: [Config.Name: String] = [:]
  /// Whether long text may go through a pager.
  var usesPager = true
}
