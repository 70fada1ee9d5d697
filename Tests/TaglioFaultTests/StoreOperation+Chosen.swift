import Foundation
import TestSupport

extension StoreOperation {
  /// Those that `TAGLIO_OPERATIONS` names, between commas; all where it is not set.
  static var chosen: [StoreOperation] {
    guard let names = ProcessInfo.processInfo.environment["TAGLIO_OPERATIONS"] else { return all }
    let wanted = Set(names.split(separator: ",").map(String.init))
    return all.filter { wanted.contains($0.name) }
  }
}
