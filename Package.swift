// swift-tools-version: 6.2
import PackageDescription

var settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]
if Context.environment["TAGLIO_WARNINGS_AS_ERRORS"] != nil {
  settings.append(.treatAllWarnings(as: .error))
}

let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let parser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
  name: "taglio",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "taglio", targets: ["taglio"]),
    .library(name: "TaglioKit", targets: ["TaglioKit"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/apple/swift-system", from: "1.6.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
    // Without its default trait, which would bring Foundation.
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0", traits: []),
  ],
  targets: [
    .systemLibrary(
      name: "CZlib",
      pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]
    ),
    .target(name: "CTaglioShims"),
    .target(name: "TaglioFormat", dependencies: ["CZlib"], swiftSettings: settings),
    .target(name: "TaglioSchema", dependencies: ["TaglioFormat"], swiftSettings: settings),
    .target(
      name: "TaglioSystem",
      dependencies: ["CTaglioShims", system],
      swiftSettings: settings
    ),
    .target(
      name: "TaglioStore",
      dependencies: ["TaglioFormat", "TaglioSystem", system],
      swiftSettings: settings
    ),
    .target(
      name: "TaglioKit",
      dependencies: ["TaglioFormat", "TaglioSchema", "TaglioStore", "TaglioSystem", system],
      swiftSettings: settings
    ),
    .target(
      name: "TaglioCheck",
      dependencies: ["TaglioFormat", "TaglioKit", "TaglioStore", "TaglioSystem", system],
      swiftSettings: settings
    ),
    .target(
      name: "TaglioSync",
      dependencies: ["TaglioFormat", "TaglioKit", "TaglioStore", "TaglioSystem", system],
      swiftSettings: settings
    ),
    .target(
      name: "TaglioRun",
      dependencies: ["TaglioFormat", "TaglioKit", "TaglioSystem"],
      swiftSettings: settings
    ),
    .target(
      name: "TaglioImport",
      dependencies: ["TaglioFormat", "TaglioKit", "TaglioSystem", system, yams],
      swiftSettings: settings
    ),
    .target(
      name: "TaglioCLI",
      dependencies: [
        "TaglioCheck", "TaglioFormat", "TaglioImport", "TaglioKit", "TaglioRun",
        "TaglioStore", "TaglioSync", "TaglioSystem", parser, subprocess, system,
      ],
      swiftSettings: settings
    ),
    .executableTarget(name: "taglio", dependencies: ["TaglioCLI"], swiftSettings: settings),
    .target(
      name: "TestSupport",
      dependencies: [
        "TaglioFormat", "TaglioKit", "TaglioRun", "TaglioStore", "TaglioSystem", system,
      ],
      path: "Tests/TestSupport",
      swiftSettings: settings
    ),
    .testTarget(
      name: "TaglioFormatTests",
      dependencies: ["TaglioFormat", "TestSupport"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "TaglioSchemaTests",
      dependencies: ["TaglioFormat", "TaglioSchema", "TestSupport"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "TaglioSystemTests",
      dependencies: ["TaglioSystem", "TestSupport", system],
      swiftSettings: settings
    ),
    .testTarget(
      name: "TaglioStoreTests",
      dependencies: ["TaglioFormat", "TaglioStore", "TaglioSystem", "TestSupport", system],
      swiftSettings: settings
    ),
    .testTarget(
      name: "TaglioKitTests",
      dependencies: [
        "TaglioFormat", "TaglioKit", "TaglioStore", "TaglioSystem", "TestSupport", system,
      ],
      swiftSettings: settings
    ),
    .testTarget(
      name: "TaglioImportTests",
      dependencies: ["TaglioFormat", "TaglioImport", "TaglioSystem", "TestSupport", system],
      swiftSettings: settings
    ),
    .testTarget(
      name: "TaglioCheckTests",
      dependencies: [
        "TaglioCheck", "TaglioFormat", "TaglioKit", "TaglioStore", "TaglioSystem", "TestSupport",
        system,
      ],
      swiftSettings: settings
    ),
    .testTarget(
      name: "TaglioSyncTests",
      dependencies: [
        "TaglioFormat", "TaglioKit", "TaglioStore", "TaglioSync", "TaglioSystem", "TestSupport",
        system,
      ],
      swiftSettings: settings
    ),
    .testTarget(
      name: "TaglioRunTests",
      dependencies: [
        "TaglioFormat", "TaglioKit", "TaglioRun", "TaglioStore", "TaglioSystem", "TestSupport",
        system,
      ],
      swiftSettings: settings
    ),
    .testTarget(
      name: "TaglioCLITests",
      dependencies: [
        "TaglioCLI", "TaglioFormat", "TaglioImport", "TaglioKit", "TaglioRun", "TaglioStore",
        "TaglioSync", "TaglioSystem", "TestSupport", parser, system,
      ],
      swiftSettings: settings
    ),
    .testTarget(
      name: "TaglioFaultTests",
      dependencies: [
        "TaglioCLI", "TaglioCheck", "TaglioFormat", "TaglioKit", "TaglioStore", "TaglioSync",
        "TaglioSystem", "TestSupport", system,
      ],
      swiftSettings: settings
    ),
  ],
  swiftLanguageModes: [.v6]
)

// Fuzz targets: built by Tests/fuzz.sh only, since the sanitizer gives them their main function.
if Context.environment["TAGLIO_FUZZ"] != nil {
  let modules: [Target.Dependency] = [
    "TaglioFormat", "TaglioImport", "TaglioKit", "TaglioSchema", "TaglioStore", "TaglioSystem",
  ]
  package.targets.append(
    .target(
      name: "FuzzSupport",
      dependencies: modules,
      path: "Tests/Fuzzing/Support",
      swiftSettings: settings
    )
  )
  let fuzzed = [
    "bundle", "changes", "config", "csv", "envelope", "index", "json", "jsonl", "object", "query",
    "record", "refs", "schema", "text", "utf16", "yaml", "zip", "zlib",
  ]
  package.targets += fuzzed.map { name in
    .executableTarget(
      name: "fuzz-" + name,
      dependencies: modules + ["FuzzSupport"] + (name == "text" ? ["TaglioCLI"] : []),
      path: "Tests/Fuzzing/" + name,
      exclude: ["Corpus"],
      swiftSettings: settings
    )
  }
}

// What Tests/benchmark.sh measures inside a process.
if Context.environment["TAGLIO_BENCH"] != nil {
  package.targets.append(
    .executableTarget(
      name: "taglio-bench",
      dependencies: ["TaglioFormat", system],
      path: "Tests/Benchmarks/Bench",
      swiftSettings: settings
    )
  )
}
