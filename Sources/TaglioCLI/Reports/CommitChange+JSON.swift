import TaglioFormat
import TaglioKit

extension CommitChange {
  /// By `kind`: `added` `{version}`; `edited` `{differences, new, old}`; `run` `{run}`; `object`
  /// `{id, type}`; `label` `{difference, name, subject}`; `name` `{name, new, old}`; `member` `{new,
  /// old, subject, suite}`, where a membership is null, `floating` or the id of a version; `seal`
  /// `{new, old, subject}`; `closing` `{is_closed, version}`; `removal` `{is_removed, subject}`;
  /// `tombstone` `{id, reason, state, type}`.
  var json: JSONTree {
    switch self {
    case .added(let version): of("added", [("version", .object(version.members))])
    case .edited(let comparison): of("edited", comparison.members)
    case .run(let run): of("run", [("run", run.json)])
    case .object(let id, let type): of("object", [("id", .id(id)), ("type", .text(type))])
    case .label(let subject, let name, let old, let new):
      of("label", CommitChange.label(subject, name, old, new))
    case .name(let name, let old, let new):
      of("name", [("name", .text("\(name)")), ("new", .optional(new)), ("old", .optional(old))])
    case .member(let subject, let suite, let old, let new):
      of(
        "member",
        [("new", new.json), ("old", old.json), ("subject", subject.json), ("suite", suite.json)]
      )
    case .seal(let run, let old, let new):
      of("seal", [("new", new.json), ("old", old?.json ?? .null), ("subject", run.json)])
    case .closing(let version, let isClosed):
      of("closing", [("is_closed", .flag(isClosed)), ("version", .object(version.members))])
    case .removal(let subject, let isRemoved):
      of("removal", [("is_removed", .flag(isRemoved)), ("subject", subject.json)])
    case .tombstone(let id, let kind, let type, let reason):
      of(
        "tombstone",
        [
          ("id", .id(id)), ("reason", .text(reason)), ("state", .text(kind)), ("type", .text(type)),
        ]
      )
    }
  }

  private func of(_ kind: String, _ members: [(name: String, value: JSONTree)]) -> JSONTree {
    .object(members + [("kind", .text(kind))])
  }

  /// `difference` is null where a label was taken away that was not there.
  private static func label(
    _ subject: Subject,
    _ name: ExactString,
    _ old: CanonicalJSON?,
    _ new: CanonicalJSON?
  ) -> [(name: String, value: JSONTree)] {
    let path = JSONPointer(tokens: [name.string])
    let isNothing = old == nil && new == nil
    let difference = FieldDifference(path: path, old: old, new: new)
    return [
      ("difference", isNothing ? .null : difference.json), ("name", .text(name.string)),
      ("subject", subject.json),
    ]
  }
}

extension Comparison {
  /// `{differences, new, old}`; the versions are `{contents, id, key, kind, sequence, summary,
  /// target}`.
  var members: [(name: String, value: JSONTree)] {
    [("differences", fields.json), ("new", new.json), ("old", old?.json ?? .null)]
  }
}

extension Comparison.Side {
  fileprivate var json: JSONTree { .object(mention.members + [("contents", contents.json)]) }
}

extension Optional where Wrapped == Membership {
  /// Null, `floating` or the id of a version.
  var json: JSONTree {
    switch self {
    case nil: .null
    case .floating: .text("floating")
    case .pinned(let version): .id(version)
    }
  }
}
