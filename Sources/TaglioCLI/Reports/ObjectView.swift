import TaglioFormat
import TaglioKit
import TaglioStore

/// An object that has no view of its own: a blob, or the changes of a commit.
struct ObjectView: Report {
  var id: ObjectID
  var type: String
  var size: Int

  init(_ repository: Repository, _ id: ObjectID) throws {
    let object = try VerifiedObject.read(id, in: repository.objects)
    self.id = id
    type = "\(object.header.type)"
    size = Int(object.header.payloadLength)
  }

  func text(_ style: Style) -> String {
    "\(type) \(style.id(id)): \(size.of("byte")); see: taglio cat-file -p \(style.plain(id))\n"
  }

  var json: JSONTree { ["id": .id(id), "size": .number(size), "type": .text(type)] }
}
