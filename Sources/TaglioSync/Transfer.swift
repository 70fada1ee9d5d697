import TaglioFormat
import TaglioKit
import TaglioStore

/// Moves what a plan lists into a repository: objects first, commits after them.
///
/// Objects get their places in batches, without the lock; what came before an interruption stays and
/// is not moved again. Everything is verified while it is copied.
struct Transfer {
  let source: any ObjectStore
  let target: Repository
  var progress: SyncProgress?
  var limits = Limits()

  /// The most that gets its place at once; a larger object is a batch of its own.
  struct Limits {
    var objects = 8192
    var bytes: Int64 = 64 << 20
  }

  /// What became of a plan.
  struct Outcome {
    var amount = Amount()
    var receipt = Receipt()
    var refused: [Refusal] = []
  }

  func run(_ plan: TransferPlan) throws -> Outcome {
    var outcome = Outcome()
    let total = plan.total
    var moved: [ObjectID] = []
    for batch in limits.batches(plan.objects) {
      moved += try move(batch, &outcome)
      try progress?(outcome.amount, total)
    }
    outcome.receipt = try target.receive(plan.commits.map(\.id), with: moved, from: source)
    let refused = outcome.receipt.refused
    outcome.refused += refused.map { Refusal($0.key, $0.value) }
    for file in plan.commits where refused[file.id] == nil {
      outcome.amount += Amount(objects: 1, bytes: file.bytes)
    }
    if !plan.commits.isEmpty { try progress?(outcome.amount, total) }
    return outcome
  }

  /// - Returns: those that are in place now.
  private func move(_ files: [TransferPlan.File], _ outcome: inout Outcome) throws -> [ObjectID] {
    let staged = try target.objects.stage(files.map(\.id), from: source)
    try staged.batch.publish()
    outcome.refused += staged.failures.map { Refusal($0.key, $0.value.fault) }
    let good = files.filter { staged.failures[$0.id] == nil }
    for file in good { outcome.amount += Amount(objects: 1, bytes: file.bytes) }
    return good.map(\.id)
  }
}

extension Transfer.Limits {
  func batches(_ files: [TransferPlan.File]) -> [[TransferPlan.File]] {
    var batches: [[TransferPlan.File]] = []
    var batch: [TransferPlan.File] = []
    var bytes: Int64 = 0
    for file in files {
      if batch.count == objects || !batch.isEmpty && bytes + file.bytes > self.bytes {
        batches.append(batch)
        (batch, bytes) = ([], 0)
      }
      batch.append(file)
      bytes += file.bytes
    }
    return batch.isEmpty ? batches : batches + [batch]
  }
}
