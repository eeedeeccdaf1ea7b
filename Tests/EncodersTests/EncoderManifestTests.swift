import Foundation
import Testing

@testable import Encoders

/// What lies in an asset folder is trusted, so only few places count.
@Suite struct AssetFolderTests {
    private func folders(_ program: String, _ environment: [String: String] = [:]) -> [String] {
        EncoderStore.assetFolders(besides: URL(fileURLWithPath: program), environment)
    }

    private let system = ["/usr/local/share/vitrine", "/usr/share/vitrine"]

    @Test func nothingAboveTheProgramIsTrusted() {
        #expect(folders("/tmp/x") == ["/tmp/x/assets"] + system)
        #expect(folders("/tmp/x/y/z/w") == ["/tmp/x/y/z/w/assets"] + system)
    }

    @Test func anInstalledProgramHasItsShare() {
        #expect(folders("/opt/vitrine/bin") == ["/opt/vitrine/bin/assets", "/opt/vitrine/share/vitrine"] + system)
    }

    @Test func aBuildHasItsCheckout() {
        #expect(folders("/home/a/vitrine/.build/x86_64/release").last == "/home/a/vitrine/assets")
    }

    @Test func theEnvironmentNamesMore() {
        #expect(
            folders("/x", ["VITRINE_ASSETS": "/my/assets", "XDG_DATA_DIRS": "/nix/share:relative:"]) == [
                "/my/assets", "/x/assets", "/nix/share/vitrine",
            ] + system)
    }
}

@Suite struct EncoderManifestTests {
    static let example = EncoderManifest(
        name: "tee", sha256: "00", layer: "vector", preprocessing: Preprocessing(size: 96), dimensions: 8,
        parts: [VectorPart(name: "print", from: 0, to: 4), VectorPart(name: "garment", from: 4, to: 8)], summary: "for tests")

    @Test func readsWhatItWrote() throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appendingPathComponent("manifest.json")
        try Self.example.write(to: file)
        #expect(try EncoderManifest.read(file) == Self.example)
        #expect(Self.example.identity.name == "tee")
        #expect(Self.example.identity.parts.count == 2)
    }

    @Test func whateverMovesAVectorChangesTheVersion() {
        var versions: Set<String> = [Self.example.identity.version]
        func change(_ body: (inout EncoderManifest) -> Void) {
            var manifest = Self.example
            body(&manifest)
            versions.insert(manifest.identity.version)
        }
        change { $0.sha256 = "01" }
        change { $0.layer = "other" }
        change { $0.pooling = .flatten }
        change { $0.precision = .bf16 }
        change { $0.preprocessing.size = 97 }
        change { $0.preprocessing.resize = .pad }
        change { $0.preprocessing.shorterSide = 100 }
        change { $0.preprocessing.filter = .bicubic }
        change { $0.preprocessing.channels = .bgr }
        change { $0.preprocessing.range = .bytes }
        change { $0.preprocessing.means[1] = 0.5 }
        change { $0.preprocessing.deviations[1] = 0.5 }
        #expect(versions.count == 13)
        change { $0.summary = "words do not" }
        change { $0.name = "renamed" }
        #expect(versions.count == 13)
    }

    @Test(arguments: [
        ("", "not JSON"), ("[1", "not JSON"), ("{}", "name is missing"),
        (#"{"name":7}"#, "name has the wrong type"),
    ])
    func badManifestsSayWhatIsWrong(text: String, expected: String) throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("manifest.json", Array(text.utf8))
        #expect {
            try EncoderManifest.read(file)
        } throws: { error in
            "\(error)".contains(expected) && "\(error)".contains(file.path) && !"\(error)".contains("\n")
        }
    }

    @Test func nonsenseIsRefused() throws {
        func refused(_ body: (inout EncoderManifest) -> Void) {
            var manifest = Self.example
            body(&manifest)
            #expect(throws: EncoderError.self) { try manifest.validate() }
        }
        refused { $0.name = "../x" }
        refused { $0.name = "" }
        refused { $0.name = "-x" }
        refused { $0.name = "a\nb" }
        refused { $0.model = "../model.onnx" }
        refused { $0.model = "a/\u{301}model.onnx" }
        refused { $0.name = "\u{212A}elvin" }
        refused { $0.dimensions = 0 }
        refused { $0.parts = [VectorPart(name: "p", from: 0, to: 9)] }
        refused { $0.parts = [VectorPart(name: "p", from: 3, to: 3)] }
        refused { $0.preprocessing.means = [] }
    }

    @Test func linesSayWhatIsWrong() {
        func reason(_ body: (inout EncoderManifest) -> Void) -> String {
            var manifest = Self.example
            body(&manifest)
            do { try manifest.validate() } catch { return error.description }
            return "nothing"
        }
        #expect(reason { $0.model = "../model.onnx" } == "model: \"../model.onnx\" is not a file name")
        #expect(reason { $0.dimensions = 0 }.hasPrefix("model: 0 dimensions"))
        #expect(reason { $0.parts = [VectorPart(name: "p", from: 0, to: 9)] } == "model: part p is not inside the vector")
        #expect(reason { $0.preprocessing.means = [] }.hasPrefix("preprocessing: "))
    }
}

