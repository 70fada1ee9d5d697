import Synchronization
package import TaglioFormat
import TaglioSystem

/// Objects on their way into a loose store: temporary files until they are published.
///
/// The batch knows each of its objects by id and serial number only, so that a million take up
/// little memory.
final class LooseBatch: ObjectBatch {
  private struct State {
    var objects = IDTable()
    /// By the object's place: of its temporary file, or one of `Serial`.
    var serials: [UInt64] = []
    var failure: StoreError?
  }

  /// What stands in place of a serial number.
  private enum Serial {
    /// The object is being written, or failed to be.
    static let claimed = UInt64.max
    /// A good file is in place.
    static let present = UInt64.max - 1
  }

  /// What was staged, as files that are made when they are looked at.
  private struct Files: RandomAccessCollection, Sendable {
    private let ids: [ObjectID]
    private let serials: [UInt64]
    /// The places of the staged ones, by their ids.
    private let places: [UInt32]

    init(_ state: State) {
      ids = state.objects.ids
      serials = state.serials
      let staged = serials.indices.lazy.filter { state.serials[$0] != Serial.claimed }
      let ids = ids
      places = staged.map { UInt32($0) }.sorted { ids[Int($0)] < ids[Int($1)] }
    }

    var startIndex: Int { places.startIndex }
    var endIndex: Int { places.endIndex }

    subscript(index: Int) -> StagedFile {
      let place = Int(places[index])
      let (fanout, name) = LooseStore.names(of: ids[place])
      let serial = serials[place] == Serial.present ? nil : serials[place]
      return StagedFile(directory: fanout, name: name, serial: serial)
    }
  }

  private let store: LooseStore
  private let state = Mutex(State())

  init(_ store: LooseStore) {
    self.store = store
  }

  deinit {
    discard()
  }

  func stage(_ type: ObjectType, _ payload: UnsafeRawBufferPointer) throws(StoreError) -> ObjectID {
    let id = ObjectCodec.id(type: type, payload: payload)
    try add(id) { () throws(StoreError) in
      if store.mayHold(id), try store.isIntact(id, payloadLength: payload.count) { return nil }
      return try store.codecs.encode(type, payload) { (file) throws(StoreError) in
        try stageFile(id, file)
      }
    }
    return id
  }

  func stageBlob(length: UInt64, from source: BlobSource) throws(StoreError) -> ObjectID {
    let id = try blobID(length: length, source)
    try add(id) { () throws(StoreError) in
      if try store.isIntact(id) { return nil }
      return try writeBlob(id, length, source)
    }
    return id
  }

  func stageFile(_ id: ObjectID, from source: BlobSource) throws(StoreError) {
    try add(id) { () throws(StoreError) in
      if try store.isIntact(id) { return nil }
      return try writeFile(id, source)
    }
  }

  func publish() throws(StoreError) {
    let (files, failure) = takeAll()
    do throws(StoreError) {
      if let failure { throw failure }
      try write { () throws(SystemError) in try store.publisher.publish(files) }
    } catch {
      store.publisher.discard(files)
      throw error
    }
  }

  func discard() {
    store.publisher.discard(takeAll().files)
  }
}

extension LooseBatch {
  /// Adds what `write` stages, unless the batch has this object already.
  ///
  /// A failure is kept: another caller may have been told that the object is being taken care of.
  private func add(
    _ id: ObjectID,
    _ write: () throws(StoreError) -> UInt64?
  ) throws(StoreError) {
    let claim = state.withLock { state in
      let (place, isNew) = state.objects.insert(id)
      if isNew { state.serials.append(Serial.claimed) }
      return isNew ? place : nil
    }
    guard let place = claim else { return }
    do {
      let serial = try write()
      state.withLock { $0.serials[place] = serial ?? Serial.present }
    } catch {
      state.withLock { $0.failure = error }
      throw error
    }
  }

  private func stageFile(
    _ id: ObjectID,
    _ file: UnsafeRawBufferPointer
  ) throws(StoreError) -> UInt64? {
    let (fanout, name) = LooseStore.names(of: id)
    return try write(id) { () throws(SystemError) in
      try store.publisher.stage(directory: fanout, name: name, bytes: file).serial
    }
  }

  private func writeBlob(
    _ id: ObjectID,
    _ length: UInt64,
    _ source: BlobSource
  ) throws(StoreError) -> UInt64? {
    try writeStaged(id) { (write) throws(StoreError) in
      try encodeBlob(id, length: length, from: source, to: write)
    }
  }

  /// What is written is what is verified, so the source may change under the reader.
  private func writeFile(_ id: ObjectID, _ source: BlobSource) throws(StoreError) -> UInt64? {
    try writeStaged(id) { (write) throws(StoreError) in
      _ = try decodeStream(
        id,
        from: { (buffer, offset) throws(StoreError) in
          let count = try source(buffer, offset)
          try write(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
          return count
        },
        to: { _ in }
      )
    }
  }

  /// Writes a temporary file piece by piece; nothing is left of it where `body` throws.
  private func writeStaged(
    _ id: ObjectID,
    _ body: ((UnsafeRawBufferPointer) throws(StoreError) -> Void) throws(StoreError) -> Void
  ) throws(StoreError) -> UInt64? {
    let (fanout, name) = LooseStore.names(of: id)
    var writer: StagedWriter = try write(id) { () throws(SystemError) in
      try store.publisher.stage(directory: fanout, name: name)
    }
    let file = writer.file
    do {
      try body { (bytes) throws(StoreError) in
        do throws(SystemError) {
          try writer.write(bytes)
        } catch {
          throw StoreError(writing: error, object: id)
        }
      }
      return try finish(writer, id)
    } catch {
      store.publisher.discard([file])
      throw error
    }
  }

  private func finish(
    _ writer: consuming StagedWriter,
    _ id: ObjectID
  ) throws(StoreError) -> UInt64? {
    do {
      return try writer.finish().serial
    } catch {
      throw StoreError(writing: error, object: id)
    }
  }

  private func write<R: ~Copyable>(
    _ id: ObjectID? = nil,
    _ body: () throws(SystemError) -> R
  ) throws(StoreError) -> R {
    do {
      return try body()
    } catch {
      throw StoreError(writing: error, object: id)
    }
  }

  private func takeAll() -> (files: Files, failure: StoreError?) {
    let taken = state.withLock { state in
      defer { state = State() }
      return state
    }
    return (Files(taken), taken.failure)
  }
}

extension ObjectStore {
  /// Whether a good file of this name exists, for an object of at most `payloadLength` bytes.
  package func isIntact(_ id: ObjectID, payloadLength: Int) throws(StoreError) -> Bool {
    try isIntact { () throws(StoreError) in _ = try read(id, limit: payloadLength) }
  }

  /// Whether a good file of this name exists, for an object of any size.
  package func isIntact(_ id: ObjectID) throws(StoreError) -> Bool {
    try isIntact { () throws(StoreError) in _ = try verify(id) }
  }

  private func isIntact(_ check: () throws(StoreError) -> Void) throws(StoreError) -> Bool {
    do {
      try check()
      return true
    } catch {
      switch error.code {
      case .missing, .damaged, .tooLarge: return false
      default: throw error
      }
    }
  }
}
