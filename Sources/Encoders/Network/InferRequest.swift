import COpenVINO
import Foundation

/// One run of a network at a time: owns OpenVINO's request and the memory of its input.
///
/// Not thread-safe: `RequestPool` hands it to one caller at a time, which is what makes it Sendable.
final class InferRequest: @unchecked Sendable {
    private let network: CompiledNetwork
    private let input: NetworkInput
    private let request: OpaquePointer?
    private let perPicture: Int
    private let floats: UnsafeMutablePointer<Float>
    /// The input in half precision, for networks that ask for it.
    private let halves: UnsafeMutablePointer<Float16>?
    private var tensor: OpaquePointer?
    /// The number of pictures that `tensor` describes.
    private var described = 0

    /// - Parameter capacity: how many pictures the input holds.
    init(_ network: CompiledNetwork, input: NetworkInput, capacity: Int) throws(EncoderError) {
        request = try network.makeRequest()
        self.network = network
        self.input = input
        perPicture = 3 * input.size * input.size
        let count = capacity * perPicture
        floats = .allocate(capacity: count)
        floats.initialize(repeating: 0, count: count)
        halves = input.isHalf ? .allocate(capacity: count) : nil
        halves?.initialize(repeating: 0, count: count)
    }

    deinit {
        let functions = network.openVINO.functions
        functions.infer_request_free(request)
        functions.tensor_free(tensor)
        floats.deallocate()
        halves?.deallocate()
    }

    /// Where to write a picture's numbers before `start`.
    func input(at index: Int) -> UnsafeMutablePointer<Float> { floats + index * perPicture }

    /// Starts the network on the first `count` pictures and returns at once.
    func start(count: Int) throws(EncoderError) {
        let batch = input.fixedBatch ?? count
        if let halves {
            for index in 0..<count * perPicture { halves[index] = Float16(floats[index]) }
        }
        try describe(batch)
        try network.openVINO.check(network.openVINO.functions.infer_request_start_async(request), "starting the network")
    }

    private func describe(_ batch: Int) throws(EncoderError) {
        guard described != batch else { return }
        let openVINO = network.openVINO
        var fresh: OpaquePointer?
        var sizes = input.shape(batch: batch)
        let type = Int32(halves == nil ? VITRINE_OV_F32 : VITRINE_OV_F16)
        let data = halves.map { UnsafeMutableRawPointer($0) } ?? UnsafeMutableRawPointer(floats)
        let status = sizes.withUnsafeMutableBufferPointer {
            openVINO.functions.tensor_create_from_host_ptr(type, ov_shape(rank: 4, dims: $0.baseAddress), data, &fresh)
        }
        try openVINO.check(status, "describing the input")
        let set = openVINO.functions.infer_request_set_input_tensor(request, fresh)
        if set != 0 { openVINO.functions.tensor_free(fresh) }
        try openVINO.check(set, "setting the input")
        openVINO.functions.tensor_free(tensor)
        tensor = fresh
        described = batch
    }

    /// Waits for the network and reads one vector per picture.
    ///
    /// - Returns: `count` vectors one after another.
    func finish(count: Int, pooling: Pooling) throws(EncoderError) -> [Float] {
        try network.openVINO.check(network.openVINO.functions.infer_request_wait(request), "running the network")
        let (values, shape) = try network.output(of: request)
        let batch = input.fixedBatch ?? count
        guard shape.first == batch else {
            throw .unsuitableOutput(tensor: network.settings.layer, reason: "its shape is \(shape) for \(batch) pictures")
        }
        let one = Array(shape.dropFirst())
        return try values.prefix(one.reduce(count, *)).withUnsafeBufferPointer { values throws(EncoderError) in
            try pooling.vectors(values, count: count, shape: one, tensor: network.settings.layer)
        }
    }
}

extension Pooling {
    /// Pools `count` pictures' values; `shape` is that of one picture.
    func vectors(
        _ values: UnsafeBufferPointer<Float>, count: Int, shape: [Int], tensor: String
    ) throws(EncoderError) -> [Float] {
        if self == .flatten || shape.count == 1 { return Array(values) }
        switch (shape.count, self) {
        case (3, .mean):
            let (channels, places) = (shape[0], shape[1] * shape[2])
            return (0..<count * channels).map { row in
                let sum: Float = values[row * places..<(row + 1) * places].reduce(0, +)
                return sum / Float(places)
            }
        case (3, .maximumAndMean):
            let (channels, places) = (shape[0], shape[1] * shape[2])
            return (0..<count).flatMap { picture in
                let rows = (picture * channels..<(picture + 1) * channels).map { values[$0 * places..<($0 + 1) * places] }
                let means: [Float] = rows.map { $0.reduce(0, +) / Float(places) }
                return rows.map { $0.max()! } + means
            }
        case (2, .mean):
            let (tokens, channels) = (shape[0], shape[1])
            var sums = [Float](repeating: 0, count: count * channels)
            for index in values.indices {
                let picture = index / (tokens * channels)
                sums[picture * channels + index % channels] += values[index] / Float(tokens)
            }
            return sums
        case (2, .first):
            let (tokens, channels) = (shape[0], shape[1])
            return (0..<count).flatMap { (picture: Int) in
                let start = picture * tokens * channels
                return values[start..<start + channels]
            }
        default:
            throw .unsuitableOutput(
                tensor: tensor, reason: "its shape per picture is \(shape), which cannot be pooled as \(rawValue)")
        }
    }
}
