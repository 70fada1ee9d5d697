import TaglioFormat
import TaglioKit

/// Writes differences for reading: the path, then the old value and the new one, or the words of a
/// long text.
///
/// Values are written whole, as JSON. Of a long text, what both versions have in common is shortened,
/// which is said in its place.
struct DifferenceText {
  let style: Style
  /// What stands before each line.
  var margin = ""
  /// What stands before each path.
  var prefix = ""

  /// A text longer than this many columns is compared inside, where the width is not known.
  private static let usualColumns = 80
  /// How much of what was kept is shown at each end of a stretch that is shortened.
  private static let context = 60

  func text(_ differences: [FieldDifference]) -> String {
    differences.map(text).joined()
  }

  private func text(_ difference: FieldDifference) -> String {
    let path = "\(difference.path)".escapedForTerminal()
    let title = style.bold(prefix + (path.isEmpty ? "(everything)" : path))
    return margin + title + "\n" + values(difference)
  }

  /// The values below the path.
  func values(_ difference: FieldDifference) -> String {
    if let words = words(difference) { return inline(words) }
    return line("- ", difference.old, style.red) + line("+ ", difference.new, style.green)
  }

  private func line(
    _ sign: String,
    _ value: CanonicalJSON?,
    _ paint: (String) -> String
  ) -> String {
    guard let value else { return "" }
    return margin + paint(sign + value.description.escapedJSONForTerminal()) + "\n"
  }

  // MARK: Words

  /// The words of two texts of which one does not fit a line, if they have some in common.
  private func words(_ difference: FieldDifference) -> [TextPart]? {
    guard let old = difference.old, let new = difference.new else { return nil }
    let room = (style.columns ?? DifferenceText.usualColumns) - margin.count - 2
    let isLong = [old, new].contains { value in
      let text = value.document.root.string ?? ""
      return text.utf8.contains(UInt8(ascii: "\n")) || text.displayWidth > room - 2
    }
    guard isLong, let words = difference.words else { return nil }
    let hasCommon = words.contains { part in
      part.kind == .kept && part.text.contains { !$0.isWhitespace }
    }
    return hasCommon ? words : nil
  }

  private func inline(_ words: [TextPart]) -> String {
    let indent = margin + "  "
    var lines: [[Piece]] = [[]]
    for (place, part) in words.enumerated() {
      let isOuter = (first: place == 0, last: place == words.count - 1)
      let shown = part.kind == .kept ? shortened(part.text, isOuter) : marked(part)
      for (number, text) in shown.split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated()
      {
        if number > 0 { lines.append([]) }
        if !text.isEmpty { lines[lines.count - 1].append(Piece(text: text[...], kind: part.kind)) }
      }
    }
    return lines.flatMap { wrapped($0, style.columns.map { $0 - indent.count }) }
      .map { line in line.isEmpty ? "\n" : indent + line.map(paint).joined() + "\n" }.joined()
  }

  /// A stretch of one line.
  fileprivate struct Piece {
    var text: Substring
    var kind: TextPart.Kind
  }

  /// The line in as many as it takes, broken behind spaces.
  private func wrapped(_ line: [Piece], _ width: Int?) -> [[Piece]] {
    guard let width else { return [line] }
    var lines: [[Piece]] = [[]]
    var used = 0
    for piece in line {
      for word in piece.text.wordsWithSpaces {
        if used > 0, used + word.trimmedWidth > width {
          lines[lines.count - 1].trimEnd()
          lines.append([])
          used = 0
        }
        lines[lines.count - 1].append(Piece(text: word, kind: piece.kind))
        used += word.displayWidth
      }
    }
    return lines
  }

  private func paint(_ piece: Piece) -> String {
    let text = String(piece.text)
    return switch piece.kind {
    case .kept: text
    case .removed: style.red(text)
    case .added: style.green(text)
    }
  }

  /// Without colours the stretch in brackets, as other tools write it.
  private func marked(_ part: TextPart) -> String {
    let text = part.text.escapedForTerminal(keepingLines: true)
    guard !style.isColoured else { return text }
    return part.kind == .removed ? "[-\(text)-]" : "{+\(text)+}"
  }

  /// What both texts have, without the middle of a long stretch.
  private func shortened(_ text: String, _ isOuter: (first: Bool, last: Bool)) -> String {
    let context = DifferenceText.context
    let start = isOuter.first ? "" : String(text.prefix(context))
    let end = isOuter.last ? "" : String(text.suffix(context))
    let left = text.count - start.count - end.count
    guard left > 2 * context else { return text.escapedForTerminal(keepingLines: true) }
    return start.escapedForTerminal(keepingLines: true)
      + "[… \(left.of("character")) in both …]"
      + end.escapedForTerminal(keepingLines: true)
  }
}

extension [DifferenceText.Piece] {
  /// Takes away spaces at the end that both texts have.
  fileprivate mutating func trimEnd() {
    guard var last = popLast() else { return }
    while last.kind == .kept, last.text.last == " " { last.text.removeLast() }
    append(last)
  }
}

extension Substring {
  /// The words, each with the spaces behind it.
  fileprivate var wordsWithSpaces: [Substring] {
    var words: [Substring] = []
    var rest = self
    while !rest.isEmpty {
      let word = rest.prefix { $0 != " " }
      let spaces = rest[word.endIndex...].prefix { $0 == " " }
      words.append(rest[..<spaces.endIndex])
      rest = rest[spaces.endIndex...]
    }
    return words
  }

  /// The columns of a word without the spaces behind it.
  fileprivate var trimmedWidth: Int { prefix { $0 != " " }.displayWidth }
}
