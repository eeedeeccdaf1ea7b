import Basics
import Foundation

extension Head {
    /// The head as named tensors, under a prefix.
    func tensors(prefix: String = "") -> [String: Safetensors.Tensor] {
        var tensors: [String: Safetensors.Tensor] = [:]
        for tensor in Tensor.allCases { tensors[prefix + tensor.rawValue] = .init(shape: shape.sizes(tensor), values: self[tensor]) }
        for statistic in Statistic.allCases {
            tensors[prefix + statistic.rawValue] = .init(shape: [shape.size(statistic)], values: self[statistic])
        }
        return tensors
    }

    /// - Throws: `Safetensors.Malformed` when a tensor is missing, has another shape, or holds what is not finite.
    init(_ tensors: [String: Safetensors.Tensor], prefix: String = "") throws(Safetensors.Malformed) {
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
    /// - Throws: `TrainingError.file`.
    public init(contentsOf url: URL) throws(TrainingError) {
        let file = try Safetensors(contentsOf: url)
        do throws(Safetensors.Malformed) { try self.init(file.tensors) } catch { throw .file(path: url.path, reason: error.reason) }
    }

    /// Writes the head as a safetensors file.
    public func write(to url: URL) throws(TrainingError) { try Safetensors(tensors: tensors()).write(to: url) }
}

/// Where a training stands between two epochs: all that the next one needs.
public struct Checkpoint: Hashable, Sendable {
    public let head: Head
    public let best: Head?
    let adam: Adam
    public let history: TrainingHistory

    init(head: Head, best: Head?, adam: Adam, history: TrainingHistory) {
        (self.head, self.best, self.adam, self.history) = (head, best, adam, history)
    }

    /// Writes one file, at once or not at all.
    ///
    /// - Parameter key: says what is being trained; whoever goes on must say the same.
    public func write(to url: URL, key: String) throws(TrainingError) {
        var tensors = head.tensors(prefix: "head.")
        if let best { tensors.merge(best.tensors(prefix: "best.")) { first, _ in first } }
        tensors["adam.first"] = .init(shape: [adam.firstMoments.count], values: adam.firstMoments)
        tensors["adam.second"] = .init(shape: [adam.secondMoments.count], values: adam.secondMoments)
        let record: String
        do { record = try JSON.text(history) } catch { throw .file(path: url.path, reason: "\(error)") }
        let metadata = ["key": key, "history": record, "steps": "\(adam.steps)"]
        try Safetensors(tensors: tensors, metadata: metadata).write(to: url)
    }

    /// Reads a checkpoint.
    ///
    /// - Throws: `TrainingError.file` when it is damaged, or of another training.
    public init(contentsOf url: URL, key: String) throws(TrainingError) {
        let file = try Safetensors(contentsOf: url)
        func bad(_ reason: String) -> TrainingError { .file(path: url.path, reason: reason) }
        guard file.metadata["key"] == key else {
            throw bad("it is of a training with other settings or pictures; go on with those, or begin anew without --resume")
        }
        guard let text = file.metadata["history"], let history = try? JSON.decode(TrainingHistory.self, from: text),
            let steps = file.metadata["steps"].flatMap({ Int($0) }), steps == history.losses.count
        else { throw bad("its record cannot be understood") }
        do throws(Safetensors.Malformed) {
            head = try Head(file.tensors, prefix: "head.")
            best = file.tensors["best." + Head.Tensor.linear1Weight.rawValue] == nil ? nil : try Head(file.tensors, prefix: "best.")
        } catch { throw bad(error.reason) }
        var adam = Adam(count: head.parameters.count)
        guard let first = file.tensors["adam.first"]?.values, let second = file.tensors["adam.second"]?.values,
            first.count == head.parameters.count, second.count == first.count
        else { throw bad("the optimiser's moments do not fit the head") }
        (adam.firstMoments, adam.secondMoments, adam.steps) = (first, second, steps)
        self.adam = adam
        self.history = history
    }
}
