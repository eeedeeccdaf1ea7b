import Foundation
import TestSupport
import Testing

@testable import Heads

@Suite struct SafetensorsTests {
    private let folder = try! TemporaryFolder()
    private var file: URL { folder.url.appendingPathComponent("head.safetensors") }

    @Test func headsComeBackAsTheyWere() throws {
        let head = randomHead(HeadShape(inputs: 4, hidden: 6, classes: 3), seed: 5)
        try head.write(to: file)
        #expect(try Head(contentsOf: file) == head)
        // Aligned numbers, as readers that map the file want them.
        let length = try Data(contentsOf: file).prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
        #expect(length.isMultiple(of: 8))
    }

    @Test func metadataAndEmptyTensorsComeBack() throws {
        try Safetensors(tensors: ["a": .init(shape: [0, 3], values: []), "b": .init(shape: [], values: [7])], metadata: ["x": "é\"\n"]).write(
            to: file)
        let back = try Safetensors(contentsOf: file)
        #expect(back.tensors["a"]?.shape == [0, 3] && back.tensors["b"]?.values == [7] && back.metadata == ["x": "é\"\n"])
    }

    private func file(_ header: String, length: UInt64? = nil, numbers: Int = 4) throws -> URL {
        var bytes = withUnsafeBytes(of: (length ?? UInt64(header.utf8.count)).littleEndian, Array.init)
        bytes += Array(header.utf8) + [UInt8](repeating: 0, count: 4 * numbers)
        return URL(fileURLWithPath: try folder.write(bytes, to: "head.safetensors"))
    }

    @Test func bytesAreReadAsNumbers() throws {
        let file = try file("{\"a\":{\"dtype\":\"I8\",\"shape\":[2,2],\"data_offsets\":[0,4]}}", numbers: 0)
        try (Data(contentsOf: file) + [1, 127, 128, 255]).write(to: file)
        #expect(try Safetensors(contentsOf: file).tensors["a"] == .init(shape: [2, 2], values: [1, 127, -128, -1]))
    }

    @Test(
        arguments: [
            "", "{", "[]", "{\"a\":3}", "{\"a\":{\"dtype\":\"F16\",\"shape\":[4],\"data_offsets\":[0,16]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,20]}}", "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[4,20]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[16,0]}}", "{\"a\":{\"dtype\":\"F32\",\"shape\":[-4],\"data_offsets\":[0,16]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,0]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,16]}}", "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[-16,0]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0]}}",
        ])
    func damagedHeadersAreRefused(header: String) throws {
        let file = try file(header)
        #expect(throws: SafetensorsError.self) { try Safetensors(contentsOf: file) }
    }

    @Test func lengthsBeyondTheFileAreRefused() throws {
        for length in [UInt64.max, UInt64(Int64.max), 1 << 40, 100] {
            let file = try file("{}", length: length)
            #expect(throws: SafetensorsError.self) { try Safetensors(contentsOf: file) }
        }
    }

    @Test func everyCutOffFileIsRefused() throws {
        try randomHead(HeadShape(inputs: 2, hidden: 2, classes: 2), seed: 5).write(to: file)
        let whole = try Data(contentsOf: file)
        for count in stride(from: 0, to: whole.count, by: 7) {
            try whole.prefix(count).write(to: file)
            #expect(throws: SafetensorsError.self) { try Head(contentsOf: file) }
        }
    }

    @Test func headsThatDoNotFitThemselvesAreRefused() throws {
        let head = randomHead(HeadShape(inputs: 2, hidden: 3, classes: 2), seed: 5)
        func refused(_ reason: String, _ change: (inout [String: Safetensors.Tensor]) -> Void) throws {
            var tensors = head.tensors()
            change(&tensors)
            try Safetensors(tensors: tensors).write(to: file)
            #expect { try Head(contentsOf: file) } throws: { "\($0)".contains(reason) }
        }
        try refused("no tensor norm2.bias") { $0["norm2.bias"] = nil }
        try refused("has the shape [2]") { $0["linear1.bias"] = .init(shape: [2], values: [1, 2]) }
        try refused("not finite") { $0["linear1.bias"] = .init(shape: [3], values: [1, .nan, 2]) }
        try refused("below 0") { $0["norm2.variance"] = .init(shape: [3], values: [1, -1, 2]) }
        try refused("shapes") { $0["linear2.weight"] = .init(shape: [6], values: [1, 1, 1, 1, 1, 1]) }
    }
}
