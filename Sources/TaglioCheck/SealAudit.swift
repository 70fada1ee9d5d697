import TaglioFormat
import TaglioKit
import TaglioStore

/// Seals: whether a run has the outputs that its seal counts.
///
/// They are the first versions that the run made and that the seal's commit or an ancestor of it
/// lists. A run whose outputs are lost to this copy cannot be judged; those are findings already.
struct SealAudit {
  let evidence: Evidence

  func run(_ report: (Finding) -> Void) throws {
    let index = evidence.truth.index
    for write in try index.writes(.seal) {
      guard case .seal(let seal) = try RegisterValue(.seal, write.value),
        let run = ObjectID(bytes: write.key.target), let number = try index.number(of: run),
        try index.object(number).kind == .run
      else { continue }
      let outputs = try Snapshot(index: index).outputs(of: number, upTo: write.commit)
      guard outputs.count != seal.count || Seal.digest(of: outputs) != seal.digest,
        evidence.isWhole || outputs.count > seal.count
      else { continue }
      let commit = try index.commit(write.commit).id
      report(finding(run, commit, seal, outputs.count))
    }
  }

  private func finding(
    _ run: ObjectID,
    _ commit: ObjectID,
    _ seal: Seal,
    _ count: Int
  ) -> Finding {
    let detail =
      count == seal.count
      ? "the \(count) outputs are others than commit \(commit.short()) sealed"
      : "there are \(count) outputs, and commit \(commit.short()) sealed \(seal.count)"
    var finding = Finding(
      .sealMismatch,
      object: run,
      file: evidence.file(of: run),
      detail: detail,
      help: "taglio show \(run.short())"
    )
    finding.harms = [Finding.Harm(.run, run.short())]
    finding.harmCount = 1
    return finding
  }
}
