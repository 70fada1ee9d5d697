import SystemPackage
import TaglioSystem
import TestSupport
import Testing

/// Once the file of a commit is in place, a failure must not sound as if nothing had happened.
@Suite struct CommittedTests {
  /// What fails after the commit is in place: the list of accepted commits, the index, the refs.
  @Test(arguments: ["accepted", "index", "refs"])
  func aFailureAfterTheCommitSaysThatItIsThere(place: String) throws {
    let prepared = try PreparedOperation(
      try #require(StoreOperation.all.first { $0.name == "edit" })
    )
    try withTemporaryDirectory { root in
      let site = try prepared.lay(in: root)
      let books = site.store.appending(".taglio").appending(place)
      let recorder = EffectRecorder(
        fault: .init(SystemError(.write, books, .noSpace)) { effect in
          if case .write(let path, _, _) = effect { path.starts(with: books) } else { false }
        }
      )
      let outcome = try prepared.run(at: site, disk: Disk(witness: recorder.witness()))
      #expect(recorder.faultFired)
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("is in place"), "\(outcome.errors)")
      #expect(outcome.errors.contains("Do not repeat the command"), "\(outcome.errors)")
      #expect(try StorePicture(of: site.store).says(theSameAs: prepared.after))
    }
  }
}
