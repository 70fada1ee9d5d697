extension StoreOperation {
  /// A store with three cases and a copy of it that has gone on, by one commit or by two.
  private static func twoCopies(isFar: Bool) -> [Step] {
    let news = [
      Step.run(["edit", "3", "--set", "/a=8"], in: "other"),
      .run(["edit", "1", "--label", "title=One"], in: "other"),
    ]
    return small + [.copy("store", to: "other")] + (isFar ? news : [news[0]])
  }

  private static func knowing(_ remote: String, in store: String) -> Step {
    .write("\(store)/.taglio/config", "durability = batch\nremote.\(remote) = ../\(remote)\n")
  }

  /// What goes between copies: one commit at a stroke, several one after the other.
  static let exchanging: [StoreOperation] = [
    StoreOperation(
      "fetch",
      ["fetch", "other"],
      after: twoCopies(isFar: false) + [knowing("other", in: "store")]
    ),
    StoreOperation(
      "pushed-to",
      ["-C", "../other", "push", "store"],
      after: twoCopies(isFar: false) + [
        .write("store/.taglio/config", "durability = batch\n"), knowing("store", in: "other"),
      ]
    ),
    StoreOperation(
      "sync",
      ["sync", "other"],
      after: twoCopies(isFar: true) + [
        .run(["edit", "2", "--set", "/a=6"]), knowing("other", in: "store"),
      ],
      course: .stepwise
    ),
  ]

  /// What is given up for good.
  static let erasing: [StoreOperation] = [
    StoreOperation(
      "redact",
      ["redact", "2", "--reason", "asked for", "--yes"],
      after: small + [.run(["edit", "2", "--set", "/a=6"]), careful]
    ),
    StoreOperation(
      "accept-loss",
      ["fsck", "--accept-loss", "--yes"],
      after: small + [.run(["edit", "2", "--set", "/a=6"]), careful],
      arriving: [.damage("store", onlyCases: true)],
      course: .stepwise
    ),
  ]
}
