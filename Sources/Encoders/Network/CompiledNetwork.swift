import COpenVINO
import Foundation

/// A network that is ready to run: owns OpenVINO's compiled model. Thread-safe.
final class CompiledNetwork: Sendable {
    /// What to compile.
    struct Settings: Sendable {
        let shapes: Shapes
        let layer: String
        let precision: Precision
        /// Processor threads for all requests together; nil leaves the choice to OpenVINO: all cores.
        let threads: Int?
        /// How many requests run side by side, each on its share of the threads; nil for one.
        let streams: Int?
    }

    /// What its inputs are fixed to; −1 stands for any size.
    enum Shapes: Sendable {
        case only([Int64])
        case named([(name: String, shape: [Int64])])
    }

    let openVINO: OpenVINO
    let settings: Settings
    /// OpenVINO's compiled model may be used by several threads at once.
    nonisolated(unsafe) private let compiled: OpaquePointer?

    init(_ model: URL, settings: Settings, openVINO: OpenVINO) throws(EncoderError) {
        self.openVINO = openVINO
        self.settings = settings
        guard openVINO.supports(settings.precision) else { throw .precisionUnavailable(settings.precision) }
        let functions = openVINO.functions
        var network: OpaquePointer?
        try openVINO.check(functions.core_read_model(openVINO.core, model.path, nil, &network), "reading \(model.path)")
        defer { functions.model_free(network) }
        try openVINO.check(Self.reshape(network, settings.shapes, functions), "setting the size of what it reads")
        var compiled: OpaquePointer?
        let status = withUnsafePointer(to: functions) {
            vitrine_openvino_compile(
                $0, openVINO.core, network, settings.precision.rawValue, settings.threads.map(String.init),
                settings.streams.map(String.init), &compiled)
        }
        try openVINO.check(status, "compiling \(model.path)")
        self.compiled = compiled
    }

    deinit { openVINO.functions.compiled_model_free(compiled) }

    /// Fixes what of the inputs' sizes is known.
    private static func reshape(_ network: OpaquePointer?, _ shapes: Shapes, _ functions: vitrine_openvino) -> ov_status {
        switch shapes {
        case .only(let shape):
            return withPartialShapes([shape]) { functions.model_reshape_single_input(network, $0[0]) }
        case .named(let inputs):
            let names = inputs.map { strdup($0.name) }
            defer { for name in names { free(name) } }
            var pointers = names.map { UnsafePointer<CChar>($0) }
            return withPartialShapes(inputs.map(\.shape)) { functions.model_reshape(network, &pointers, $0.baseAddress, pointers.count) }
        }
    }

    private static func withPartialShapes<Result>(_ shapes: [[Int64]], _ body: (UnsafeBufferPointer<ov_partial_shape>) -> Result) -> Result {
        var sizes = shapes.joined().map { ov_dimension(min: $0, max: $0) }
        return sizes.withUnsafeMutableBufferPointer { partialShapes(shapes, sizes: $0).withUnsafeBufferPointer(body) }
    }

    /// - Parameter sizes: of all the shapes, one after the other.
    private static func partialShapes(_ shapes: [[Int64]], sizes: UnsafeMutableBufferPointer<ov_dimension>) -> [ov_partial_shape] {
        var start = 0
        return shapes.map { shape in
            let rank = Int64(shape.count)
            defer { start += shape.count }
            return ov_partial_shape(rank: ov_dimension(min: rank, max: rank), dims: sizes.baseAddress! + start)
        }
    }

    /// OpenVINO's request, which the caller frees.
    func makeRequest() throws(EncoderError) -> OpaquePointer? {
        var request: OpaquePointer?
        try openVINO.check(openVINO.functions.compiled_model_create_infer_request(compiled, &request), "making a request")
        return request
    }

