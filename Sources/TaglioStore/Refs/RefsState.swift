import SystemPackage
import TaglioFormat
import TaglioSystem

extension RefStore {
  /// Changes whenever something is created, replaced or removed among the files of refs: a digest of
  /// what the system knows of the directories, the packed files and `refs/heads`.
  ///
  /// The index remembers it, so that refs which somebody copied here are noticed.
  package func state() throws(StoreError) -> UInt64 {
    let kinds = RefKind.allCases
    let paths = ["refs", "refs/heads"] + kinds.map(Self.directory) + kinds.map(Self.packedName)
    var bytes: [UInt8] = []
    do throws(SystemError) {
      for path in paths {
        let status = try statusIfAny(path)
        let (inode, size) = (status?.inode ?? 0, UInt64(bitPattern: status?.size ?? -1))
        let times = (status?.changed ?? 0, status?.modified ?? 0)
        for word in [inode, size, UInt64(bitPattern: times.0), UInt64(bitPattern: times.1)] {
          withUnsafeBytes(of: word.bigEndian) { bytes += $0 }
        }
      }
    } catch {
      throw StoreError(error)
    }
    return BLAKE2b.id(of: bytes).w0
  }

  /// What stands below something that is no directory is not there.
  private func statusIfAny(_ path: String) throws(SystemError) -> FileStatus? {
    do {
      return try disk.status(root.appending(path))
    } catch {
      guard error.isWrongKind else { throw error }
      return nil
    }
  }
}
