import TaglioFormat

/// The commits that list objects: mostly one each.
struct Listings {
  private let firstObject: UInt32
  /// Of an object that is new, the first commit that lists it.
  private var first: [UInt32] = []
  private var further: [UInt32: [UInt32]] = [:]

  private static let none = UInt32.max

  /// - Parameter firstObject: the number of the first object that is new.
  init(from firstObject: UInt32) {
    self.firstObject = firstObject
  }

  mutating func add(_ commit: UInt32, of object: UInt32) {
    guard object >= firstObject else {
      further[object, default: []].append(commit)
      return
    }
    let place = Int(object - firstObject)
    while first.count <= place { first.append(Self.none) }
    if first[place] == Self.none {
      first[place] = commit
    } else {
      further[object, default: []].append(commit)
    }
  }

  func commits(of object: UInt32) -> [UInt32] {
    let rest = further[object, default: []]
    guard object >= firstObject, Int(object - firstObject) < first.count,
      first[Int(object - firstObject)] != Self.none
    else { return rest }
    return [first[Int(object - firstObject)]] + rest
  }
}

/// Who wrote which register, for commits that had not seen each other.
///
/// Nothing is kept before it is asked for the first time, which a history in one line never does.
struct RegisterWriters {
  /// By the beginning of a row of `registers`, class and both hashes.
  private var commits: [[UInt8]: [UInt32]] = [:]
  /// How many rows were looked at.
  private var count = 0

  /// The commits among `rows` of the table `registers` that wrote a register.
  mutating func commits(of key: RegisterKey, in rows: UnsafeRawBufferPointer) -> [UInt32] {
    let width = IndexTable.registers.rowWidth
    let keyed = IndexTable.registers.keyWidth - 4
    while count * width < rows.count {
      let start = count * width
      let commit = rows.bigEndian(at: start + keyed, as: UInt32.self)
      commits[Array(rows[start..<start + keyed]), default: []].append(commit)
      count += 1
    }
    return commits[key.hash, default: []]
  }
}

extension UnsafeRawBufferPointer {
  /// The id whose 32 bytes stand at `offset`.
  func id(at offset: Int) -> ObjectID {
    ObjectID(
      words: (
        bigEndian(at: offset, as: UInt64.self), bigEndian(at: offset + 8, as: UInt64.self),
        bigEndian(at: offset + 16, as: UInt64.self), bigEndian(at: offset + 24, as: UInt64.self)
      )
    )
  }
}
