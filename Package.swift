// swift-tools-version: 6.2
import PackageDescription

// Glibc hides memfd_create, process_vm_readv and others without it; it has to be the same
// for every target that imports a shim, or the two views of a header clash.
let gnuSource: CSetting = .define("_GNU_SOURCE")

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "umltop",
  products: [
    .executable(name: "umltop", targets: ["umltop"]),
    .library(name: "UMLEngine", targets: ["UMLEngine"]),
    .library(name: "TerminalEmulator", targets: ["TerminalEmulator"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
  ],
  targets: [
    .target(name: "CHost", cSettings: [gnuSource]),
    .target(
      name: "CNcurses",
      cSettings: [gnuSource, .define("NCURSES_WIDECHAR")],
      linkerSettings: [.linkedLibrary("ncursesw")]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),

    .target(name: "LinuxABI", swiftSettings: strict),
    .target(
      name: "UMLHost", dependencies: ["CHost", "LinuxABI"],
      cSettings: [gnuSource], swiftSettings: strict),
    .target(name: "TerminalEmulator", swiftSettings: strict),
    .target(
      name: "UMLEngine", dependencies: ["UMLHost", "LinuxABI", "CZlib"],
      cSettings: [gnuSource], swiftSettings: strict),
    .target(
      name: "ConsoleService",
      dependencies: ["TerminalEmulator", "UMLEngine", "UMLHost", "LinuxABI"],
      cSettings: [gnuSource], swiftSettings: strict),
    .target(
      name: "UMLTUI",
      dependencies: ["CNcurses", "TerminalEmulator", "ConsoleService", "UMLHost", "LinuxABI"],
      cSettings: [gnuSource], swiftSettings: strict),
    .executableTarget(
      name: "umltop",
      dependencies: [
        "UMLTUI", "ConsoleService", "UMLEngine", "UMLHost", "LinuxABI", "TerminalEmulator",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      cSettings: [gnuSource], swiftSettings: strict),

    .target(
      name: "TestSupport", dependencies: ["UMLHost", "LinuxABI"], path: "Tests/TestSupport",
      cSettings: [gnuSource], swiftSettings: strict),
    .testTarget(name: "LinuxABITests", dependencies: ["LinuxABI"], swiftSettings: strict),
    .testTarget(
      name: "UMLHostTests", dependencies: ["UMLHost", "LinuxABI"],
      cSettings: [gnuSource], swiftSettings: strict),
    .testTarget(
      name: "TerminalEmulatorTests", dependencies: ["TerminalEmulator", "TestSupport"],
      cSettings: [gnuSource], swiftSettings: strict),
    .testTarget(
      name: "UMLEngineTests", dependencies: ["UMLEngine", "TestSupport", "UMLHost", "LinuxABI"],
      cSettings: [gnuSource], swiftSettings: strict),
    .testTarget(
      name: "ConsoleServiceTests",
      dependencies: [
        "ConsoleService", "TerminalEmulator", "UMLEngine", "TestSupport", "UMLHost", "LinuxABI",
      ],
      cSettings: [gnuSource], swiftSettings: strict),
    .testTarget(
      name: "GuestTests", dependencies: ["TestSupport", "UMLHost", "LinuxABI"],
      cSettings: [gnuSource], swiftSettings: strict),
    .testTarget(
      name: "UMLTUITests",
      dependencies: [
        "UMLTUI", "TerminalEmulator", "ConsoleService", "UMLEngine", "TestSupport", "UMLHost",
        "LinuxABI",
      ],
      cSettings: [gnuSource], swiftSettings: strict),
    .testTarget(
      name: "umltopTests", dependencies: ["umltop", "LinuxABI"], cSettings: [gnuSource],
      swiftSettings: strict),
    .testTarget(
      name: "SystemTests", dependencies: ["umltop", "TestSupport", "UMLHost", "LinuxABI"],
      cSettings: [gnuSource], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
