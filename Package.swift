// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")

let package = Package(
  name: "taglio",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(url: "https://github.com/apple/swift-system", from: "1.6.0")
  ],
  targets: [
    .systemLibrary(
      name: "CZlib",
      pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]
    ),
    .target(name: "TaglioFormat", dependencies: ["CZlib"], swiftSettings: settings),
    .target(name: "CTaglioShims"),
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
      name: "TestSupport",
      dependencies: ["TaglioSystem", system],
      path: "Tests/TestSupport",
      swiftSettings: settings
    ),
    .testTarget(
      name: "TaglioFormatTests",
      dependencies: ["TaglioFormat", "TestSupport"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "TaglioSystemTests",
      dependencies: ["TaglioSystem", "TestSupport", system],
      swiftSettings: settings
    ),
    .testTarget(
      name: "TaglioStoreTests",
      dependencies: ["TaglioStore", "TaglioFormat", "TaglioSystem", "TestSupport", system],
      swiftSettings: settings
    ),
  ],
  swiftLanguageModes: [.v6]
)
