extension BadInput {
  /// A line in `.taglio/config` that is refused by whatever opens the store.
  private static func setting(_ name: String, _ line: String, says: [String]) -> BadInput {
    BadInput(
      name,
      files: [".taglio/config": "durability = none\n\(line)\n"],
      run: ["fetch"],
      says: [".taglio/config:"] + says
    )
  }

  static let remotes: [BadInput] = [
    setting(
      "a remote that is an option",
      "remote.origin = -oProxyCommand=touch x:y",
      says: ["config:2: ", "remote.origin", "option", "HOST:PATH"]
    ),
    setting(
      "a host that is an option",
      "remote.origin = ssh://-oProxyCommand=x/a",
      says: ["config:2: ", "no name of a host"]
    ),
    setting(
      "a helper for a remote",
      "remote.origin = ext::sh -c x",
      says: ["config:2: ", "\"ext:\" is no transport"]
    ),
    setting(
      "a remote on the web",
      "remote.origin = https://example.org/x",
      says: ["config:2: ", "\"https:\" is no transport"]
    ),
    setting(
      "a control character in a remote",
      "remote.origin = a\u{1}b",
      says: ["config:2: ", "control characters"]
    ),
    setting("a remote without a place", "remote.origin =", says: ["config:2: ", "empty"]),
    setting(
      "a remote's name with a slash",
      "remote.a/b = ../copy",
      says: ["config:2: ", "\"a/b\" is no name of a remote"]
    ),
    setting(
      "a remote that stands twice",
      "remote.a = ../b\nremote.a = ../c",
      says: ["config:3: ", "\"remote.a\" is set twice"]
    ),
    BadInput("no remote", run: ["fetch"], status: 64, says: ["no remote", "taglio remote add"]),
    BadInput(
      "a remote that nobody added",
      run: ["push", "lab"],
      status: 6,
      says: ["no remote lab", "taglio remote add lab"]
    ),
    BadInput(
      "several remotes and none meant",
      files: [".taglio/config": "remote.a = ../a\nremote.b = ../b\n"],
      run: ["sync"],
      status: 64,
      says: ["several remotes", "a or b"]
    ),
    BadInput(
      "a remote where nothing is",
      files: [".taglio/config": "remote.a = ../nowhere\n"],
      run: ["fetch"],
      status: 10,
      says: ["../nowhere", "no taglio store there", "taglio init"]
    ),
    BadInput(
      "a remote that is the store itself",
      files: [".taglio/config": "remote.a = ./.taglio/../../project\n"],
      run: ["push"],
      status: 64,
      says: ["this store itself"]
    ),
    BadInput(
      "adding a remote that is the store itself",
      run: ["remote", "add", "self", "."],
      status: 64,
      says: ["this store itself"]
    ),
    BadInput(
      "adding a remote with a bad name",
      run: ["remote", "add", "a b", "../copy"],
      status: 64,
      says: ["\"a b\" is no name of a remote"]
    ),
    BadInput(
      "adding a remote that is no place",
      run: ["remote", "add", "a", "ext::x"],
      status: 64,
      says: ["ext::x", "no transport"]
    ),
    BadInput(
      "adding a remote twice",
      files: [".taglio/config": "remote.a = ../copy\n"],
      run: ["remote", "add", "a", "../other"],
      status: 64,
      says: ["a remote a already: ../copy", "taglio remote rm a"]
    ),
    BadInput(
      "adding a remote without a place",
      run: ["remote", "add", "a"],
      status: 64,
      says: ["a name and a place"]
    ),
    BadInput(
      "taking out a remote that is none",
      run: ["remote", "rm", "a"],
      status: 6,
      says: ["no remote a"]
    ),
    BadInput(
      "a remote as a setting",
      run: ["config", "remote.a", "../copy"],
      status: 64,
      says: ["remote.a", "taglio remote add"]
    ),
    BadInput(
      "a clone of nothing",
      run: ["clone", "../nowhere", "mine"],
      status: 10,
      says: ["nowhere", "no taglio store there"]
    ),
    BadInput(
      "a clone into a directory that is not empty",
      run: ["clone", "../nowhere", "."],
      status: 64,
      says: ["not an empty directory"]
    ),
    BadInput(
      "a clone that has no name",
      run: ["clone", "host:/"],
      status: 64,
      says: ["host:/", "taglio clone SRC DIR"]
    ),
  ]
}