    /// What a request that has run has written into the layer, and its shape.
    func output(of request: OpaquePointer?) throws(EncoderError) -> (values: [Float], shape: [Int]) {
        let functions = openVINO.functions
        let layer = settings.layer
        var output: OpaquePointer?
        try openVINO.check(functions.infer_request_get_tensor(request, layer, &output), "reading tensor \(layer)")
        defer { functions.tensor_free(output) }
        var shape = ov_shape()
        try openVINO.check(functions.tensor_get_shape(output, &shape), "reading tensor \(layer)")
        let sizes = (0..<Int(shape.rank)).map { Int(shape.dims[$0]) }
        _ = functions.shape_free(&shape)
        var type: Int32 = 0
        try openVINO.check(functions.tensor_get_element_type(output, &type), "reading tensor \(layer)")
        var data: UnsafeMutableRawPointer?
        try openVINO.check(functions.tensor_data(output, &data), "reading tensor \(layer)")
        let count = sizes.reduce(1, *)
        guard let data, count > 0 else { return ([], sizes) }
        switch Int(type) {
        case VITRINE_OV_F32: return (Array(UnsafeBufferPointer(start: data.assumingMemoryBound(to: Float.self), count: count)), sizes)
        case VITRINE_OV_F16:
            return (UnsafeBufferPointer(start: data.assumingMemoryBound(to: Float16.self), count: count).map { Float($0) }, sizes)
        default: throw .unsuitableOutput(tensor: layer, reason: "its values are not floating-point numbers")
        }
    }
}

/// What a network takes: one tensor of pictures.
struct NetworkInput: Hashable, Sendable {
    let size: Int
    let layout: Preprocessing.Layout
    let isHalf: Bool
    /// The only batch that the model takes, or nil if any will do.
    let fixedBatch: Int?

    func shape(batch: Int) -> [Int64] {
        let side = Int64(size)
        return layout == .planar ? [Int64(batch), 3, side, side] : [Int64(batch), side, side, 3]
    }

    /// Reads from a model's outline what its input is.
    ///
    /// - Throws: `EncoderError.unsuitableInput` where it is not one batch of three-channel pictures of this size.
    init(_ outline: OnnxOutline, size: Int) throws(EncoderError) {
        func unsuitable(_ reason: String) -> EncoderError { .unsuitableInput(path: outline.path, reason: reason) }
        guard outline.inputs.count == 1, let input = outline.inputs.first else {
            let names = outline.inputs.map(\.name).joined(separator: ", ")
            throw unsuitable("it has \(outline.inputs.count) inputs (\(names)), one is needed; export the picture half alone")
        }
        guard input.elementType == .float32 || input.elementType == .float16 else {
            throw unsuitable("input \(input.name) is \(input.elementType); float32 or float16 is needed")
        }
        let shape = input.shape ?? [.open(""), .fixed(3), .open(""), .open("")]
        let text = "[" + shape.map(\.description).joined(separator: ", ") + "]"
        guard shape.count == 4 else {
            throw unsuitable("input \(input.name) is \(text); four axes are needed, as [n, 3, 224, 224]")
        }
        let sides: [OnnxOutline.Dimension]
        switch (shape[1], shape[3]) {
        case (.fixed(3), _): (layout, sides) = (.planar, [shape[2], shape[3]])
        case (_, .fixed(3)): (layout, sides) = (.interleaved, [shape[1], shape[2]])
        case (.open, _): (layout, sides) = (.planar, [shape[2], shape[3]])
        default: throw unsuitable("input \(input.name) is \(text); three colour channels are needed")
        }
        for case .fixed(let side) in sides where side != size {
            throw unsuitable("input \(input.name) is \(text), but the pictures are set to \(size)x\(size); use --size \(side)")
        }
        self.size = size
        isHalf = input.elementType == .float16
        if case .fixed(let batch) = shape[0] { fixedBatch = batch } else { fixedBatch = nil }
    }

    /// The side that a model's input fixes, or nil where it leaves it open.
    static func fixedSize(_ outline: OnnxOutline) -> Int? {
        guard let shape = outline.inputs.first?.shape, shape.count == 4 else { return nil }
        let side = shape[1] == .fixed(3) ? shape[2] : shape[3] == .fixed(3) ? shape[1] : shape[2]
        if case .fixed(let size) = side { return size }
        return nil
    }
}
