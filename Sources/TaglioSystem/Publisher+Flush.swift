import SystemPackage

extension Publisher {
  /// Step 2: the contents.
  func flushContents(of files: some Collection<StagedFile>) throws(SystemError) {
    switch durability {
    case .none:
      return
    case .batch where files.count >= flushTogetherFrom && flushesWholeFileSystem:
      try disk.syncFileSystem(directories.handle(""))
    case .batch:
      var left = files.count
      for file in files {
        left -= 1
        try flush(file, reach: left == 0 ? .medium : .drive)
      }
    case .each:
      // Those written here were flushed when they were finished.
      for file in files where file.serial == nil { try flush(file) }
    }
  }

  /// Step 4: the names.
  ///
  /// Every directory up to the root is flushed, whoever made it: its maker may have died before.
  func flushDirectories(of files: some Collection<StagedFile>) throws(SystemError) {
    guard durability != .none else { return }
    var names: Set<String> = []
    for file in files {
      var name: String? = file.directory
      while let directory = name, names.insert(directory).inserted {
        name = DirectoryCache.parent(of: directory)
      }
    }
    if durability == .batch, names.count >= flushTogetherFrom, flushesWholeFileSystem {
      try disk.syncFileSystem(directories.handle(""))
    } else {
      for name in names.sorted(by: >) { try disk.syncDirectory(directories.handle(name)) }
    }
  }

  private func flush(
    _ file: StagedFile,
    reach: FlushReach = .medium
  ) throws(SystemError) {
    if let temporary = try temporaryLocation(of: file) {
      try disk.syncFile(temporary, reach: reach)
    } else {
      try disk.syncFile(try location(of: file), reach: reach)
    }
  }
}
