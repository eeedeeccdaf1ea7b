import Foundation
import Pictures
import Testing

@testable import Encoders

@Suite(.needsOpenVINO) struct OpenVINOTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func plan(_ model: [UInt8], _ change: (inout EncoderWishes) -> Void = { _ in }) throws -> EncoderPlan {
        var wishes = EncoderWishes()
        wishes.means = [0, 0, 0]
        wishes.deviations = [1, 1, 1]
        change(&wishes)
        return try EncoderPlan(folder.write("\(UUID()).onnx", model), name: "test", wishes: wishes)
    }

    /// Red, green, blue and their sum, as `TestModels.averages` gives for a picture of one colour.
    private func code(_ picture: Raster) -> [Float] {
        let color = picture.pixels.prefix(3).map { Float($0) / 255 }
        return color + [color.reduce(0, +)]
    }

    private let pictures: [Raster] = (0..<23).map { (step: UInt8) -> Raster in
        Samples.plain(6, 9, 10 * step, 200 - 5 * step, 7 * step)
    }

    @Test func encodesInOrderWhateverTheBatch() throws {
        let plan = try plan(TestModels.averages())
        #expect(plan.layer.tensor == "code")
        for (batch, streams) in [(1, 1), (4, 1), (4, 2), (16, 2), (64, 3)] {
            let encoder = try plan.makeEncoder(options: .init(threads: 2, streams: streams, batch: batch))
            #expect(encoder.identity.dimensions == 4)
            #expect(close(try encoder.encode(pictures), pictures.flatMap(code), within: 1e-5))
            #expect(try encoder.encode([]).isEmpty)
        }
    }

    @Test func aFixedBatchWorks() throws {
        for batch in [1, 5] {
            let encoder = try plan(TestModels.averages(batch: batch)).makeEncoder()
            #expect(close(try encoder.encode(pictures), pictures.flatMap(code), within: 1e-5))
        }
    }

    @Test func separateWeightsAreFound() throws {
        _ = try folder.write("w.bin", OnnxWriter.raw(TestModels.mix))
        let encoder = try plan(TestModels.averages(externalFile: "w.bin")).makeEncoder()
        #expect(close(try encoder.encode(pictures), pictures.flatMap(code), within: 1e-5))
    }

    @Test func manyThreadsShareAnEncoder() async throws {
        let encoder = try plan(TestModels.averages()).makeEncoder(options: .init(threads: 1, streams: 2, batch: 2))
        let expected = pictures.flatMap(code)
        let pictures = pictures
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 { group.addTask { close(try encoder.encode(pictures), expected, within: 1e-5) } }
            for try await agrees in group { #expect(agrees) }
        }
    }

    @Test func anyTensorCanBeTheVector() throws {
        #expect(try plan(TestModels.averages()) { $0.layer = "scores" }.makeEncoder().identity.dimensions == 2)
        #expect(try plan(TestModels.averages()) { $0.layer = "pooled" }.makeEncoder().identity.dimensions == 3)
        #expect(throws: EncoderError.self) { try plan(TestModels.averages()) { $0.layer = "cod" } }
    }

    @Test func mapsArePooledOrFlattened() throws {
        let picture = Samples.draw(2, 2) { x, y in (UInt8(51 * x), UInt8(51 * y), 255, 255) }
        let pooled = try plan(TestModels.identity(side: 2)).makeEncoder()
        #expect(close(try pooled.encode([picture, picture]), [0.1, 0.1, 1, 0.1, 0.1, 1]))
        let flat = try plan(TestModels.identity(side: 2)) { $0.pooling = .flatten }.makeEncoder()
        #expect(close(try flat.encode([picture]), [0, 0.2, 0, 0.2, 0, 0, 0.2, 0.2, 1, 1, 1, 1]))
        #expect(throws: EncoderError.self) { try plan(TestModels.identity(side: 2)) { $0.pooling = .first }.makeEncoder() }
    }

    @Test func channelsMayComeLast() throws {
        let picture = Samples.draw(2, 1) { x, _ in (UInt8(51 * x), 102, 255, 255) }
        let encoder = try plan(TestModels.identity(side: 2, layout: .interleaved)) {
            $0.pooling = .flatten
            $0.resize = .stretch
            $0.channels = .bgr
        }.makeEncoder()
        #expect(close(try encoder.encode([picture]), [1, 0.4, 0, 1, 0.4, 0.2, 1, 0.4, 0, 1, 0.4, 0.2]))
    }

    @Test func halfPrecisionModelsWork() throws {
        let encoder = try plan(TestModels.identity(side: 2, type: 10)).makeEncoder()
        #expect(close(try encoder.encode([Samples.plain(2, 2, 255, 51, 0)]), [1, 0.2, 0]))
    }

    @Test func valuesThatAreNotFiniteAreRefused() throws {
        let encoder = try plan(TestModels.averages(poison: true)) { $0.layer = "scores" }.makeEncoder()
        #expect {
            try encoder.encode([Samples.plain(2, 2, 1, 1, 1)])
        } throws: { "\($0)".contains("not finite for picture 0") }
        // The encoder still works on, for the next call.
        #expect(throws: EncoderError.self) { try encoder.encode(pictures) }
    }

    @Test func unsuitableModelsAreRefused() throws {
        func refused(_ text: String, _ model: [UInt8], _ change: (inout EncoderWishes) -> Void = { _ in }) {
            #expect {
                try plan(model, change).makeEncoder()
            } throws: { error in
                error is EncoderError && "\(error)".contains(text) && !"\(error)".contains("\n")
            }
        }
        func model(_ inputs: [(String, [Int], Int)], _ type: String = "Relu") -> [UInt8] {
            var writer = OnnxWriter()
            for (name, shape, kind) in inputs { writer.input(name, shape, type: kind) }
            writer.output("y", [1])
            writer.node(type, [inputs[0].0], ["y"])
            return writer.model
        }
        refused("four axes", model([("x", [1, 3, 8], 1)]))
        refused("three colour channels", model([("x", [1, 1, 28, 28], 1)]))
        refused("2 inputs (x, mask)", model([("x", [1, 3, 8, 8], 1), ("mask", [1], 1)]))
        refused("is int64", model([("x", [1, 3, 8, 8], 7)]))
        refused("use --size 8", model([("x", [1, 3, 8, 8], 1)])) { $0.size = 9 }
        refused("reading", model([("x", [1, 3, 8, 8], 1)], "NoSuchOperator"))
        refused("size 0", TestModels.averages()) { $0.size = 0 }
    }

    @Test func bfloat16NeedsAProcessorThatHasIt() throws {
        let library = try OpenVINO.shared()
        #expect(library.supports(.f32))
        let plan = try plan(TestModels.averages()) { $0.precision = .bf16 }
        if library.supports(.bf16) {
            #expect(close(try plan.makeEncoder().encode(pictures), pictures.flatMap(code), within: 0.02))
        } else {
            #expect {
                try plan.makeEncoder()
            } throws: { "\($0)".contains("--precision f32") }
        }
    }

    @Test func theStoreKeepsACutModelThatGivesTheSame() throws {
        let store = EncoderStore(ownFolder: folder.url.appendingPathComponent("own"))
        let plan = try plan(TestModels.averages())
        let entry = try store.add(plan)
        #expect(entry.identity.dimensions == 4)
        #expect(try OnnxOutline(entry.model).outputs.map(\.name) == ["code"])
        let encoder = try store.open("test")
        let planned = try plan.makeEncoder().identity
        #expect(encoder.identity == planned)
        #expect(close(try encoder.encode(pictures), pictures.flatMap(code), within: 1e-5))
        #expect(throws: EncoderError.encoderExists(name: "test")) { try store.add(plan) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: store.ownFolder.path) == ["test"])
    }

    @Test func aModelThatFailsItsTrialIsNotInstalled() throws {
        let store = EncoderStore(ownFolder: folder.url.appendingPathComponent("own"))
        let plan = try plan(TestModels.identity(side: 2)) { $0.pooling = .first }
        #expect(throws: EncoderError.self) { try store.add(plan) }
        #expect(store.list().encoders.isEmpty)
    }

    @Test func theNetworkAloneHasARate() throws {
        #expect(try plan(TestModels.averages()).makeEncoder().networkRate(seconds: 0.01) > 0)
    }
}

