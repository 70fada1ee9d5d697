extension Finding {
  /// The stable name of a kind of finding.
  ///
  /// Scripts may rely on it; it never changes its meaning.
  package struct Name: Sendable, Hashable, CustomStringConvertible {
    /// Lower-case words joined by `-`.
    package let text: String
    package let severity: Severity
    /// What a finding of this name means, in one sentence.
    package let meaning: String

    private init(_ text: String, _ severity: Severity, _ meaning: String) {
      self.text = text
      self.severity = severity
      self.meaning = meaning
    }

    package var description: String { text }

    package static func == (left: Name, right: Name) -> Bool { left.text == right.text }

    package func hash(into hasher: inout Hasher) { hasher.combine(text) }
  }
}

// MARK: Files of objects

extension Finding.Name {
  package static let objectMissing = Self(
    "object-missing",
    .error,
    "A visible commit lists the object, and no file has its name."
  )
  package static let objectCut = Self(
    "object-cut",
    .error,
    "The file ends before its compressed stream does; an empty file is one that ends at once."
  )
  package static let objectCompression = Self(
    "object-compression",
    .error,
    "The bytes of the file are no zlib stream, or a damaged one."
  )
  package static let objectTrailing = Self(
    "object-trailing",
    .error,
    "Something follows the compressed stream in the file."
  )
  package static let objectHash = Self(
    "object-hash",
    .error,
    "The contents are whole and hash to another name: they were altered, or the file was renamed."
  )
  package static let objectHeader = Self(
    "object-header",
    .error,
    "The contents hash to the name and do not begin with an object's header."
  )
  package static let objectLength = Self(
    "object-length",
    .error,
    "The contents hash to the name and are not as long as their header says."
  )
  package static let objectTooLarge = Self(
    "object-too-large",
    .error,
    "The payload is longer than a record may be."
  )
  package static let objectNotAFile = Self(
    "object-not-a-file",
    .error,
    "A directory, a link or a device has the name of an object."
  )
}

// MARK: What objects say

extension Finding.Name {
  package static let payloadNotCanonical = Self(
    "payload-not-canonical",
    .error,
    "The payload is JSON, and not the canonical text of itself."
  )
  package static let payloadMalformed = Self(
    "payload-malformed",
    .error,
    "The payload is not JSON, or lacks what its type must hold, or holds it in another form."
  )
  package static let linkType = Self(
    "link-type",
    .error,
    "An object links another one of a type that the link may not lead to."
  )
  package static let linkMissing = Self(
    "link-missing",
    .error,
    "An object of a visible commit links one that no visible commit lists."
  )
  package static let lineageChanged = Self(
    "lineage-changed",
    .error,
    "A version differs from the one before it in what stays the same along a lineage."
  )
  package static let newer = Self(
    "newer",
    .warning,
    "A later version of taglio wrote it; this one leaves it alone."
  )
}

// MARK: Commits, runs, copies

extension Finding.Name {
  package static let commitMissing = Self(
    "commit-missing",
    .error,
    "This copy has taken the commit in before, and no file has its name."
  )
  package static let commitInvalid = Self(
    "commit-invalid",
    .error,
    "The commit breaks a rule, and is never taken in."
  )
  package static let commitBlocked = Self(
    "commit-blocked",
    .warning,
    "The commit waits for something that is here and cannot be used as it is."
  )
  package static let copyNotFinished = Self(
    "copy-not-finished",
    .warning,
    "Files that only commits not yet taken in need are missing or cut: a copy is under way."
  )
  package static let sealMismatch = Self(
    "seal-mismatch",
    .error,
    "The outputs of a run are not those that its seal counts."
  )
}

// MARK: What is derived from objects

extension Finding.Name {
  package static let acceptedDamaged = Self(
    "accepted-damaged",
    .warning,
    "Lines of the list of accepted commits do not read."
  )
  package static let indexDamaged = Self(
    "index-damaged",
    .warning,
    "The index does not read, or its checksums do not match."
  )
  package static let indexDiffers = Self(
    "index-differs",
    .warning,
    "The index reads and says other than the objects do."
  )
  package static let refDamaged = Self(
    "ref-damaged",
    .warning,
    "A file of refs does not read."
  )
  package static let refMissing = Self(
    "ref-missing",
    .warning,
    "Refs that follow from the objects are not there."
  )
  package static let refDiffers = Self(
    "ref-differs",
    .warning,
    "Refs point elsewhere than the objects say."
  )
  package static let refUnknown = Self(
    "ref-unknown",
    .warning,
    "There are refs of which the objects say nothing."
  )
}

// MARK: What lies about

extension Finding.Name {
  package static let stray = Self(
    "stray",
    .note,
    "A name among objects or refs that is none of theirs; other tools leave such files."
  )
  package static let leftover = Self(
    "leftover",
    .note,
    "A temporary file: a writer is at work, or was stopped."
  )
  package static let unreferenced = Self(
    "unreferenced",
    .note,
    "A good object that no commit lists: a writer was stopped, or its commit has not come yet."
  )

  package static let objectLost = Self(
    "object-lost",
    .note,
    "Somebody said that no copy has the object; what is known of it stands in for it."
  )
  package static let objectErased = Self(
    "object-erased",
    .note,
    "The object was erased for good, and its bytes are still here."
  )

  /// All names, in the order of the page that documents them.
  package static let all: [Finding.Name] = [
    .objectMissing, .objectCut, .objectCompression, .objectTrailing, .objectHash, .objectHeader,
    .objectLength, .objectTooLarge, .objectNotAFile, .payloadNotCanonical, .payloadMalformed,
    .linkType, .linkMissing, .lineageChanged, .newer, .commitMissing, .commitInvalid,
    .commitBlocked, .copyNotFinished, .sealMismatch, .acceptedDamaged, .indexDamaged, .indexDiffers,
    .refDamaged, .refMissing, .refDiffers, .refUnknown, .stray, .leftover, .unreferenced,
    .objectLost, .objectErased,
  ]
}
