extension OnnxOutline {
    /// The last feature map: the tensor [picture, channel, row, column] that all that follows is pooled or flattened from.
    ///
    /// A map is what a convolution writes, and what keeps it one (activations, sums, pooling by a window). The one looked for is the
    /// last that is read by anything else (global pooling, a flattening, a transposition), on the way to `tensor`. It counts only if
    /// there is no way around it, and if neither a convolution nor attention follows; networks of several trunks and transformers
    /// have none.
    public func featureMap(before tensor: String) -> String? {
        let producers = producersByTensor()
        let used = ancestors(of: tensor, producers)
        let maps = mapKinds()
        var last: String?
        for index in nodes.indices where used.contains(index) && !Self.keepsMaps(nodes[index].operatorType) {
            if let map = nodes[index].inputs.first(where: { maps[$0] == .whole }) { last = map }
        }
        guard let last, let place = producers[last], !isReached(tensor, without: last, producers) else { return nil }
        for index in used where index > place {
            let node = nodes[index]
            if Self.attention.contains(node.operatorType) { return nil }
            if node.operatorType == "Conv", node.outputs.contains(where: { maps[$0] == .whole }) { return nil }
        }
        return last
    }

    private enum MapKind {
        case whole
        /// One value per channel, still with four axes.
        case pooled
    }

    private static let globalPooling: Set = ["GlobalAveragePool", "GlobalMaxPool", "GlobalLpPool"]
    private static let attention: Set = ["Softmax", "Attention", "MultiHeadAttention"]

    private static func keepsMaps(_ operatorType: String) -> Bool {
        let keeping: Set = [
            "Conv", "Relu", "LeakyRelu", "PRelu", "Elu", "Selu", "Clip", "Sigmoid", "HardSigmoid", "HardSwish", "Tanh", "Gelu", "Erf", "Softplus",
            "Mish", "Add", "Sub", "Mul", "Div", "Sum", "Max", "Min", "Concat", "MaxPool", "AveragePool", "LRN", "Pad", "Cast", "Identity", "Dropout",
            "BatchNormalization", "InstanceNormalization", "QuantizeLinear", "DequantizeLinear", "Sqrt", "Pow", "Neg",
        ]
        return keeping.contains(operatorType)
    }

    private func mapKinds() -> [String: MapKind] {
        var kinds: [String: MapKind] = [:]
        for node in nodes {
            let inputs = node.inputs.compactMap { kinds[$0] }
            let kind: MapKind?
            switch node.operatorType {
            case "Conv": kind = node.inputs.first.flatMap { kinds[$0] } == .pooled ? .pooled : .whole
            case _ where Self.globalPooling.contains(node.operatorType): kind = inputs.isEmpty ? nil : .pooled
            case _ where Self.keepsMaps(node.operatorType): kind = inputs.contains { $0 == .whole } ? .whole : inputs.first
            default: kind = nil
            }
            for output in node.outputs where !output.isEmpty { kinds[output] = kind }
        }
        return kinds
    }

    /// The nodes that a tensor depends on.
    private func ancestors(of tensor: String, _ producers: [String: Int]) -> Set<Int> {
        var found: Set<Int> = []
        var open = [tensor]
        while let next = open.popLast() {
            guard let index = producers[next], found.insert(index).inserted else { continue }
            open += nodes[index].inputs
        }
        return found
    }

    /// Whether a tensor depends on the picture by a way that leaves another tensor out.
    private func isReached(_ tensor: String, without left: String, _ producers: [String: Int]) -> Bool {
        let pictures = Set(inputs.map(\.name))
        var seen: Set<String> = [left]
        var open = [tensor]
        while let next = open.popLast() {
            guard seen.insert(next).inserted else { continue }
            if pictures.contains(next) { return true }
            if let index = producers[next] { open += nodes[index].inputs }
        }
        return false
    }
}
