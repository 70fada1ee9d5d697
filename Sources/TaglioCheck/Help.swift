/// What helps, as a person would type it in the project's directory.
enum Help {
  static let reindex = "taglio reindex"
  static let newer = "Install a newer taglio."
  static let written =
    "It is as it was written: who wrote it broke the format, and has to write it anew."
  static let collect = "Nothing needs to be done: taglio gc removes it when it is two weeks old."
  static let lost =
    "Nothing needs to be done; with a good copy of it, if one turns up: \(repairFromCopy)"
  static let erased = "See who asked for it, and delete them: taglio gc --redactions"
  static let repair = "taglio fsck --repair"
  static let repairFromCopy = repair + " --from COPY"
  static let copy =
    "rsync -a --ignore-existing --exclude='.tmp-*' COPY/.taglio/objects/ .taglio/objects/"
  static let copyRest = "Let the copy finish, or repeat it: \(copy)"

  static let restore = "With a good copy of the store: \(repairFromCopy)"

  static func remove(_ file: String?) -> String {
    "If nothing is writing to it, it may be deleted: rm -r '\(file ?? "")'"
  }
}
