import Basics
import Foundation
import Heads

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
    public func write(to url: URL, key: String) throws(SafetensorsError) {
        var tensors = head.tensors(prefix: "head.")
        if let best { tensors.merge(best.tensors(prefix: "best.")) { first, _ in first } }
        tensors["adam.first"] = .init(shape: [adam.firstMoments.count], values: adam.firstMoments)
        tensors["adam.second"] = .init(shape: [adam.secondMoments.count], values: adam.secondMoments)
        let record: String
        do { record = try JSON.text(history) } catch { throw SafetensorsError(url, "\(error)") }
        let metadata = ["key": key, "history": record, "steps": "\(adam.steps)"]
        try Safetensors(tensors: tensors, metadata: metadata).write(to: url)
    }

    /// Reads a checkpoint.
    ///
    /// - Throws: `SafetensorsError` when it is damaged, or of another training.
    public init(contentsOf url: URL, key: String) throws(SafetensorsError) {
        let file = try Safetensors(contentsOf: url)
        func bad(_ reason: String) -> SafetensorsError { SafetensorsError(url, reason) }
        guard file.metadata["key"] == key else {
            throw bad("it belongs to a training with other settings or pictures; continue with those, or start again without --resume")
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
