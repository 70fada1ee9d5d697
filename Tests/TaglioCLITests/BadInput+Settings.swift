/// Calls that say something wrong about settings.
extension BadInput {
  static let settings: [BadInput] = [
    BadInput(
      "a setting that does not exist",
      run: ["config", "durabilty", "each"],
      status: 64,
      says: ["\"durabilty\"", "Did you mean durability?"]
    ),
    BadInput(
      "a value that the setting cannot have",
      run: ["config", "durability", "soon"],
      status: 64,
      says: ["\"soon\"", "batch, each or none"]
    ),
    BadInput(
      "an empty author",
      run: ["config", "author", ""],
      status: 64,
      says: ["cannot be empty", "--unset author"]
    ),
    BadInput(
      "a line break in a value",
      run: ["config", "author", "Ada\nkey = id"],
      status: 64,
      says: ["Ada\\nkey", "one line"]
    ),
    BadInput(
      "a program for all who have the store",
      run: ["config", "pager", "less"],
      status: 64,
      says: ["pager names a program", "taglio config --user pager"]
    ),
    BadInput(
      "a program that came with the store",
      files: [".taglio/config": "key = id\neditor = ./evil\n"],
      run: ["log"],
      says: [".taglio/config:2: ", "editor names a program"]
    ),
    BadInput(
      "a setting that is not set",
      run: ["config", "--unset", "key"],
      status: 6,
      says: ["key is not set in", "--show-origin"]
    ),
    BadInput(
      "the user's settings without a place for them",
      run: ["config", "--user", "author", "Ada"],
      says: ["HOME"]
    ),
    BadInput(
      "settings of a store where there is none",
      run: ["-C", "..", "config", "key", "id"],
      status: 10,
      says: ["no taglio store", "--user"]
    ),
    BadInput("-c without a value", run: ["ls", "-c", "key"], status: 64, says: ["-c key", "="]),
    BadInput(
      "-c with a name that is none",
      run: ["-c", "colr=never", "ls"],
      status: 64,
      says: ["\"colr\"", "Did you mean color?"]
    ),
    BadInput(
      "-c with a wrong value",
      run: ["--setting=color=pink", "ls"],
      status: 64,
      says: ["\"pink\"", "auto, always or never"]
    ),
    BadInput(
      "a line of another form",
      files: [".taglio/config": "# mine\n\nkey: id\n"],
      run: ["config"],
      says: [".taglio/config:3: ", "name = value"]
    ),
    BadInput(
      "a setting in two lines",
      files: [".taglio/config": "key = a\nkey = b\n"],
      run: ["ls"],
      says: [".taglio/config:2: ", "twice"]
    ),
    BadInput(
      "settings that are not UTF-8",
      bytes: [".taglio/config": [0x6B, 0xFF]],
      run: ["ls"],
      says: [".taglio/config:1: ", "UTF-8"]
    ),
    BadInput(
      "a slip in a command",
      run: ["stauts"],
      status: 64,
      says: ["\"stauts\"", "Did you mean status?"]
    ),
    BadInput(
      "a manual page of nothing",
      run: ["man", "shwo"],
      status: 64,
      says: ["\"shwo\"", "Did you mean show?"]
    ),
    BadInput(
      "a shell that is not known",
      run: ["completions", "tcsh"],
      status: 64,
      says: ["tcsh", "bash"]
    ),
  ]
}
