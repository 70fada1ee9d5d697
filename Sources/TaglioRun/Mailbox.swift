import Dispatch
import Synchronization

/// What threads hand to one that waits for it.
final class Mailbox<Message: Sendable>: Sendable {
  private let messages = Mutex<[Message]>([])
  private let news = DispatchSemaphore(value: 0)

  func put(_ message: Message) {
    messages.withLock { $0.append(message) }
    news.signal()
  }

  /// Takes all that came, and waits a tenth of a second where nothing did.
  func take() -> [Message] {
    if news.wait(timeout: .now() + .milliseconds(100)) == .timedOut { return [] }
    return messages.withLock { messages in
      defer { messages = [] }
      return messages
    }
  }
}
