import TaglioFormat

/// Writes the fields of a record as a list of places and values, cut where they are long.
struct HTMLFields {
  let limits: ReportLimits

  func write(_ fields: CanonicalJSON, _ html: inout MarkupWriter) {
    let leaves = FieldLeaves(of: fields).all
    html.element("dl") { html in
      for leaf in leaves.prefix(limits.values) {
        let path = "\(leaf.path)"
        html.element("dt", path.isEmpty ? "(everything)" : ReportText.line(path, to: limits.value))
        value(leaf.value, &html)
      }
    }
    HTMLFields.leftOut(leaves.count - limits.values, &html)
  }

  private func value(_ value: CanonicalJSON, _ html: inout MarkupWriter) {
    let isText = value.document.root.kind == .string
    let (beginning, left) = ReportText.cut(ReportText.value(value), to: limits.value)
    html.element("dd", isText ? ["class": "text"] : [:], beginning, keepingLines: true)
    if left > 0 { html.element("dd", ["class": "dim"], "… and \(left) bytes more") }
  }

  static func leftOut(_ count: Int, _ html: inout MarkupWriter) {
    guard count > 0 else { return }
    html.element("p", ["class": "dim"], "… and \(count) more, which taglio show has")
  }
}

/// Writes differences: the place, then the old value and the new one, or the words of long texts.
struct HTMLDifferences {
  let limits: ReportLimits

  /// A text longer than this is compared inside.
  private static let lineLength = 60
  /// How much of what both texts have is shown at each end of a stretch.
  private static let context = 80

  func write(_ differences: [FieldDifference], _ html: inout MarkupWriter) {
    html.element("dl") { html in
      for difference in differences.prefix(limits.values) {
        let path = "\(difference.path)"
        html.element("dt", path.isEmpty ? "(everything)" : ReportText.line(path, to: limits.value))
        write(difference, &html)
      }
    }
    HTMLFields.leftOut(differences.count - limits.values, &html)
  }

  private func write(_ difference: FieldDifference, _ html: inout MarkupWriter) {
    if let words = words(difference) {
      return html.element("dd", ["class": "words"]) { html in
        write(words, &html)
      }
    }
    html.element("dd") { html in
      line("del", difference.old, &html)
      line("ins", difference.new, &html)
    }
  }

  private func line(_ name: String, _ value: CanonicalJSON?, _ html: inout MarkupWriter) {
    guard let value else { return }
    let (beginning, left) = ReportText.cut(value.description, to: limits.value)
    html.element(name, beginning + (left > 0 ? " … and \(left) bytes more" : ""))
  }

  /// The words of two texts of which one is long, if they have some in common.
  private func words(_ difference: FieldDifference) -> [TextPart]? {
    let texts = [difference.old, difference.new].compactMap { $0?.document.root.string }
    guard texts.count == 2,
      texts.contains(where: { $0.utf8.count > HTMLDifferences.lineLength }),
      let words = difference.words,
      words.contains(where: { $0.kind == .kept && $0.text.contains { !$0.isWhitespace } })
    else { return nil }
    return words
  }

  private func write(_ words: [TextPart], _ html: inout MarkupWriter) {
    var room = limits.value
    for part in words {
      guard room > 0 else {
        return html.element("span", ["class": "dim"], " … and more, which taglio diff has")
      }
      let shown =
        part.kind == .kept ? shortened(part.text) : ReportText.cut(part.text, to: room).text
      room -= shown.utf8.count
      switch part.kind {
      case .kept: html.text(shown, keepingLines: true)
      case .removed: html.element("del", shown, keepingLines: true)
      case .added: html.element("ins", shown, keepingLines: true)
      }
    }
  }

  private func shortened(_ text: String) -> String {
    let context = HTMLDifferences.context
    guard text.utf8.count > 4 * context else { return text }
    let scalars = text.unicodeScalars
    let start = String(String.UnicodeScalarView(scalars.prefix(context)))
    let end = String(String.UnicodeScalarView(scalars.suffix(context)))
    return start + "[… the same …]" + end
  }
}
