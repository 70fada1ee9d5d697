import TaglioFormat
import TaglioKit

/// How far the labels of several runs agree.
struct AgreementView: Report {
  var agreement: LabelAgreement
  var page: Page<LabelAgreement.Disagreement>

  func text(_ style: Style) -> String {
    [raters(style), fields(style), disagreements(style)].filter { !$0.isEmpty }
      .joined(separator: "\n")
  }

  private func raters(_ style: Style) -> String {
    var table = TextTable()
    table.paint = [1: style.yellow]
    table.rows = agreement.raters.enumerated().map { number, rater in
      [
        "\(number + 1)", style.plain(rater.run), rater.annotator?.escapedForTerminal() ?? "",
        rater.labelled.of("label"),
      ]
    }
    return table.text(columns: style.columns)
  }

  private func fields(_ style: Style) -> String {
    var table = TextTable()
    let name = agreement.raters.count == 2 ? "Cohen's kappa" : "Fleiss' kappa"
    table.rows = [["field", "n", "agree", name, ""]]
    table.rows += agreement.fields.map(row)
    return table.text(columns: style.columns)
  }

  private func row(_ field: LabelAgreement.Field) -> [String] {
    let name = field.name.string.escapedForTerminal()
    let partial = field.partial > 0 ? "\(field.partial) not labelled by all" : ""
    guard let found = field.agreement else { return [name, "0", "-", "-", partial] }
    let kappa = found.kappa.map(Figures.score) ?? "undefined: one value only"
    return [name, "\(found.count)", Figures.percent(found.observed), kappa, partial]
  }

  private func disagreements(_ style: Style) -> String {
    var table = TextTable()
    table.paint = [1: style.yellow]
    table.rows = page.items.map { item in
      [
        item.version.name, style.plain(item.version.id), item.field.string.escapedForTerminal(),
        item.values.map { $0?.words ?? "-" }.joined(separator: " / "),
        item.version.summary.escapedForTerminal(),
      ]
    }
    return table.text(columns: style.columns)
  }

  var notes: [String] {
    guard page.isCut else { return [] }
    let next = page.offset + page.items.count
    return ["\(page.items.count) of \(page.total) disagreements; see more with --offset \(next)"]
  }

  /// `{disagreements:[{case, field, key, values, version}], fields:[{agreed, categories, expected,
  /// kappa, method, n, name, partial}], offset, runs:[{annotator, labelled, run}], total}`.
  ///
  /// `method` is `cohen` or `fleiss`; `kappa` is null where there is one value only, the figures are
  /// null where no version has the field in every run; `partial` counts versions that have it in some.
  var json: JSONTree {
    [
      "disagreements": .list(entries),
      "fields": .list(agreement.fields.map(json)),
      "offset": .number(page.offset),
      "runs": .list(
        agreement.raters.map { rater in
          [
            "annotator": .optional(rater.annotator), "labelled": .number(rater.labelled),
            "run": .id(rater.run),
          ]
        }
      ),
      "total": .number(page.total),
    ]
  }

  var entries: [JSONTree] {
    page.items.map { item in
      [
        "case": .text("\(item.version.subject.target)"),
        "field": .text(item.field.string),
        "key": .key(item.version.subject.key),
        "values": .list(item.values.map { $0.map { .value($0) } ?? .null }),
        "version": .id(item.version.id),
      ]
    }
  }

  private func json(_ field: LabelAgreement.Field) -> JSONTree {
    let found = field.agreement
    return [
      "agreed": .double(found?.observed),
      "categories": .number(found?.categories ?? 0),
      "expected": .double(found?.expected),
      "kappa": .double(found?.kappa),
      "method": .text(agreement.raters.count == 2 ? "cohen" : "fleiss"),
      "n": .number(found?.count ?? 0),
      "name": .text(field.name.string),
      "partial": .number(field.partial),
    ]
  }
}

extension VersionMention {
  /// What people call it, safe to print.
  fileprivate var name: String { subject.key?.words ?? id.short() }
}
