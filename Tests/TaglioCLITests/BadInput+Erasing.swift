extension BadInput {
  private static let reason = ["--reason", "x"]

  static let erasing: [BadInput] = [
    BadInput("erasing without a reason", run: ["redact", "odd"], status: 64, says: ["--reason"]),
    BadInput(
      "erasing with an empty reason",
      run: ["redact", "odd", "--reason", " ", "--yes"],
      says: ["needs a reason", "personal data"]
    ),
    BadInput("erasing nothing", run: ["redact"] + reason, status: 64, says: ["<v>"]),
    BadInput(
      "erasing what is not there",
      run: ["redact", "nobody", "--yes"] + reason,
      status: 6,
      says: ["\"nobody\"", "taglio ls"]
    ),
    BadInput(
      "erasing two things of which one is not there",
      run: ["redact", "odd", "nobody", "--yes"] + reason,
      status: 6,
      says: ["\"nobody\""]
    ),
    BadInput(
      "erasing a label and a version",
      run: ["redact", "odd", "--label", "title", "--only"] + reason,
      status: 64,
      says: ["leave out --only"]
    ),
    BadInput(
      "erasing a label and outputs",
      run: ["redact", "odd", "--label", "title", "--outputs"] + reason,
      status: 64,
      says: ["leave out --only and --outputs"]
    ),
    BadInput(
      "erasing a label without a name",
      run: ["redact", "odd", "--label", ""] + reason,
      status: 64,
      says: ["name of a label"]
    ),
    BadInput(
      "collecting redactions of something",
      run: ["gc", "--redactions", "odd"],
      status: 64,
      says: ["Unexpected argument", "odd"]
    ),
    BadInput(
      "erasing the built-in experiment",
      run: ["redact", "2cb57fdceecc", "--yes"] + reason,
      says: ["built in", "taglio ls runs"]
    ),
    BadInput(
      "erasing with too few digits",
      run: ["redact", "2c", "--yes"] + reason,
      status: 6,
      says: ["4"]
    ),
    BadInput(
      "collecting redactions by age",
      run: ["gc", "--redactions", "--older-than", "1d"],
      status: 64,
      says: ["leave out --older-than"]
    ),
    BadInput(
      "accepting losses in a repair",
      run: ["fsck", "--accept-loss", "--repair"],
      status: 64,
      says: ["leave out --repair"]
    ),
    BadInput(
      "accepting losses in a hurry",
      run: ["fsck", "--accept-loss", "--quick"],
      status: 64,
      says: ["--quick"]
    ),
    BadInput(
      "a reason for no loss",
      run: ["fsck", "--reason", "burnt"],
      status: 64,
      says: ["need --accept-loss"]
    ),
    BadInput(
      "accepting losses for no reason",
      run: ["fsck", "--accept-loss", "--reason", " "],
      says: ["reason is empty", "--reason TEXT"]
    ),
    BadInput(
      "salt without keys",
      files: ["new.jsonl": #"{"id":9}"#],
      run: ["add", "new.jsonl", "--no-key", "--salt"],
      status: 64,
      says: ["--salt needs keys"]
    ),
    BadInput(
      "salt for a record without a UUID",
      files: ["new.jsonl": #"{"id":9}"#],
      run: ["add", "new.jsonl", "--salt"],
      says: ["new.jsonl:1:1", "keys can be salted", "--key"]
    ),
    BadInput(
      "salt where something else is",
      files: ["new.jsonl": #"{"id":9,"$salt":"pepper"}"#],
      run: ["add", "new.jsonl", "--key", "id", "--salt"],
      says: ["new.jsonl:1:1", "/$salt", "leave out --salt"]
    ),
  ]
}
