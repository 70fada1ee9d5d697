import ArgumentParser
import TaglioFormat

struct CatFileCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "cat-file",
    abstract: "Print an object, verified.",
    discussion: """
      Nothing is printed whose bytes do not hash to its name. With --batch, names are read from \
      standard input, one a line, and each is answered with "<id> <type> <size>", a line feed, the \
      payload and a line feed, or with "<name> missing", "ambiguous", "erased" or "damaged".

      EXAMPLES
        taglio cat-file -p 1a2b3c4d
        taglio cat-file --raw 1a2b3c4d | python3 -m json.tool
        taglio ls --jsonl | jq -r .head | taglio cat-file --batch
      """
  )

  @Flag(name: .customShort("t"), help: "Print the type.")
  var type = false

  @Flag(name: .customShort("s"), help: "Print the length of the payload in bytes.")
  var size = false

  @Flag(name: .customShort("p"), help: "Print the payload for a person: JSON in lines.")
  var pretty = false

  @Flag(help: "Print the bytes of the payload.")
  var raw = false

  @Flag(help: "Answer names on standard input.")
  var batch = false

  @Argument(
    help: ArgumentHelp("An id, the beginning of one, or another name.", valueName: "id"),
    completion: .version
  )
  var name: String?

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  func validate() throws {
    guard [type, size, pretty, raw, batch].count(where: { $0 }) == 1 else {
      throw ValidationError("say one of -t, -s, -p, --raw and --batch")
    }
    if batch && name != nil { throw ValidationError("--batch reads ids from standard input") }
    if !batch && name == nil { throw ValidationError("say which object: an id or a name") }
  }

  func run(in session: Session) throws -> ExitStatus {
    let part: CatFileRequest.Part = type ? .type : size ? .size : pretty ? .pretty : .raw
    let action = name.map { CatFileRequest.Action.show(part, $0) } ?? .batch
    return try CatFileRequest(settings: session.settings, action: action).run(in: session)
  }
}

struct HashObjectCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "hash-object",
    abstract: "Print the id that a file would have as an object.",
    discussion: """
      Nothing is stored, and no store is needed. A file for a type other than blob must be a valid \
      payload of that type in canonical form; --canonical brings JSON into that form first.

      EXAMPLES
        taglio hash-object photo.png
        taglio hash-object -t case --canonical case.json
      """
  )

  static func objectType(_ name: String) throws -> ObjectType {
    if let type = HashObjectRequest.type(name) { return type }
    throw ValidationError("\"\(name)\" is no type of objects")
  }

  @Option(
    name: .customShort("t"),
    help: ArgumentHelp(
      "blob, case, changes, commit, experiment or run.",
      valueName: "type"
    ),
    transform: { try HashObjectCommand.objectType($0) }
  )
  var type = ObjectType.blob

  @Flag(help: "Bring JSON into canonical form first.")
  var canonical = false

  @Argument(
    help: ArgumentHelp("The file; - is standard input.", valueName: "file"),
    completion: .file()
  )
  var file: String

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  func run(in session: Session) throws -> ExitStatus {
    let request = HashObjectRequest(
      settings: session.settings,
      type: type,
      isCanonicalising: canonical,
      file: file
    )
    return try request.run(in: session)
  }
}
