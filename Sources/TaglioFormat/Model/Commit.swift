/// A commit: the unit of work, which appears whole or not at all.
///
/// Payload: `{author, changes, extra, format, message, parents, parts, time}`, all keys present.
package struct Commit: Hashable, Sendable {
  /// The version of the payload's form.
  package static let format = 1
  /// A commit with more entries than this keeps them in parts.
  package static let maximumInlineEntries = 8192
  /// The longest payload of a part in bytes.
  package static let maximumPartLength = 8 << 20

  /// Who made it; never empty.
  package var author: String
  package var changes: Changes
  /// What the fold ignores, an object: tool, command.
  package var extra: CanonicalJSON
  package var message: String
  /// The heads of the commit graph that its writer saw, ascending.
  package var parents: [ObjectID]
  /// Objects of the type `changes` that belong to it, ascending.
  package var parts: [ObjectID]
  package var time: CommitTime

  package init(
    author: String,
    changes: Changes,
    extra: CanonicalJSON = .emptyObject,
    message: String,
    parents: [ObjectID],
    parts: [ObjectID] = [],
    time: CommitTime
  ) {
    self.author = author
    self.changes = changes
    self.extra = extra
    self.message = message
    self.parents = parents
    self.parts = parts
    self.time = time
  }

  /// Reads a payload.
  ///
  /// What needs no other object is checked here: keys and types, an author, ids that ascend without
  /// repeats. `newer` where the format is a later one.
  package init(_ view: JSONView) throws(FormatError) {
    if view.kind == .object, let format = view["format"]?.int, format > Commit.format {
      throw .newer("commit: format \(format)")
    }
    let reader = try PayloadReader(
      view,
      subject: "commit",
      required: [
        "author", "changes", "extra", "format", "message", "parents", "parts", "time",
      ]
    )
    guard try reader.count("format") == Commit.format else {
      throw .payload("commit: \"format\" must be \(Commit.format)")
    }
    author = try reader.string("author")
    guard !author.isEmpty else { throw .payload("commit: \"author\" must not be empty") }
    changes = try Changes(try reader.value("changes", "an object") { $0 })
    extra = try reader.object("extra")
    message = try reader.string("message")
    parents = try reader.ids("parents")
    try reader.requireAscending(parents, "parents")
    parts = try reader.ids("parts")
    try reader.requireAscending(parts, "parts")
    time = try reader.value("time", "a time such as 2026-11-21T09:14:00.000Z", \.time)
  }

  /// The canonical payload.
  package var payload: [UInt8] {
    var out = PayloadWriter(reserving: 1024 + changes.objects.count * 67)
    out.begin()
    out.member("author", author)
    out.name("changes")
    changes.write(to: &out)
    out.member("extra", extra)
    out.member("format", Commit.format)
    out.member("message", message)
    out.member("parents", parents)
    out.member("parts", parts)
    out.member("time", "\(time)")
    out.end()
    return out.bytes
  }

  /// The earliest time that a commit with these parents may have: 1 ms after the latest of them.
  package static func earliest(after parents: some Sequence<CommitTime>) -> CommitTime? {
    guard let latest = parents.max() else { return .lowest }
    return latest.next
  }

  /// Whether `time` may follow `parents`: later than each of them, and from the year 9000 on exactly
  /// 1 ms later than the latest, so that nobody can use time up.
  package static func follows(_ time: CommitTime, _ parents: [CommitTime]) -> Bool {
    guard let earliest = earliest(after: parents) else { return false }
    if time.milliseconds >= CommitTime.year9000 && !parents.isEmpty { return time == earliest }
    return time >= earliest
  }
}

extension CanonicalJSON {
  /// `{}`.
  public static let emptyObject = CanonicalJSON(unchecked: Array("{}".utf8))
  /// `null`.
  public static let null = CanonicalJSON(unchecked: Array("null".utf8))
}
