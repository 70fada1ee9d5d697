package import TaglioFormat
import TaglioStore

extension Snapshot {
  /// Whether a row is of what a run computed: not of a case that was added, nor of one that was
  /// joined from a case and what came out of it, which has a basis too.
  func isOutput(_ row: ObjectRow) throws(FormatError) -> Bool {
    guard row.kind == .case, row.creator != ObjectRow.none else { return false }
    let creator = try index.object(row.creator)
    if creator.flags.contains(.importRun) { return false }
    return creator.kind == .run || row.basis != ObjectRow.none
  }

  /// The outputs that a run had at a commit: the first versions it made that this commit or one of
  /// its ancestors lists.
  ///
  /// It is what a seal written by the commit counts; what others listed meanwhile is late.
  ///
  /// - Parameters:
  ///   - run: the number of the run.
  ///   - commit: the number of the commit.
  package func outputs(of run: UInt32, upTo commit: UInt32) throws(FormatError) -> [ObjectID] {
    var ancestry = Ancestry(of: [commit])
    var outputs: [ObjectID] = []
    for output in try index.pairs(.created, of: run) {
      for listing in try index.pairs(.listed, of: output) {
        let isSeen = try ancestry.contains(listing) { (number) throws(FormatError) in
          try index.commit(number)
        }
        guard isSeen else { continue }
        outputs.append(try index.object(output).id)
        break
      }
    }
    return outputs
  }
}
