/// How long to wait for something that another process holds, and when to say so.
public struct Patience: Sendable {
  /// Is asked again and again with the nanoseconds that were waited; true gives up.
  ///
  /// Nil waits as long as it takes.
  public var isOver: (@Sendable (_ waited: Int64) -> Bool)?
  /// Is called once, when `noticeDelay` has gone by.
  public var notice: (@Sendable () -> Void)?
  /// In nanoseconds.
  public var noticeDelay: Int64

  /// Waits as `isOver` says.
  public init(
    isOver: (@Sendable (_ waited: Int64) -> Bool)? = nil,
    noticeDelay: Int64 = 2_000_000_000,
    notice: (@Sendable () -> Void)? = nil
  ) {
    self.isOver = isOver
    self.noticeDelay = noticeDelay
    self.notice = notice
  }

  /// Waits in silence, as long as it takes.
  public static let endless = Patience()
  /// Does not wait.
  public static let none = Patience { _ in true }

  /// The same, given up also where `deadline` says that time is up.
  public func until(_ deadline: (@Sendable () -> Bool)?) -> Patience {
    guard let deadline else { return self }
    var patience = self
    patience.isOver = { [isOver] waited in deadline() || isOver?(waited) == true }
    return patience
  }
}
