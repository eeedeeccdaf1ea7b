import Basics

extension OnnxOutline {
    /// The part of the model that a tensor needs, with those inputs alone: of a network that reads pictures and texts, the half that makes
    /// the vectors of one of them.
    ///
    /// - Throws: `EncoderError.unknownTensor`.
    func half(of tensor: String) throws(EncoderError) -> OnnxOutline {
        try requireTensor(tensor)
        let producers = producersByTensor()
        var kept = Set<Int>()
        var names: Set = [tensor]
        var open = [tensor]
        while let next = open.popLast() {
            guard let index = producers[next], kept.insert(index).inserted else { continue }
            let reads = nodes[index].inputs + nodes[index].captures
            names.formUnion(reads)
            open += reads
        }
        var half = self
        half.inputs.removeAll { !names.contains($0.name) }
        guard half.inputs.count < inputs.count else { return self }
        half.isHalf = true
        half.nodes = nodes.indices.filter(kept.contains).map { nodes[$0] }
        half.initializers = initializers.filter { names.contains($0.key) }
        return half
    }

    /// How many rows the table has in which a network looks its input's numbers up; nil where that cannot be seen.
    func rows(ofTableReadBy input: String) -> Int? {
        let passing: Set = ["Cast", "Identity", "Reshape", "Unsqueeze", "Squeeze", "Flatten"]
        var reads: Set = [input]
        // In an order of execution, so that one pass finds them all.
        for node in nodes {
            if node.operatorType == "Gather", node.inputs.count == 2, reads.contains(node.inputs[1]) {
                if case .fixed(let rows)? = initializers[node.inputs[0]]?.shape?.first { return rows }
            }
            if passing.contains(node.operatorType), let first = node.inputs.first, reads.contains(first) { reads.formUnion(node.outputs) }
        }
        return nil
    }
}
