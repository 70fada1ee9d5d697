extension BadInput {
  static let repairs: [BadInput] = [
    BadInput(
      "a source without a repair",
      run: ["fsck", "--from", "folder"],
      status: 64,
      says: ["--from needs --repair"]
    ),
    BadInput(
      "a quick repair",
      run: ["fsck", "--repair", "--quick"],
      status: 64,
      says: ["leave out --quick"]
    ),
    BadInput(
      "a repair that ends early",
      run: ["fsck", "--repair", "--max-duration", "10s"],
      status: 64,
      says: ["leave out --quick and --max-duration"]
    ),
    BadInput(
      "a repair from a directory that is not there",
      run: ["fsck", "--repair", "--from", "nowhere"],
      status: 64,
      says: ["--from nowhere", "no such directory", "copy"]
    ),
    BadInput(
      "a repair from a file",
      files: ["copy.tar": "x"],
      run: ["fsck", "--repair", "--from", "copy.tar"],
      status: 64,
      says: ["--from copy.tar", "no such directory"]
    ),
    BadInput(
      "a repair from a directory without objects",
      files: ["folder/notes.txt": "x"],
      run: ["fsck", "--repair", "--from", "folder"],
      status: 64,
      says: ["no objects in this directory", ".taglio/objects"]
    ),
    BadInput(
      "a repair from the store itself",
      run: ["fsck", "--repair", "--from", ".taglio/objects"],
      status: 64,
      says: ["the store that is to be repaired"]
    ),
    BadInput(
      "a repair of a format that does not read",
      files: [".taglio/format": "soon\n"],
      run: ["fsck", "--repair"],
      status: 4,
      says: [".taglio/format", "which format", "the number 1"]
    ),
    BadInput(
      "a repair of a later format",
      files: [".taglio/format": "2\n"],
      run: ["fsck", "--repair"],
      says: ["format 2", "newer taglio"]
    ),
    BadInput(
      "a repair with settings that do not read",
      files: [".taglio/config": "nothing at all\n"],
      run: ["fsck", "--repair"],
      says: ["config", "Correct the line"]
    ),
    BadInput(
      "a doctor where there is no store",
      run: ["-C", "/", "doctor"],
      status: 10,
      says: ["no taglio store", "taglio init"]
    ),
  ]
}