@Suite struct OpenVINOSearchTests {
    @Test func theVariableWinsThenOurFolderThenTheSystem() throws {
        let folder = try TemporaryFolder()
        let libraries = folder.url.appendingPathComponent("vitrine/openvino/openvino/libs")
        try FileManager.default.createDirectory(at: libraries, withIntermediateDirectories: true)
        try Data().write(to: libraries.appendingPathComponent("libopenvino_c.so.2641"))
        let found = OpenVINO.candidates(["XDG_DATA_HOME": folder.url.path, "HOME": "/nowhere"])
        #expect(found.first == libraries.path + "/libopenvino_c.so.2641")
        #expect(found.contains("libopenvino_c.so"))
        #expect(OpenVINO.candidates(["HOME": "/nowhere"]).first?.hasPrefix("/nowhere/.local/share/vitrine/openvino") == true)
        #expect(OpenVINO.candidates(["VITRINE_OPENVINO": "/a/lib.so", "HOME": "/nowhere"]) == ["/a/lib.so"])
        let packaged = folder.url.appendingPathComponent("usr/lib/vitrine")
        try FileManager.default.createDirectory(at: packaged, withIntermediateDirectories: true)
        try Data().write(to: packaged.appendingPathComponent("libopenvino_c.so.9"))
        let installed = OpenVINO.candidates(["HOME": "/nowhere"], besides: folder.url.appendingPathComponent("usr/bin"))
        #expect(installed.dropFirst().first?.hasSuffix("/usr/lib/vitrine/libopenvino_c.so.9") == true)
    }

    @Test func aMissingLibrarySaysWhatToDo() {
        #expect {
            _ = try OpenVINO(candidates: ["/nowhere/libopenvino_c.so"])
        } throws: { "\($0)".contains("run assets/setup.sh") && !"\($0)".contains("\n") }
    }

    @Test func aFileThatIsNoLibraryIsNamed() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("libopenvino_c.so", [1, 2, 3])
        #expect {
            _ = try OpenVINO(candidates: [file.path])
        } throws: { "\($0)".contains(file.path) && "\($0)".contains("cannot be used") }
    }

    @Test func longMessagesAreReducedToTheirPoint() {
        let message = "Exception from src/inference/src/cpp/core.cpp:93:\nCheck 'x' failed at y.cpp:1:\nno operator Foo\n\n"
        #expect(OpenVINO.essence(of: message) == "no operator Foo")
        #expect(OpenVINO.essence(of: "") == nil)
    }
}
