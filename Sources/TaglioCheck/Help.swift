/// What helps, as a person would type it in the project's directory.
enum Help {
  static let reindex = "taglio reindex"
  static let newer = "Install a newer taglio."
  static let written =
    "It is as it was written: who wrote it broke the format, and has to write it anew."
  static let none = "Nothing needs to be done."
  static let copy =
    "rsync -a --ignore-existing --exclude='.tmp-*' COPY/.taglio/objects/ .taglio/objects/"
  static let copyRest = "Let the copy finish, or repeat it: \(copy)"

  /// A good copy is not put over a file that is there, so the bad one goes first.
  static func replace(_ file: String?) -> String {
    guard let file else { return restore }
    return "Move \(file) away, then take it from a good copy: \(copy)"
  }

  static let restore = "Take it from a good copy: \(copy)"

  static func remove(_ file: String?) -> String {
    "If nothing is writing to it, it may be deleted: rm -r '\(file ?? "")'"
  }
}
