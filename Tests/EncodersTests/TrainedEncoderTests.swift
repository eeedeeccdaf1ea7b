import Foundation
import Heads
import Pictures
import Testing

@testable import Encoders

@Suite struct TrainedEncoderTests {
    private let folder = try! TemporaryFolder()
    private var store: EncoderStore { EncoderStore(ownFolder: folder.url.appendingPathComponent("encoders")) }
    private let pictures = (0..<5).map { Samples.noise(20, 14, seed: UInt64($0)) }

    private func add(_ head: Head, on body: Body, name: String = "new", embed: HeadOutput = .firstLinear, replacing: Bool = false) throws {
        try store.add(
            head, on: body.reference, name: name, embed: embed, classes: ["a", "b", "c"], summary: "s", record: Data("{}".utf8), replacing: replacing)
    }

    private func head(_ inputs: Int, seed: UInt64 = 1) -> Head { Head(HeadShape(inputs: inputs, hidden: 16, classes: 3), seed: seed) }

    @Test func aHeadOnTheDescriptorIsAnEncoderLikeAnyOther() throws {
        let body = try store.body("descriptor"), head = head(704)
        #expect(body.reference.map == nil && body.reference.sha256 == nil)
        let features = try body.encoder.encode(pictures)
        for embed in HeadOutput.allCases {
            try add(head, on: body, name: "new-\(embed.rawValue)", embed: embed)
            let encoder = try store.open("new-\(embed.rawValue)")
            #expect(encoder.identity.dimensions == head.dimensions(embed))
            #expect(try encoder.encode(pictures) == head.outputs(embed, of: features))
            #expect(try encoder.encode([]).isEmpty)
        }
        #expect(Set(store.list().encoders.map(\.identity.version)).count == 3 && store.list().errors.isEmpty)
    }

    @Test func namesThatAreTakenStayAndOnlyTrainedOnesGiveWay() throws {
        let body = try store.body("descriptor")
        try add(head(704), on: body)
        #expect(throws: EncoderError.encoderExists(name: "new")) { try add(head(704), on: body) }
        let before = try store.open("new").identity
        try add(head(704, seed: 2), on: body, replacing: true)
        #expect(try store.open("new").identity.version != before.version)
        #expect(throws: EncoderError.encoderExists(name: "descriptor")) { try add(head(704), on: body, name: "descriptor", replacing: true) }
        #expect(throws: EncoderError.badName("../x")) { try add(head(704), on: body, name: "../x") }
        #expect(throws: EncoderError.self) { try store.body("new") }
    }

    @Test func damagedHeadsAndManifestsAreRefused() throws {
        try add(head(704), on: store.body("descriptor"))
        let own = store.ownFolder.appendingPathComponent("new"), file = own.appendingPathComponent("head.safetensors")
        let whole = try Data(contentsOf: file)
        try whole.dropLast(4).write(to: file)
        #expect { try store.open("new") } throws: { "\($0)".contains("not the head that the manifest describes") }
        try FileManager.default.removeItem(at: file)
        #expect(throws: EncoderError.self) { try store.open("new") }
        try whole.write(to: file)
        let manifest = own.appendingPathComponent("manifest.json")
        let text = try String(contentsOf: manifest, encoding: .utf8)
        for (old, new) in [
            ("\"head.safetensors\"", "\"../../head\""), ("\"first-linear\"", "\"second\""), ("\"dimensions\" : 16", "\"dimensions\" : 0"),
            ("\"name\" : \"new\"", "\"name\" : \"other\""),
        ] {
            #expect(text.contains(old))
            try Data(text.replacingOccurrences(of: old, with: new).utf8).write(to: manifest)
            #expect(throws: EncoderError.self) { try store.open("new") }
        }
        try Data(text.replacingOccurrences(of: "\"dimensions\" : 16", with: "\"dimensions\" : 17").utf8).write(to: manifest)
        #expect { try store.open("new") } throws: { "\($0)".contains("does not fit") }
    }

    @Test func aDescriptorOfAnotherVersionIsSaid() throws {
        let body = try store.body("descriptor")
        let other = BodyReference(name: "descriptor", version: "0", sha256: nil, map: nil)
        try store.add(
            head(704), on: other, name: "new", embed: .logits, classes: ["a", "b", "c"], summary: "", record: Data(), replacing: false)
        #expect { try store.open("new") } throws: { "\($0)".contains("which has changed since") }
        #expect(body.reference.version == "1")
    }

    /// Convolution → relu "map" [n, 4, 8, 8] → global mean → "vector" [n, 4].
    private func network(weight: Float = 1) -> [UInt8] {
        var writer = OnnxWriter()
        writer.input("pixels", [0, 3, 8, 8])
        writer.output("vector", [0, 4])
        writer.weights("w", [4, 3, 1, 1], [weight, 0, 0, 0, 1, 0, 0, 0, 1, 1, -1, 0])
        writer.node("Conv", ["pixels", "w"], ["conv"])
        writer.node("Relu", ["conv"], ["map"])
        writer.node("GlobalAveragePool", ["map"], ["pooled"])
        writer.node("Flatten", ["pooled"], ["vector"])
        return writer.model
    }

