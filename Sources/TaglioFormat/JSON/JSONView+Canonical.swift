extension JSONView {
  /// Appends the canonical text of the value.
  ///
  /// It may be longer than the source: `1e20` becomes 21 digits. Whoever stores it checks its size.
  package func appendCanonical(to output: inout [UInt8]) {
    document.withNodes { text, nodes in
      var form = CanonicalForm(text: text, nodes: nodes)
      form.append(index, to: &output)
      form.flush(to: &output)
    }
  }

  /// Appends the canonical text of an object without the members of these keys.
  ///
  /// Keys are given as their exact bytes. Values of other kinds are appended whole.
  package func appendCanonical(to output: inout [UInt8], omitting keys: [[UInt8]]) {
    document.withNodes { text, nodes in
      var form = CanonicalForm(text: text, nodes: nodes)
      if kind == .object {
        form.appendObject(index, to: &output) { key in keys.contains { key.equals($0) } }
      } else {
        form.append(index, to: &output)
      }
      form.flush(to: &output)
    }
  }

  /// The canonical text of the value.
  package var canonical: CanonicalJSON {
    var bytes: [UInt8] = []
    if index == 0 { bytes.reserveCapacity(document.text.count) }
    appendCanonical(to: &bytes)
    return CanonicalJSON(unchecked: bytes)
  }
}

extension JSONText {
  fileprivate func equals(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { equals($0) }
  }
}
