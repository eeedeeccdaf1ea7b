// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "nearest",
    // `check.sh` says where a tagged copy of Vitrine is.
    dependencies: [.package(url: Context.environment["VITRINE_REPOSITORY"] ?? "../../..", from: "1.0.0")],
    targets: [.executableTarget(name: "nearest", dependencies: [.product(name: "ExactSearch", package: "vitrine")])],
    swiftLanguageModes: [.v6]
)
