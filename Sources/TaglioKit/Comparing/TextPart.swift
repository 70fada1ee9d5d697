import TaglioFormat

/// A stretch of two texts that were compared: in both, or in one of them.
public struct TextPart: Hashable, Sendable {
  /// In which of the texts it stands.
  public enum Kind: String, Sendable, CaseIterable {
    case kept, removed, added
  }

  /// In which of the texts it stands.
  public var kind: Kind
  /// The stretch itself, never empty.
  public var text: String

  /// A stretch of text.
  public init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }
}

extension TextPart {
  /// Compares two texts word by word.
  ///
  /// What is kept and removed makes the old text, what is kept and added the new one, byte by byte.
  /// Two neighbours are never of one kind. Where more than 4,000 words stand between the common
  /// beginning and end of the texts, lines are compared; where that many lines do, they are removed
  /// and added as a whole.
  public static func compare(_ old: String, _ new: String) -> [TextPart] {
    if old.utf8.count + new.utf8.count <= longestForWords {
      let (olds, news) = (TextTokens.words(old), TextTokens.words(new))
      let alignment = Alignment(from: olds, to: news, limit: mostTokens)
      if !alignment.isCoarse { return parts(alignment, olds, news) }
    }
    let (olds, news) = (TextTokens.lines(old), TextTokens.lines(new))
    return parts(Alignment(from: olds, to: news, limit: mostTokens), olds, news)
  }

  /// The most words or lines of both texts between their common beginning and end.
  private static let mostTokens = 4000
  /// The most bytes of both texts that are cut into words.
  private static let longestForWords = 1 << 20

  private static func parts(
    _ alignment: Alignment,
    _ old: [ExactString],
    _ new: [ExactString]
  ) -> [TextPart] {
    var parts: [TextPart] = []
    for step in alignment.steps {
      let (kind, token): (Kind, ExactString) =
        switch step {
        case .kept(let place, _): (.kept, old[place])
        case .removed(let place): (.removed, old[place])
        case .added(let place): (.added, new[place])
        }
      if let last = parts.indices.last, parts[last].kind == kind {
        parts[last].text += token.string
      } else {
        parts.append(TextPart(kind, token.string))
      }
    }
    return parts
  }
}