@Suite struct EncoderStoreTests {
    private let folder: TemporaryFolder
    private let store: EncoderStore

    init() throws {
        folder = try TemporaryFolder()
        store = EncoderStore(
            ownFolder: folder.url.appendingPathComponent("own"), builtInFolders: [folder.url.appendingPathComponent("built-in")])
    }

    private func place(_ name: String, in part: String, summary: String) throws {
        let place = folder.url.appendingPathComponent(part).appendingPathComponent(name)
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        var manifest = EncoderManifestTests.example
        manifest.name = name
        manifest.summary = summary
        try manifest.write(to: place.appendingPathComponent("manifest.json"))
    }

    @Test func ownEncodersHideBuiltInOnes() throws {
        try place("a", in: "built-in", summary: "built in")
        try place("b", in: "built-in", summary: "built in")
        try place("a", in: "own", summary: "own")
        let list = store.list()
        #expect(list.encoders.map(\.name) == ["a", "b"])
        #expect(list.encoders.map(\.isBuiltIn) == [false, true])
        #expect(list.errors.isEmpty)
        #expect(try store.find("a").summary == "own")
    }

    /// A catalog may come from anybody.
    @Test(arguments: ["/etc/x.onnx", "x.onnx", "../x", "a/b", ""]) func aCatalogNamesNoFile(name: String) {
        #expect(throws: EncoderError.self) { try EncoderStore.standard().open(installed: name) }
    }

    @Test func anEmptyStoreIsEmpty() {
        #expect(store.list().encoders.isEmpty)
        #expect(store.list().errors.isEmpty)
    }

    @Test func badManifestsAreReportedAndHideNothing() throws {
        try place("good", in: "own", summary: "")
        try place("moved", in: "own", summary: "")
        let own = folder.url.appendingPathComponent("own")
        try FileManager.default.moveItem(at: own.appendingPathComponent("moved"), to: own.appendingPathComponent("elsewhere"))
        #expect(store.list().encoders.map(\.name) == ["good"])
        #expect(store.list().errors.count == 1)
    }

    @Test func unknownNamesComeWithNearOnes() throws {
        try place("resnet50", in: "own", summary: "")
        #expect {
            try store.find("resnet5")
        } throws: { "\($0)".contains("did you mean resnet50?") }
        #expect {
            try store.find("discriptor")
        } throws: { "\($0)".contains("did you mean descriptor?") }
        #expect(throws: EncoderError.self) { try store.find("../own") }
    }

    @Test(arguments: [
        ("a/resnet50.onnx", "resnet50"), ("my model (1).onnx", "my-model--1-"), ("-x.onnx", "x"), ("é.onnx", "model"),
    ])
    func filesGiveValidNames(file: String, name: String) throws {
        #expect(EncoderStore.name(for: URL(fileURLWithPath: file)) == name)
        try EncoderManifest.requireName(name)
    }

    @Test func theDescriptorNeedsNoFile() throws {
        #expect(try store.open("descriptor").identity.name == "descriptor")
        #expect(throws: EncoderError.self) { try store.open("nothing") }
        #expect(throws: EncoderError.self) { try store.open("/nowhere/model.onnx") }
    }
}
