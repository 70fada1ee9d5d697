/// What helps, as a person would type it in the project's directory.
enum Help {
  static let reindex = "taglio reindex"
  static let newer = "Install a newer taglio."
  static let written =
    "It is as it was written: who wrote it broke the format, and has to write it anew."
  static let none = "Nothing needs to be done."
  static let repair = "taglio fsck --repair"
  static let repairFromCopy = "taglio fsck --repair --from COPY"
  static let copy =
    "rsync -a --ignore-existing --exclude='.tmp-*' COPY/.taglio/objects/ .taglio/objects/"
  static let copyRest = "Let the copy finish, or repeat it: \(copy)"

  /// A good copy is not put over a file that is there, so the bad one goes first.
  static func replace(_ file: String?) -> String {
    guard let file else { return restore }
    return "With a good copy: \(repairFromCopy); by hand, move \(file) away, then: \(copy)"
  }

  static let restore = "With a good copy: \(repairFromCopy); by hand: \(copy)"

  static func remove(_ file: String?) -> String {
    "If nothing is writing to it, it may be deleted: rm -r '\(file ?? "")'"
  }
}
