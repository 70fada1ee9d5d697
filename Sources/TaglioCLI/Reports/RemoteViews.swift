import TaglioFormat

/// All remotes.
struct RemoteList: Report {
  var remotes: [RemoteName: RemoteURL]

  private var sorted: [(key: RemoteName, value: RemoteURL)] {
    remotes.sorted { $0.key < $1.key }
  }

  func text(_ style: Style) -> String {
    guard !remotes.isEmpty else { return "there are no remotes\n" }
    var table = TextTable()
    table.rows = sorted.map { [$0.key.description, $0.value.description.escapedForTerminal()] }
    return table.text(columns: nil)
  }

  /// `{"remotes":[{"name","place"}]}`, by name.
  var json: JSONTree { ["remotes": .list(entries)] }

  var entries: [JSONTree] { sorted.map { .remote($0.key, $0.value) } }
}

/// What `remote add` and `remote rm` did.
struct RemoteChange: Report {
  var name: RemoteName
  /// Nil where it was taken out.
  var url: RemoteURL?
  var file: String
  /// Whether a store is there, as far as that can be seen.
  var isThere = true

  var isConfirmation: Bool { true }

  var notes: [String] { isThere ? [] : ["there is no taglio store there yet"] }

  func text(_ style: Style) -> String {
    guard let url else { return "took out the remote \(name)\n" }
    return "the remote \(name) is \(url.description.escapedForTerminal())\n"
  }

  /// `{"file","name","place"}`; `place` is null where the remote was taken out.
  var json: JSONTree {
    [
      "file": .text(file), "name": .text(name.description),
      "place": .optional(url?.description),
    ]
  }
}

extension JSONTree {
  fileprivate static func remote(_ name: RemoteName, _ url: RemoteURL) -> JSONTree {
    ["name": .text(name.description), "place": .text(url.description)]
  }
}
