/// Wrong calls of `edit`, `resolve`, `rm`, `restore` and `name`, on the small store.
extension BadInput {
  static let edits: [BadInput] = fieldEdits + labelEdits + editTexts + resolving + removals + naming

  private static let fieldEdits: [BadInput] = [
    BadInput(
      "a path to nothing",
      run: ["edit", "2", "--set", "/input/question=1"],
      status: 6,
      says: ["there is no /input", "\n  /answer\n  /id\n  /question\n"]
    ),
    BadInput(
      "--unset of nothing",
      run: ["edit", "2", "--unset", "/colour"],
      status: 6,
      says: ["there is no /colour", "/question"]
    ),
    BadInput(
      "--set without a value",
      run: ["edit", "2", "--set", "/answer"],
      status: 64,
      says: ["--set /answer has no value", "--set '/answer=VALUE'"]
    ),
    BadInput(
      "--set of a text without quotation marks",
      run: ["edit", "2", "--set", "/answer=five"],
      status: 64,
      says: ["is no JSON", #"--set '/answer="five"'"#]
    ),
    BadInput(
      "--set of a path without a slash",
      run: ["edit", "2", "--set", "answer=5"],
      status: 64,
      says: ["\"answer\" is no path", "/input/messages/0"]
    ),
    BadInput(
      "--set of the whole",
      run: ["edit", "2", "--set", "={}"],
      status: 64,
      says: ["is no path to a field"]
    ),
    BadInput(
      "an edit of the key",
      run: ["edit", "2", "--set", "/id=3"],
      says: ["\"id\" holds the key", "field /id", "another case"]
    ),
    BadInput(
      "an edit of a field that is a label",
      run: ["edit", "2", "--set", #"/title="x""#],
      says: ["\"title\" is a label", "--label title=VALUE"]
    ),
    BadInput(
      "an edit of an older version",
      run: ["edit", "2~1", "--set", "/answer=7"],
      says: ["is version 1 of 2 and no head", "Edit the head", "taglio undo"]
    ),
    BadInput(
      "an edit that nests too deeply",
      run: ["edit", "2", "--set", "/answer=" + nested(600)],
      status: 64,
      says: ["512"]
    ),
    BadInput(
      "an edit of nothing that is here",
      run: ["edit", "nobody", "--set", "/a=1"],
      status: 6,
      says: ["\"nobody\"", "taglio ls"]
    ),
  ]

  private static func nested(_ depth: Int) -> String {
    String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
  }

  private static let labelEdits: [BadInput] = [
    BadInput(
      "keywords that are no list",
      run: ["edit", "1", "--label", "keywords=easy"],
      says: ["keywords is a list of texts", "--add-label keywords=TEXT"]
    ),
    BadInput(
      "an element for a label that is one text",
      run: ["edit", "2", "--add-label", "title=More"],
      says: ["title is one text", "--label title=TEXT"]
    ),
    BadInput(
      "--drop-label of an element that is not there",
      run: ["edit", "1", "--drop-label", "keywords=hard"],
      status: 6,
      says: ["no element \"hard\"", "\n  \"easy\"\n"]
    ),
    BadInput(
      "--drop-label of a label that is not there",
      run: ["edit", "2", "--drop-label", "notes"],
      status: 6,
      says: ["2 has no label notes", "title=\"Primes\""]
    ),
    BadInput(
      "--label without a value",
      run: ["edit", "2", "--label", "title"],
      status: 64,
      says: ["--label title is not NAME=VALUE", "--label title=Primes"]
    ),
    BadInput(
      "-m without a text",
      run: ["edit", "2", "--label", "title=x", "-m", ""],
      status: 64,
      says: ["-m needs a text"]
    ),
  ]

  private static func text(_ name: String, _ text: String, says: [String]) -> BadInput {
    BadInput(
      name,
      files: ["text.yaml": text],
      run: ["edit", "2", "--from", "text.yaml"],
      says: says
    )
  }

  private static let editTexts: [BadInput] = [
    BadInput(
      "an editor that is not there",
      run: ["edit", "2"],
      says: ["the editor \"vi\" was not found", "export EDITOR="]
    ),
    BadInput("no such text", run: ["edit", "2", "--from", "none.yaml"], says: ["none.yaml"]),
    BadInput(
      "--from and --set",
      run: ["edit", "2", "--from", "a.yaml", "--set", "/a=1"],
      status: 64,
      says: ["excludes the other changes"]
    ),
    text("a text that is no YAML", "fields:\n  answer: [5\n", says: ["text.yaml:3:"]),
    text("a text that is a list", "- 1\n", says: ["text.yaml:1:"]),
    text("a text with a member that is none", "input: 1\n", says: ["\"input\"", "in fields"]),
    text("fields that are no object", "fields: 5\n", says: ["fields must be an object"]),
    text("a text of two documents", "fields: {}\n---\nfields: {}\n", says: ["second document"]),
    text("a version that is no id", "version: abc\n", says: ["version must be a whole id"]),
    text(
      "a text that leaves the key out",
      "fields:\n  answer: 5\n",
      says: ["\"id\" holds the key"]
    ),
    text(
      "a label of a wrong type in a text",
      "labels:\n  title: 5\n",
      says: ["title is one text"]
    ),
    text(
      "a text made from what is no head",
      "version: \(String(repeating: "ab", count: 32))\nfields: {id: 2}\n",
      says: ["2 was edited since", "taglio show"]
    ),
  ]

  private static let resolving: [BadInput] = [
    BadInput(
      "resolve without a fork",
      run: ["resolve", "2", "--take", "2"],
      says: ["2 has one head", "taglio status"]
    ),
    BadInput(
      "resolve --edit without a fork",
      run: ["resolve", "2", "--edit"],
      says: ["2 has one head"]
    ),
    BadInput(
      "resolve without saying how",
      run: ["resolve", "2"],
      status: 64,
      says: ["--take V", "--edit"]
    ),
    BadInput(
      "resolve in two ways",
      run: ["resolve", "2", "--take", "2", "--edit"],
      status: 64,
      says: ["exclude each other"]
    ),
  ]

  private static let removals: [BadInput] = [
    BadInput("rm of nothing", run: ["rm"], status: 64, says: ["taglio rm --help"]),
    BadInput(
      "rm of something that is not here",
      run: ["rm", "1", "nobody"],
      status: 6,
      says: ["\"nobody\""]
    ),
    BadInput(
      "restore of something that is not here",
      run: ["restore", "nobody"],
      status: 6,
      says: ["\"nobody\""]
    ),
  ]

  private static func name(_ name: String, _ given: String, says: [String]) -> BadInput {
    BadInput(name, run: ["name", given, "2"], says: says)
  }

  private static let naming: [BadInput] = [
    name("a name for a case", "runs/two", says: ["\"2\" is a case", "their keys"]),
    name("a name of no kind", "two", says: ["\"two\" is no name", "runs/NAME"]),
    name("a name among the keys", "cases/two", says: ["\"cases/two\" is no name", "their keys"]),
    name("../ in a name", "runs/../x", says: ["looks like a path", "runs/baseline"]),
    name("a name like an id", "runs/abcd", says: ["looks like the beginning of an id"]),
    name("the name latest", "runs/latest", says: ["stands for the run that started last"]),
    name("a name that goes back", "runs/a~1", says: ["go back to earlier versions"]),
    name("an invisible character in a name", "runs/a\u{202E}", says: ["invisible", "\\u202e"]),
    BadInput(
      "a name for nothing",
      run: ["name", "runs/two"],
      status: 64,
      says: ["taglio name runs/two V"]
    ),
    BadInput(
      "--delete of a name that nobody gave",
      run: ["name", "--delete", "runs/two"],
      status: 6,
      says: ["nothing is called runs/two", "taglio ls refs"]
    ),
    BadInput(
      "--delete and --force",
      run: ["name", "--delete", "--force", "runs/two"],
      status: 64,
      says: ["exclude each other"]
    ),
  ]
}
