import Basics

/// Which tensor of a network is its vector.
public struct LayerChoice: Hashable, Sendable {
    /// The tensor that is the vector.
    public let tensor: String
    /// Why this one, for the person who did not choose it; one line.
    public let reason: String
}

extension OnnxOutline {
    /// The input of the last fully connected layer: what a classifier knows before it names a class.
    ///
    /// A fully connected layer is a Gemm, or a MatMul one side of which is made of weights alone. If there is none, or
    /// it reads the picture itself, the model's first output is taken.
    public func layerBeforeLast() -> LayerChoice {
        let producers = producersByTensor()
        for node in nodes.reversed() where node.operatorType == "Gemm" || node.operatorType == "MatMul" {
            guard node.inputs.count >= 2 else { continue }
            let data = node.inputs.prefix(2).filter { !isConstant($0, producers) }
            guard data.count == 1, producers[data[0]] != nil else { continue }
            let label = node.name.isEmpty ? node.operatorType : "\(node.operatorType) \(node.name)"
            return LayerChoice(tensor: data[0], reason: "the input of the last fully connected layer, \(label)")
        }
        return LayerChoice(tensor: outputs[0].name, reason: "the model's output: it has no fully connected layer to cut off")
    }

    /// The output that holds picture embeddings, for models that are encoders already.
    public func embeddingOutput() -> LayerChoice {
        for name in ["image_embeds", "pooler_output", "embedding", "embeddings", "last_hidden_state"] {
            if outputs.contains(where: { $0.name == name }) { return LayerChoice(tensor: name, reason: "the output of that name") }
        }
        let vector = outputs.first { $0.shape?.count == 2 } ?? outputs[0]
        return LayerChoice(tensor: vector.name, reason: "the model's output")
    }

    /// The two sides of an image-text network.
    enum Side: String { case pictures = "image_embeds", texts = "text_embeds" }

    /// The output that holds one side's vectors in the space that pictures and texts share.
    ///
    /// - Parameter takingPooled: whether the pooled output will do where there is none of the usual name: in networks that do not project it.
    /// - Throws: `EncoderError.unreadableModel` that says what is missing.
    func jointOutput(of side: Side, takingPooled: Bool) throws(EncoderError) -> LayerChoice {
        let names = outputs.map(\.name)
        if names.contains(side.rawValue) { return LayerChoice(tensor: side.rawValue, reason: "the output of that name") }
        if takingPooled, names.contains("pooler_output") {
            return LayerChoice(tensor: "pooler_output", reason: "the output of that name, which this kind of network does not project")
        }
        let hint = names.contains("pooler_output") || names.contains("last_hidden_state") ? ": it was exported without its projection" : ""
        throw .unreadableModel(path: path, reason: "it has no output \(side.rawValue), only \(names.joined(separator: ", "))\(hint)")
    }

    /// Checks that a tensor exists.
    ///
    /// - Throws: `EncoderError.unknownTensor` with the names nearest to it.
    public func requireTensor(_ name: String) throws(EncoderError) {
        let names = Set(tensorNames)
        guard !names.contains(name) else { return }
        throw .unknownTensor(name: name, path: path, near: nearestNames(to: name, among: names))
    }

    func producersByTensor() -> [String: Int] {
        var producers: [String: Int] = [:]
        for (index, node) in nodes.enumerated() {
            for output in node.outputs where !output.isEmpty { producers[output] = index }
        }
        return producers
    }

    /// Whether a tensor depends on weights alone, through the few operators that exporters put between.
    private func isConstant(_ tensor: String, _ producers: [String: Int], depth: Int = 0) -> Bool {
        if initializers[tensor] != nil { return true }
        // The limit also ends walks around the cycle of a malformed graph.
        guard depth < 6, let index = producers[tensor] else { return false }
        let node = nodes[index]
        if node.operatorType == "Constant" { return true }
        let passing = ["Transpose", "Cast", "Identity", "Reshape", "DequantizeLinear", "Squeeze", "Unsqueeze"]
        guard passing.contains(node.operatorType), let first = node.inputs.first else { return false }
        return isConstant(first, producers, depth: depth + 1)
    }
}
