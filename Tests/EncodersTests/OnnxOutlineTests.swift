import Foundation
import TestSupport
import Testing

@testable import Encoders

@Suite struct OnnxOutlineTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func outline(_ bytes: [UInt8]) throws -> OnnxOutline { try OnnxOutline(folder.write("\(UUID()).onnx", bytes)) }

    @Test func readsInputsOutputsNodesAndWeights() throws {
        let outline = try outline(TestModels.averages())
        #expect(outline.inputs.map(\.name) == ["pixels"])
        #expect(outline.inputs[0].shape == [.open("n"), .fixed(3), .fixed(8), .fixed(8)])
        #expect(outline.inputs[0].elementType == .float32)
        #expect(outline.outputs.map(\.name) == ["scores"])
        #expect(outline.nodes.map(\.operatorType) == ["GlobalAveragePool", "Flatten", "MatMul", "Relu", "Gemm"])
        #expect(outline.initializers["mix"]?.shape == [.fixed(3), .fixed(4)])
        #expect(outline.tensorNames == ["pooled", "flat", "mixed", "code", "scores"])
        #expect(outline.externalFiles.isEmpty)
    }

    @Test func weightsDeclaredAsInputsAreNoInputs() throws {
        var writer = OnnxWriter()
        writer.input("pixels", [1, 3, 4, 4])
        writer.input("w", [2])
        writer.weights("w", [2], [1, 2])
        writer.output("y", [1])
        writer.node("Relu", ["pixels"], ["y"])
        #expect(try outline(writer.model).inputs.map(\.name) == ["pixels"])
    }

    @Test func namesFilesOfSeparateWeights() throws {
        #expect(try outline(TestModels.averages(externalFile: "w.bin")).externalFiles == ["w.bin"])
    }

    @Test func cutsBeforeTheLastFullyConnectedLayer() throws {
        let choice = try outline(TestModels.averages()).layerBeforeLast()
        #expect(choice.tensor == "code")
        #expect(choice.reason.contains("Gemm"))
    }

    @Test func weightsMayBeTransposedFirst() throws {
        var writer = OnnxWriter()
        writer.input("pixels", [1, 3, 4, 4])
        writer.output("y", [1, 2])
        writer.weights("w", [2, 48], [Float](repeating: 0, count: 96))
        writer.node("Flatten", ["pixels"], ["flat"])
        writer.node("Transpose", ["w"], ["wt"])
        writer.node("MatMul", ["flat", "wt"], ["scores"])
        writer.node("MatMul", ["scores", "scores"], ["y"])
        #expect(try outline(writer.model).layerBeforeLast().tensor == "flat")
    }

    @Test func withoutFullyConnectedLayerTheOutputIsTaken() throws {
        #expect(try outline(TestModels.identity()).layerBeforeLast().tensor == "same")
    }

    @Test func cyclesEnd() throws {
        var writer = OnnxWriter()
        writer.input("pixels", [1, 3, 4, 4])
        writer.output("y", [1])
        writer.node("Transpose", ["b"], ["a"])
        writer.node("Transpose", ["a"], ["b"])
        writer.node("MatMul", ["a", "b"], ["y"])
        #expect(try outline(writer.model).layerBeforeLast().tensor == "y")
    }

    @Test func unknownTensorsComeWithNearNames() throws {
        let outline = try outline(TestModels.averages())
        #expect {
            try outline.requireTensor("codes")
        } throws: { error in
            "\(error)".contains("no tensor named codes") && "\(error)".contains("did you mean code,")
        }
        #expect(throws: EncoderError.self) { try outline.requireTensor("") }
    }

    @Test func embeddingOutputsAreFoundByNameThenByShape() throws {
        func model(_ outputs: [(String, [Int])]) throws -> OnnxOutline {
            var writer = OnnxWriter()
            writer.input("pixels", [1, 3, 4, 4])
            for (name, shape) in outputs {
                writer.output(name, shape)
                writer.node("Relu", ["pixels"], [name])
            }
            return try outline(writer.model)
        }
        #expect(
            try model([("last_hidden_state", [1, 5, 8]), ("pooler_output", [1, 8])]).embeddingOutput().tensor == "pooler_output")
        #expect(try model([("tokens", [1, 5, 8]), ("code", [1, 8])]).embeddingOutput().tensor == "code")
    }

    // MARK: hostile files

    @Test func everyTruncationIsRefusedOrRead() throws {
        let bytes = TestModels.averages()
        for length in 0..<bytes.count {
            do { _ = try outline(Array(bytes.prefix(length))) } catch let error as EncoderError {
                #expect(!error.description.contains("\n"))
            }
        }
        #expect(throws: EncoderError.self) { try outline(Array(bytes.prefix(bytes.count / 2))) }
        #expect(throws: EncoderError.self) { try outline([]) }
    }

    @Test func randomBytesNeverCrash() throws {
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<300 {
            let bytes = (0..<Int.random(in: 1...200, using: &generator)).map { _ in UInt8.random(in: 0...255, using: &generator) }
            #expect(throws: EncoderError.self) { try outline(bytes) }
        }
    }

    @Test func randomChangesNeverCrash() throws {
        var generator = SeededGenerator(seed: 12)
        let original = TestModels.averages(externalFile: "w.bin")
        for _ in 0..<500 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            guard let outline = try? outline(bytes) else { continue }
            _ = outline.layerBeforeLast()
            _ = outline.embeddingOutput()
            _ = try? NetworkInput(outline, size: 8)
        }
    }

    @Test(
        arguments: [
            [0x3A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01],  // a length of 2^64 − 1
            [0x3A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F],  // more than 64 bits
            [0x3A, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01],
            [0x3B, 0x3C], [0x07], [0x00, 0x00], [0x3A, 0x02, 0x0A, 0x05],
        ] as [[UInt8]])
    func malformedFieldsAreRefused(bytes: [UInt8]) {
        #expect(throws: EncoderError.self) { try outline(bytes) }
    }

    @Test func foldersAndMissingFilesAreRefused() {
        #expect(throws: EncoderError.self) { try OnnxOutline(folder.url) }
        #expect(throws: EncoderError.self) { try OnnxOutline(folder.url.appendingPathComponent("none.onnx")) }
    }
}
