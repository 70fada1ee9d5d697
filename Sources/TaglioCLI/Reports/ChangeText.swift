import TaglioFormat
import TaglioKit

/// Writes what a commit changed, one thing after another.
struct ChangeText {
  let style: Style
  /// Whether each change says of which case, run or suite it is.
  var namesSubjects = true

  private static let margin = "  "
  private static let inner = "    "

  func text(_ changes: [CommitChange]) -> String {
    changes.map(text).joined()
  }

  private func text(_ change: CommitChange) -> String {
    switch change {
    case .added(let version):
      let isNamed = version.subject.kind == .experiment
      let summary = isNamed ? "" : version.summary.escapedForTerminal()
      return line("added \(version.words(style))" + (summary.isEmpty ? "" : ": \(summary)"))
    case .edited(let comparison): return line(title(comparison)) + text(comparison)
    case .run(let run): return line(words(run))
    case .object(let id, let type): return line("\(type) \(style.plain(id))")
    case .label(let subject, let name, let old, let new):
      let of = namesSubjects ? " of \(subject.words(style))" : ""
      return line("label \(name.string.escapedForTerminal())\(of)") + values(old, new)
    case .name(let name, let old, let new):
      return line("name \("\(name)".escapedForTerminal())")
        + values(old.map(quoted), new.map(quoted))
    case .member(let subject, let suite, let old, let new):
      let of = namesSubjects ? ", \(subject.words(style))" : ""
      return line("\(suite.words(style))\(of): \(words(old)) → \(words(new))")
    case .seal, .closing, .removal, .tombstone: return line(words(change))
    }
  }

  private func line(_ text: String) -> String { ChangeText.margin + text + "\n" }

  private func title(_ comparison: Comparison) -> String {
    let old = comparison.old?.mention.sequence.map { "v\($0) → " } ?? ""
    let new = comparison.new.mention
    return new.subject.words(style) + " " + old + (new.sequence.map { "v\($0)" } ?? "")
  }

  /// The differences of a version, or why they cannot be shown.
  func text(_ comparison: Comparison) -> String {
    let gaps = [comparison.old?.contents, comparison.new.contents].compactMap { $0?.words(style) }
    if let gap = gaps.first { return ChangeText.inner + gap + "\n" }
    return DifferenceText(style: style, margin: ChangeText.inner).text(comparison.fields ?? [])
  }

  private func values(_ old: CanonicalJSON?, _ new: CanonicalJSON?) -> String {
    let difference = FieldDifference(path: JSONPointer(tokens: []), old: old, new: new)
    return DifferenceText(style: style, margin: ChangeText.inner).values(difference)
  }

  private func quoted(_ text: String) -> CanonicalJSON {
    CanonicalJSON(unchecked: JSONTree.text(text).bytes)
  }

  // MARK: Words

  private func words(_ run: RunItem) -> String {
    let source = run.summary.isEmpty ? "" : " of \(run.summary.escapedForTerminal())"
    return run.isImport
      ? "import\(source) (run \(style.plain(run.id)))"
      : "run \(style.plain(run.id)) of \(run.experimentWords)"
  }

  private func words(_ membership: Membership?) -> String {
    switch membership {
    case nil: "no member"
    case .floating: "listed at its head"
    case .pinned(let version): "listed at \(style.plain(version))"
    }
  }

  private func words(_ change: CommitChange) -> String {
    switch change {
    case .seal(let run, _, let seal):
      "\(run.words(style)) sealed: \(seal.status.rawValue), \(seal.count.of("output")), "
        + seal.time.words
    case .closing(let version, let isClosed):
      "\(version.words(style)) \(style.id(version.id)) \(isClosed ? "closed" : "reopened")"
    case .removal(let subject, let isRemoved):
      (namesSubjects ? subject.words(style) + " " : "") + (isRemoved ? "removed" : "restored")
    case .tombstone(let id, let kind, let type, let reason):
      "\(type) \(style.plain(id)) \(kind == "lost" ? "lost" : "erased"): "
        + reason.escapedForTerminal()
    default: ""
    }
  }
}