    private func install(_ model: [UInt8], name: String) throws {
        try store.add(EncoderPlan(folder.write("\(UUID()).onnx", model), name: name))
    }

    @Test(.needsOpenVINO) func theMapIsPooledByMaximumThenMean() throws {
        try install(network(), name: "net")
        let body = try store.body("net")
        #expect(body.reference.map == "map" && body.encoder.identity.dimensions == 8)
        let maps = try #require(try body.mapEncoder()).encode(pictures)
        #expect(maps.count == 5 * 4 * 64)
        let features = try body.encoder.encode(pictures)
        for picture in 0..<5 {
            for channel in 0..<4 {
                let places = maps[(picture * 4 + channel) * 64..<(picture * 4 + channel + 1) * 64]
                #expect(abs(features[picture * 8 + channel] - places.max()!) < 1e-5)
                #expect(abs(features[picture * 8 + 4 + channel] - places.reduce(0, +) / 64) < 1e-4)
            }
        }
        #expect(throws: EncoderError.self) { try store.body("net", map: "nothing") }
    }

    @Test(.needsOpenVINO) func aMapGoesByItsNameAndKnowsWhatItSees() throws {
        try install(network(), name: "net")
        let file = store.ownFolder.appendingPathComponent("net/manifest.json")
        var manifest = try EncoderManifest.read(file)
        let version = manifest.identity.version
        manifest.maps = [FeatureMap(name: "left", tensor: "map", window: Window(x: 0, y: 0.25, width: 0.5, height: 0.75))]
        // What maps there are moves no vector.
        #expect(manifest.identity.version == version)
        manifest.preprocessing.resize = .stretch
        try manifest.write(to: file)
        let body = try store.body("net", map: "left")
        #expect(body.reference.map == "map" && body.window(ofWidth: 40, height: 20) == manifest.maps[0].window)
        #expect(try store.body("net", map: "conv").window(ofWidth: 40, height: 20) == .all)
    }

    @Test(.needsOpenVINO) func aMapOfSeveralViewsGivesWayToTheVector() throws {
        var writer = OnnxWriter()
        writer.input("pixels", [0, 3, 8, 8])
        writer.output("vector", [0, 4])
        writer.weights("w", [4, 3, 1, 1], [1, 0, 0, 0, 1, 0, 0, 0, 1, 1, -1, 0])
        writer.node("Concat", ["pixels", "pixels"], ["views"], attributes: [OnnxWriter.integer("axis", 0)])
        writer.node("Conv", ["views", "w"], ["map"])
        writer.node("GlobalAveragePool", ["map"], ["pooled"])
        writer.node("Flatten", ["pooled"], ["flat"])
        writer.node("Split", ["flat"], ["vector", "other"], attributes: [OnnxWriter.integer("axis", 0)])
        try install(writer.model, name: "net")
        let body = try store.body("net")
        #expect(body.reference.map == nil && body.encoder.identity.dimensions == 4)
        #expect(throws: EncoderError.self) { try store.body("net", map: "map") }
    }

    @Test(.needsOpenVINO) func aBodyIsKnownByItsContentNotItsName() throws {
        try install(network(), name: "net")
        try add(head(8), on: store.body("net"))
        let vectors = try store.open("new").encode(pictures)
        // Under another name it is still the same.
        let encoders = store.ownFolder
        try FileManager.default.moveItem(at: encoders.appendingPathComponent("net"), to: encoders.appendingPathComponent("moved"))
        let manifest = encoders.appendingPathComponent("moved/manifest.json")
        let text = try String(contentsOf: manifest, encoding: .utf8)
        try Data(text.replacingOccurrences(of: "\"name\" : \"net\"", with: "\"name\" : \"moved\"").utf8).write(to: manifest)
        #expect(try store.open("new").encode(pictures) == vectors)
        // Another network under the name is not.
        try install(network(weight: 2), name: "net")
        #expect(try store.open("new").encode(pictures) == vectors)
        try FileManager.default.removeItem(at: encoders.appendingPathComponent("moved"))
        #expect { try store.open("new") } throws: { "\($0)".contains("new was trained on net, which has changed since") }
        // Nor one whose bytes were changed behind the manifest's back.
        try FileManager.default.removeItem(at: encoders.appendingPathComponent("net"))
        #expect { try store.open("new") } throws: { "\($0)".contains("no longer installed") }
        try install(network(), name: "net")
        let model = encoders.appendingPathComponent("net/model.onnx")
        var bytes = try Data(contentsOf: model)
        let place = try #require(bytes.range(of: Data(OnnxWriter.raw([1, 0, 0, 0])))?.lowerBound)
        bytes.replaceSubrange(place..<place + 4, with: OnnxWriter.raw([3]))
        try bytes.write(to: model)
        #expect { try store.open("new") } throws: { "\($0)".contains("its model's bytes differ") }
    }
}
