// swift-tools-version: 6.2
import PackageDescription

/// One row per module of ours; a module imports only modules above it.
let modules: [(name: String, dependencies: [Target.Dependency])] = [
    ("Basics", ["CFiles"]),
    ("Vectors", ["Basics", "CDistance"]),
    ("ExactSearch", ["Vectors"]),
    ("Taste", ["Basics", "Vectors"]),
    ("Evaluation", ["Basics", "Vectors", "Taste"]),
    ("Heads", ["Basics", "Vectors", "CBLAS"]),
    ("Wall", ["Basics", "Vectors", "Heads"]),
    ("Pictures", ["Basics", "CPixbuf", "CCrypto", "CZlib"]),
    ("Saliency", ["Pictures"]),
    ("Training", ["Basics", "Vectors", "Heads", "Saliency"]),
    ("Tokenizers", ["Basics"]),
    ("Encoders", ["Basics", "Heads", "Pictures", "Saliency", "Tokenizers", "COpenVINO"]),
    ("Web", ["Basics", "Pictures", "CCurl"]),
    ("Postgres", ["Basics", "CPostgres"]),
    ("Catalog", ["Basics", "Vectors", "Taste", "Wall", "Pictures", "Encoders", .product(name: "GRDB", package: "GRDB.swift")]),
    ("Shops", ["Basics", "Pictures", "Web", "CXML"]),
    ("Fetching", ["Basics", "Catalog", "Encoders", "Pictures", "Shops", "Web"]),
    ("SampleShop", ["Basics", "Pictures", "CCairo"]),
    ("Frames", ["Basics", "Pictures", "Saliency"]),
    ("Engine", ["Basics", "Frames", "Pictures", "Saliency", "Taste", "Vectors"]),
    ("LocalEngine", ["Basics", "Catalog", "Encoders", "Engine", "Frames", "Pictures", "Saliency", "Taste", "Vectors", "Wall"]),
    ("Server", ["Basics", "Catalog", "Encoders", "Engine", "LocalEngine", "Postgres", "Taste", "Vectors"]),
    ("Terminal", ["Basics", "Frames", "Pictures", "CNCurses", "CTerminal", "CChafa"]),
    ("Browser", ["Basics", "Engine", "Frames", "Saliency", "Taste", "Vectors"]),
    ("Configuration", ["Basics", "Browser", "Encoders", "Engine", "Frames", "Taste", "Terminal", "Vectors"]),
    ("Console", ["Basics"]),
    (
        "Experiments",
        [
            "Basics", "Catalog", "Console", "Encoders", "Engine", "Evaluation", "Heads", "LocalEngine", "Pictures", "Taste", "Training", "Vectors",
        ]
    ),
    (
        "Reports",
        [
            "Basics", "Catalog", "Console", "Encoders", "Engine", "Evaluation", "Experiments", "Fetching", "Frames", "Heads", "Pictures", "Saliency",
            "SampleShop", "Taste", "Terminal", "Training", "Vectors", "Wall",
        ]
    ),
    (
        "BrowserApp",
        [
            "Basics", "Browser", "Catalog", "Configuration", "Console", "Encoders", "Engine", "Fetching", "Frames", "LocalEngine", "Pictures",
            "Reports",
            "Saliency", "SampleShop", "Taste", "Terminal", "Vectors", "Web",
        ]
    ),
    (
        "Doctor",
        [
            "Basics", "BrowserApp", "Catalog", "Configuration", "Console", "Encoders", "Engine", "Frames", "Heads", "LocalEngine", "Pictures",
            "Postgres", "SampleShop", "Shops", "Terminal", "Web",
        ]
    ),
    (
        "Benchmarks",
        [
            "Basics", "Browser", "Catalog", "Console", "Encoders", "Engine", "Evaluation", "Frames", "LocalEngine", "Pictures", "Saliency",
            "Postgres", "SampleShop", "Server", "Taste", "Terminal", "Vectors", "Wall",
        ]
    ),
]

/// Modules with the innermost loops: optimised in debug builds too, as their C is, for the tests would spend most of their time in them.
let optimized: Set = ["Basics", "Vectors", "Wall", "Pictures", "Tokenizers", "Encoders", "Saliency", "SampleShop", "Shops", "Terminal"]

/// Modules that read options and settings, print and write reports. What takes time they ask of other modules, so release builds do not
/// spend the time to optimise them.
let unoptimized: Set = ["Configuration", "Console", "Reports", "Doctor", "vitrine"]

/// The settings of a module that are not its build's own.
func swiftSettings(_ module: String) -> [SwiftSetting] {
    if optimized.contains(module) { return [.unsafeFlags(["-O"], .when(configuration: .debug))] }
    if unoptimized.contains(module) { return [.unsafeFlags(["-Onone"], .when(configuration: .release))] }
    return []
}

/// C libraries of the system: a module map and a shim each, linked by name.
let systemLibraries: [(name: String, pkgConfig: String?)] = [
    ("CNCurses", nil), ("CZlib", nil), ("CChafa", "chafa"), ("CPixbuf", nil), ("CCairo", "cairo"), ("CBLAS", "openblas"),
    ("CCurl", nil), ("CCrypto", nil), ("CXML", "libxml-2.0"), ("CPostgres", "libpq"),
]

let package = Package(
    name: "vitrine",
    products: [
        .executable(name: "vitrine", targets: ["vitrine"]),
        // The vector search alone, for other packages.
        .`library`(name: "ExactSearch", targets: ["ExactSearch"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: systemLibraries.map { .systemLibrary(name: $0.name, path: "Sources/CLibraries/\($0.name)", pkgConfig: $0.pkgConfig) }
        + ["CDistance", "CFiles", "COpenVINO", "CTerminal"].map {
            .target(name: $0, path: "Sources/CLibraries/\($0)", cSettings: [.unsafeFlags(["-O3"])])
        }
        + modules.map { .target(name: $0.name, dependencies: $0.dependencies, swiftSettings: swiftSettings($0.name)) }
        + [
            .executableTarget(
                name: "vitrine",
                dependencies: modules.map { .init(stringLiteral: $0.name) }
                    + [.product(name: "ArgumentParser", package: "swift-argument-parser")],
                swiftSettings: swiftSettings("vitrine")
            ),
            .target(name: "TestSupport", dependencies: ["Basics", "Heads", "Pictures", "Vectors"], path: "Tests/TestSupport"),
        ]
        + modules.map {
            .testTarget(
                name: "\($0.name)Tests", dependencies: [.init(stringLiteral: $0.name), "TestSupport"] + ($0.name == "Basics" ? [] : ["Basics"]),
                exclude: [
                    "Browser": ["Golden"], "Configuration": ["toml.json"], "Tokenizers": ["Fixtures"], "Training": ["head.json"],
                ][$0.name] ?? [])
        }
        + [
            .testTarget(
                name: "EndToEndTests",
                dependencies: [
                    "vitrine", "TestSupport", "Basics", "Catalog", "Encoders", "Pictures", "Terminal", .product(name: "GRDB", package: "GRDB.swift"),
                ])
        ],
    swiftLanguageModes: [.v6]
)
