/// What the name of a file says of the tool that left it.
enum ForeignName {
  /// Whether a tool that syncs files kept a second version under this name.
  static func isConflict(_ path: String) -> Bool {
    let name = lastComponent(path)
    if name.contains("conflicted copy") || name.contains(".sync-conflict-") { return true }
    return endsInNumber(name)
  }

  /// Who left the file, where its name tells.
  static func origin(_ path: String) -> String? {
    let name = lastComponent(path)
    return marks.first { name.hasPrefix($0.beginning) }?.tool
  }

  private static let marks: [(beginning: String, tool: String)] = [
    (".syncthing.", "Syncthing"), ("~syncthing~", "Syncthing"), (".stfolder", "Syncthing"),
    (".stversions", "Syncthing"), (".stignore", "Syncthing"), (".dropbox", "Dropbox"),
    (".owncloudsync", "Nextcloud"), ("._sync_", "Nextcloud"), (".sync_", "Nextcloud"),
    (".~lock.", "LibreOffice"), ("Icon\r", "macOS"), (".DS_Store", "macOS"), ("._", "macOS"),
    ("desktop.ini", "Windows"), ("Thumbs.db", "Windows"), (".nfs", "NFS"),
    (".tmp.drive", "Google Drive"),
  ]

  private static func lastComponent(_ path: String) -> Substring {
    path.split(separator: "/", omittingEmptySubsequences: true).last ?? ""
  }

  /// `index (1)` and `index(1).txt`: how Google Drive, OneDrive and browsers name a second version.
  private static func endsInNumber(_ name: Substring) -> Bool {
    guard let open = name.lastIndex(of: "("), let close = name[open...].firstIndex(of: ")") else {
      return false
    }
    let digits = name[name.index(after: open)..<close]
    let rest = name[name.index(after: close)...]
    return !digits.isEmpty && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
      && (rest.isEmpty || rest.hasPrefix("."))
  }
}
