import TaglioFormat

/// Whether erased text can be found again by trying texts until one has the digest, which stays.
enum Guessing {
  /// Texts of fewer bytes than this count as guessable.
  static let shortest = 64
  /// So do texts of fewer different bytes than this.
  static let leastVariety = 16

  /// A rule of thumb and no proof: short text, text of few different bytes, and no salt.
  static func isEasy(_ content: CanonicalJSON) -> Bool {
    guard content.salt == nil else { return false }
    return content.bytes.count < shortest || Set(content.bytes).count < leastVariety
  }
}
