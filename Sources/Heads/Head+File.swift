import Foundation

extension Head {
    /// The head as named tensors, under a prefix.
    package func tensors(prefix: String = "") -> [String: Safetensors.Tensor] {
        var tensors: [String: Safetensors.Tensor] = [:]
        for tensor in Tensor.allCases { tensors[prefix + tensor.rawValue] = .init(shape: shape.sizes(tensor), values: self[tensor]) }
        for statistic in Statistic.allCases {
            tensors[prefix + statistic.rawValue] = .init(shape: [shape.size(statistic)], values: self[statistic])
        }
        return tensors
    }

    /// - Throws: `Safetensors.Malformed` when a tensor is missing, has another shape, or holds what is not finite.
    package init(_ tensors: [String: Safetensors.Tensor], prefix: String = "") throws(Safetensors.Malformed) {
        func tensor(_ name: String) throws(Safetensors.Malformed) -> Safetensors.Tensor {
            guard let tensor = tensors[prefix + name] else { throw .init(reason: "it has no tensor \(prefix + name)") }
            guard tensor.values.allSatisfy(\.isFinite) else { throw .init(reason: "tensor \(prefix + name) holds numbers that are not finite") }
            return tensor
        }
        let first = try tensor(Tensor.linear1Weight.rawValue).shape, second = try tensor(Tensor.linear2Weight.rawValue).shape
        guard first.count == 2, second.count == 2, first[1] > 0, first[0] > 0, second[0] > 0 else {
            throw .init(reason: "its weights have the shapes \(first) and \(second)")
        }
        let shape = HeadShape(inputs: first[1], hidden: first[0], classes: second[0])
        self.shape = shape
        parameters = [Float](repeating: 0, count: shape.parameterCount)
        statistics = [Float](repeating: 0, count: shape.statisticCount)
        for name in Tensor.allCases {
            let found = try tensor(name.rawValue)
            guard found.shape == shape.sizes(name) else { throw .init(reason: "tensor \(name.rawValue) has the shape \(found.shape)") }
            set(name, found.values)
        }
        for name in Statistic.allCases {
            let found = try tensor(name.rawValue)
            guard found.shape == [shape.size(name)] else { throw .init(reason: "tensor \(name.rawValue) has the shape \(found.shape)") }
            guard name == .mean1 || name == .mean2 || found.values.allSatisfy({ $0 >= 0 }) else {
                throw .init(reason: "tensor \(name.rawValue) holds variances below 0")
            }
            set(name, found.values)
        }
    }

    /// Reads a head from a safetensors file.
    ///
    /// - Throws: `SafetensorsError`.
    public init(contentsOf url: URL) throws(SafetensorsError) {
        let file = try Safetensors(contentsOf: url)
        do throws(Safetensors.Malformed) { try self.init(file.tensors) } catch { throw SafetensorsError(url, error.reason) }
    }

    /// Writes the head as a safetensors file.
    public func write(to url: URL) throws(SafetensorsError) { try Safetensors(tensors: tensors()).write(to: url) }
}
