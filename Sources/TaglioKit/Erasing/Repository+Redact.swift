import TaglioFormat

extension Repository {
  /// Erases versions, runs, blobs, labels, and the authors and messages of commits, as one commit of
  /// tombstones: they are hidden at once and for good.
  ///
  /// The bytes stay until somebody deletes them; `RedactReport.objects` says whose. Where the request
  /// is not confirmed nothing happens but the report. Versions stand for their lineages, and a
  /// lineage is erased with its labels, unless the request says otherwise.
  ///
  /// - Parameter names: what `Resolver` finds.
  /// - Throws: `badInput` without a reason and for what cannot be erased; `notFound` and `ambiguous`;
  ///   `damage` where nobody knows what a lost object linked.
  public func redact(_ names: [String], _ request: RedactRequest) throws -> RedactReport {
    guard request.reason.contains(where: { !$0.isWhitespace }) else {
      throw TaglioError(
        .badInput,
        "erasing needs a reason",
        help: "Say why, without personal data, since it is kept for ever: --reason TEXT"
      )
    }
    return try recovering {
      var transaction = try transaction()
      let redaction = try Redaction(names, request, in: self, transaction.snapshot)
      var report = redaction.report
      guard request.isConfirmed, !report.isEmpty else { return report }
      try transaction.add(redaction.changes)
      let count = report.items.count + report.replaced.count
      report.commit = try transaction.commit(
        message: "erase \(count) \(count == 1 ? "object" : "objects")"
      )
      return report
    }
  }
}
