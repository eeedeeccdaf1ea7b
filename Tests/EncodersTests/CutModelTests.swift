import Foundation
import Testing

@testable import Encoders

@Suite struct CutModelTests {
    @Test func declaresTheTensorAsTheOnlyOutput() throws {
        let folder = try TemporaryFolder()
        let original = TestModels.averages()
        let model = try folder.write("a.onnx", original)
        let cut = try CutModel.write(model, outline: try OnnxOutline(model), layer: "code", into: folder.url, linking: false)
        let outline = try OnnxOutline(cut)
        #expect(outline.outputs.map(\.name) == ["code"])
        #expect(outline.inner["scores"] != nil)
        #expect(outline.nodes.count == 5)
        #expect(try Data(contentsOf: model) == Data(original))
    }

    @Test func longNamesHaveLongLengths() throws {
        let name = String(repeating: "x", count: 300)
        let bytes = CutModel.declaration(of: name)
        #expect(bytes.count == 300 + 3 * 3)
        let folder = try TemporaryFolder()
        var writer = OnnxWriter()
        writer.input("pixels", [1, 3, 4, 4])
        writer.output("y", [1])
        writer.node("Relu", ["pixels"], [name])
        writer.node("Relu", [name], ["y"])
        let outline = try OnnxOutline(folder.write("long.onnx", writer.model + bytes))
        #expect(outline.outputs.map(\.name) == ["y", name])
    }

    @Test func aModelThatEndsThereStaysAsItIs() throws {
        let folder = try TemporaryFolder()
        let model = try folder.write("a.onnx", TestModels.averages())
        let cut = try CutModel.write(model, outline: try OnnxOutline(model), layer: "scores", into: folder.url, linking: false)
        #expect(try Data(contentsOf: cut) == Data(contentsOf: model))
    }

    @Test func weightFilesComeAlong() throws {
        let folder = try TemporaryFolder()
        let model = try folder.write("a.onnx", TestModels.averages(externalFile: "w.bin"))
        let target = try TemporaryFolder()
        #expect(throws: EncoderError.self) {
            try CutModel.write(model, outline: try OnnxOutline(model), layer: "code", into: target.url, linking: false)
        }
        let weights = OnnxWriter.raw(TestModels.mix)
        _ = try folder.write("w.bin", weights)
        let other = try TemporaryFolder()
        _ = try CutModel.write(model, outline: try OnnxOutline(model), layer: "code", into: other.url, linking: false)
        #expect(try Data(contentsOf: other.url.appendingPathComponent("w.bin")) == Data(weights))
    }

    @Test(arguments: ["../\u{301}secret", "a/../\u{301}b", "a/\u{301}../../b", "w.bin\0"])
    func marksHideNoStepOutOfTheFolder(file: String) throws {
        let folder = try TemporaryFolder()
        let model = try folder.write("a.onnx", TestModels.averages(externalFile: file))
        let target = try TemporaryFolder()
        #expect {
            try CutModel.write(model, outline: try OnnxOutline(model), layer: "code", into: target.url, linking: false)
        } throws: { "\($0)".contains("outside its folder") }
    }

    @Test(arguments: ["../secret", "/etc/passwd", "a/../../b", "a//b", ""])
    func weightFilesElsewhereAreRefused(file: String) throws {
        let folder = try TemporaryFolder()
        let model = try folder.write("a.onnx", TestModels.averages(externalFile: file))
        let target = try TemporaryFolder()
        #expect(throws: EncoderError.self) {
            try CutModel.write(model, outline: try OnnxOutline(model), layer: "code", into: target.url, linking: false)
        }
    }
}
