package import SystemPackage
package import TaglioFormat
package import TaglioSystem

/// Scratch memory in files without names of one directory.
package struct DirectoryScratch: Scratch {
  private let path: FilePath

  package init(_ path: FilePath) {
    self.path = path
  }

  package func block(capacity: Int) -> (any ScratchBlock)? {
    ScratchFile(in: path, capacity: capacity)
  }
}

extension ScratchFile: ScratchBlock {}
