import Foundation
import Testing

@testable import Encoders

@Suite struct FeatureMapTests {
    private let folder = try! TemporaryFolder()

    /// The map before "vector" of a model that some operators make of "pixels".
    private func map(_ build: (inout OnnxWriter) -> Void) throws -> String? {
        var writer = OnnxWriter()
        writer.input("pixels", [0, 3, 8, 8])
        writer.output("vector", [0, 4])
        writer.weights("w", [4, 3, 1, 1], [Float](repeating: 1, count: 12))
        build(&writer)
        return try OnnxOutline(folder.write("\(UUID()).onnx", writer.model)).featureMap(before: "vector")
    }

    @Test func theMapBeforeGlobalPoolingIsFound() throws {
        for pooling in ["GlobalAveragePool", "ReduceMean"] {
            let map = try map {
                $0.node("Conv", ["pixels", "w"], ["a"])
                $0.node("Relu", ["a"], ["b"])
                $0.node("Conv", ["b", "w"], ["c"])
                $0.node("Add", ["c", "b"], ["d"])
                $0.node("Relu", ["d"], ["e"])
                $0.node(pooling, ["e"], ["pooled"])
                $0.node("Flatten", ["pooled"], ["vector"])
            }
            #expect(map == "e")
        }
    }

    @Test func fullyConnectedLayersMayFollowAFlattenedMap() throws {
        let map = try map {
            $0.node("Conv", ["pixels", "w"], ["a"])
            $0.node("MaxPool", ["a"], ["b"])
            $0.node("Flatten", ["b"], ["c"])
            $0.node("Gemm", ["c", "w"], ["d"])
            $0.node("Relu", ["d"], ["e"])
            $0.node("Gemm", ["e", "w"], ["vector"])
        }
        #expect(map == "b")
    }

    @Test func channelAttentionAndConvolutionsOfPooledValuesAreNoMaps() throws {
        let map = try map {
            $0.node("Conv", ["pixels", "w"], ["a"])
            $0.node("GlobalAveragePool", ["a"], ["squeezed"])
            $0.node("Conv", ["squeezed", "w"], ["excited"])
            $0.node("Sigmoid", ["excited"], ["gate"])
            $0.node("Mul", ["a", "gate"], ["b"])
            $0.node("GlobalAveragePool", ["b"], ["pooled"])
            $0.node("Conv", ["pooled", "w"], ["wide"])
            $0.node("HardSwish", ["wide"], ["bent"])
            $0.node("Flatten", ["bent"], ["vector"])
        }
        #expect(map == "b")
    }

    @Test func twoTrunksHaveNoSingleMap() throws {
        let map = try map {
            $0.node("Conv", ["pixels", "w"], ["a"])
            $0.node("ReduceMean", ["a"], ["left"])
            $0.node("Conv", ["pixels", "w"], ["b"])
            $0.node("ReduceMean", ["b"], ["right"])
            $0.node("Concat", ["left", "right"], ["vector"])
        }
        #expect(map == nil)
    }

    @Test func transformersAndPictureAveragesHaveNone() throws {
        let transformer = try map {
            $0.node("Conv", ["pixels", "w"], ["patches"])
            $0.node("Reshape", ["patches", "w"], ["tokens"])
            $0.node("MatMul", ["tokens", "tokens"], ["likeness"])
            $0.node("Softmax", ["likeness"], ["shares"])
            $0.node("MatMul", ["shares", "tokens"], ["vector"])
        }
        #expect(transformer == nil)
        let average = try map {
            $0.node("GlobalAveragePool", ["pixels"], ["pooled"])
            $0.node("Flatten", ["pooled"], ["vector"])
        }
        #expect(average == nil)
    }

    @Test func cyclesEnd() throws {
        let map = try map {
            $0.node("Conv", ["vector", "w"], ["a"])
            $0.node("Add", ["a", "b"], ["b"])
            $0.node("Flatten", ["b"], ["vector"])
        }
        #expect(map == "b")
    }
}
