/// How much there is to move, or was moved.
package struct Amount: Hashable, Sendable {
  package var objects = 0
  /// Of files as stores keep them.
  package var bytes: Int64 = 0

  package init(objects: Int = 0, bytes: Int64 = 0) {
    self.objects = objects
    self.bytes = bytes
  }

  static func += (left: inout Amount, right: Amount) {
    left.objects += right.objects
    left.bytes += right.bytes
  }
}

/// Is called with what was moved and, where it is known, what there is to move.
///
/// Throwing ends the work; what was moved stays.
package typealias SyncProgress = @Sendable (_ done: Amount, _ total: Amount?) throws -> Void
