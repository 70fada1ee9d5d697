import Synchronization

extension Publisher {
  /// Step 3: the names; several threads where there are many, each with files that follow each
  /// other.
  ///
  /// In directory order, threads then seldom meet in a directory.
  func rename(
    _ files: some RandomAccessCollection<StagedFile> & Sendable
  ) throws(SystemError) {
    let parts = min(processorCount, files.count / filesPerThread)
    guard parts > 1 else { return try renameInOrder(files) }
    let failure = Mutex<SystemError?>(nil)
    inParallel(parts) { part in
      let first = files.count * part / parts
      let end = files.count * (part + 1) / parts
      do throws(SystemError) {
        try renameInOrder(files.dropFirst(first).prefix(end - first))
      } catch {
        failure.withLock { $0 = $0 ?? error }
      }
    }
    if let error = failure.withLock({ $0 }) { throw error }
  }

  private func renameInOrder(_ files: some Sequence<StagedFile>) throws(SystemError) {
    for file in files {
      guard let temporary = try temporaryLocation(of: file) else { continue }
      try disk.rename(temporary, to: location(of: file))
    }
  }
}
