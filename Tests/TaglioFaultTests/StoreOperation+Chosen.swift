import Foundation
import TestSupport

extension StoreOperation {
  /// Those that a quick run tries: one of each way of writing.
  private static let few: Set<String> = [
    "init", "add-changed", "edit", "config", "take-in", "gc", "repair-from", "fetch", "redact",
  ]

  /// Those that `TAGLIO_OPERATIONS` names, between commas; where it is not set, all or a few.
  static func chosen(all isWhole: Bool) -> [StoreOperation] {
    guard let names = ProcessInfo.processInfo.environment["TAGLIO_OPERATIONS"] else {
      return isWhole ? all : all.filter { few.contains($0.name) }
    }
    let wanted = Set(names.split(separator: ",").map(String.init))
    return all.filter { wanted.contains($0.name) }
  }
}
