import Basics
import COpenVINO
import Foundation
import Synchronization
import Tokenizers

/// Makes the vectors of texts with the half of an image-text network that reads them, on the processor. Thread-safe: one text at a time.
public final class TextEncoder: Sendable {
    /// The length of a vector, that of the network's picture vectors.
    public let dimensions: Int
    /// What its manifest says.
    public let side: TextSide
    /// Set to cut and fill up as the network wants.
    public let tokenizer: Tokenizer
    private let inputs: TextInputs
    private let network: CompiledNetwork
    private let request: Mutex<TextRequest>
    /// Beside the tokeniser: the mean of `UsualPhrases`, which takes a network seconds to make.
    let meanFile: URL?

    /// Loads the network and the tokeniser, and tries them on a text that is as long as can be.
    ///
    /// - Parameters:
    ///   - model: its file, cut already or not.
    ///   - dimensions: the length of the picture vectors.
    ///   - meanFile: where the mean of usual phrases is, for `usualMean`.
    /// - Throws: `EncoderError`. Cost: some tenths of a second to some seconds, by the network's size.
    init(_ side: TextSide, model: URL, tokenizer file: URL, dimensions: Int, mean meanFile: URL? = nil) throws(EncoderError) {
        try side.validate()
        let openVINO = try OpenVINO.shared()
        let outline = try OnnxOutline(model).half(of: side.layer)
        inputs = try TextInputs(outline)
        tokenizer = try Self.tokenizer(file, of: side, vocabularyCount: inputs.vocabularyCount)
        guard inputs.fixedLength ?? side.contextLength == side.contextLength else {
            throw .unsuitableText(path: model.path, reason: "it takes \(inputs.fixedLength ?? 0) tokens, not \(side.contextLength)")
        }
        let settings = CompiledNetwork.Settings(
            shapes: .named(inputs.shapes(length: side.contextLength)), layer: side.layer, precision: .f32, threads: nil, streams: 1)
        network = try CompiledNetwork.cut(model, outline: outline, settings: settings, openVINO: openVINO)
        request = Mutex(TextRequest(try network.makeRequest(), of: network))
        (self.side, self.meanFile) = (side, meanFile)
        self.dimensions = dimensions
        _ = try encode(String(repeating: "a photo of a cat ", count: side.contextLength / 2 + 1))
    }

    /// A text's vector; what is longer than the network's texts is cut.
    ///
    /// - Throws: `EncoderError`. Cost: what the network takes, some tens of milliseconds for one of CLIP's size.
    public func encode(_ text: String) throws(EncoderError) -> [Float] {
        let tokens: EncodedText
        do { tokens = try tokenizer.encode(text) } catch { throw .unsuitableText(path: "the text", reason: error.description) }
        guard tokens.ids.count == side.contextLength else {
            throw .unsuitableText(path: "the text", reason: "it has \(tokens.ids.count) tokens instead of \(side.contextLength)")
        }
        let values = inputs.values(of: tokens, masksPadding: side.masksPadding)
        let (vector, shape) = try request.withLock { request throws(EncoderError) in
            try request.run(values, shape: [Int64(inputs.batch), Int64(side.contextLength)])
        }
        guard shape.count == 2, shape[0] == inputs.batch else {
            throw .unsuitableOutput(
                tensor: side.layer, reason: "its shape is \(shape) for \(counted(inputs.batch, "text")); one vector each is needed")
        }
        guard shape[1] == dimensions else {
            throw .unsuitableOutput(
                tensor: side.layer,
                reason: "texts' vectors have \(counted(shape[1], "number")), pictures' have \(dimensions); they have to be of one space")
        }
        guard vector.prefix(dimensions).allSatisfy(\.isFinite) else {
            throw .unsuitableOutput(tensor: side.layer, reason: "a value came out that is not finite")
        }
        return Array(vector.prefix(dimensions))
    }

    /// What the network asks for.
    public var inputNames: [String] { inputs.shapes(length: side.contextLength).map(\.name) }

    /// How long a text takes here: the median of some.
    public func milliseconds() throws(EncoderError) -> Double {
        var times: [Double] = []
        for _ in 0..<5 {
            let start = ContinuousClock.now
            _ = try encode("a sailing boat at sunset")
            times.append((ContinuousClock.now - start) / .milliseconds(1))
        }
        return times.sorted()[times.count / 2]
    }

    /// The tokeniser of a network, set to cut and fill up as it wants.
    ///
    /// - Throws: `EncoderError.unsuitableText` for one that cannot be read, or whose tokens the network has no table rows for.
    static func tokenizer(_ file: URL, of side: TextSide, vocabularyCount: Int?) throws(EncoderError) -> Tokenizer {
        var tokenizer: Tokenizer
        do { tokenizer = try Tokenizer(contentsOf: file) } catch { throw .tokenizer(error.description) }
        tokenizer.truncation = Truncation(length: side.contextLength)
        tokenizer.padding = Padding(length: side.contextLength, id: side.paddingID)
        let largest = max(tokenizer.largestID, side.paddingID)
        if let vocabularyCount, largest >= vocabularyCount {
            throw .tokenizer(
                "\(file.path) has tokens up to number \(grouped(largest)); the text network knows \(grouped(vocabularyCount)), from 0 on")
        }
        return tokenizer
    }
}

/// OpenVINO's request with the tensors that it reads. Not thread-safe; whoever holds it has it alone.
private struct TextRequest: ~Copyable {
    private let network: CompiledNetwork
    private let request: OpaquePointer?

    init(_ request: OpaquePointer?, of network: CompiledNetwork) { (self.request, self.network) = (request, network) }

    deinit { network.openVINO.functions.infer_request_free(request) }

    /// Runs the network on each input's numbers.
    func run(_ inputs: [(name: String, values: [Int], isLong: Bool)], shape: [Int64]) throws(EncoderError) -> (values: [Float], shape: [Int]) {
        let functions = network.openVINO.functions
        // The tensors read this memory until the network has run.
        let count = Int(shape.reduce(1, *))
        let memory = inputs.map { _ in UnsafeMutableRawPointer.allocate(byteCount: 8 * count, alignment: 64) }
        defer { for block in memory { block.deallocate() } }
        for (input, block) in zip(inputs, memory) {
            precondition(input.values.count == count)
            for (index, value) in input.values.enumerated() {
                if input.isLong {
                    block.storeBytes(of: Int64(value), toByteOffset: 8 * index, as: Int64.self)
                } else {
                    block.storeBytes(of: Int32(clamping: value), toByteOffset: 4 * index, as: Int32.self)
                }
            }
            var tensor: OpaquePointer?
            var sizes = shape
            let type = Int32(input.isLong ? VITRINE_OV_I64 : VITRINE_OV_I32)
            let status = sizes.withUnsafeMutableBufferPointer {
                functions.tensor_create_from_host_ptr(type, ov_shape(rank: 2, dims: $0.baseAddress), block, &tensor)
            }
            try network.openVINO.check(status, "describing \(input.name)")
            defer { functions.tensor_free(tensor) }
            try network.openVINO.check(functions.infer_request_set_tensor(request, input.name, tensor), "setting \(input.name)")
        }
        try network.openVINO.check(functions.infer_request_start_async(request), "starting the network")
        try network.openVINO.check(functions.infer_request_wait(request), "running the network")
        return try network.output(of: request)
    }
}
