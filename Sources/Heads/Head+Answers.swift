/// What of a head's outputs serves as a picture's vector.
public enum HeadOutput: String, CaseIterable, Codable, Sendable {
    /// The first fully connected layer's output, before the ReLU.
    case firstLinear = "first-linear"
    /// One value per class.
    case logits
    /// What goes into the head: the body's features.
    case features
}

extension Head {
    /// How many values an output has.
    public func dimensions(_ output: HeadOutput) -> Int {
        switch output {
        case .firstLinear: shape.hidden
        case .logits: shape.classes
        case .features: shape.inputs
        }
    }

    /// The outputs for some pictures when training is over: dropout does nothing, batch norm uses what it has kept.
    ///
    /// - Parameter features: one row of `shape.inputs` values per picture.
    /// - Returns: one row of `dimensions(output)` values per picture. Cost: two matrix products.
    public func outputs(_ output: HeadOutput, of features: [Float]) -> [Float] {
        if output == .features { return features }
        let count = features.count / shape.inputs
        precondition(features.count == count * shape.inputs, "\(features.count) features are no whole rows of \(shape.inputs)")
        let hidden = linear(.linear1Weight, .linear1Bias, of: normalized(features, first: true), count: count)
        if output == .firstLinear { return hidden }
        return linear(.linear2Weight, .linear2Bias, of: normalized(hidden.map { max(0, $0) }, first: false), count: count)
    }

    /// The gradient of one class's logit by one picture's features, in closed form; `shape.inputs` values.
    ///
    /// - Parameter features: one picture's.
    public func gradient(ofLogit label: Int, at features: [Float]) -> [Float] {
        precondition(features.count == shape.inputs && (0..<shape.classes).contains(label), "class \(label) of \(shape.classes)")
        let before = outputs(.firstLinear, of: features)
        let row = shape.range(.linear2Weight).lowerBound + label * shape.hidden
        let second = scales(first: false)
        let byHidden = (0..<shape.hidden).map { before[$0] > 0 ? parameters[row + $0] * second[$0] : 0 }
        return gradient(ofFirstLinear: byHidden)
    }

    /// The gradient of a weighted sum of the first fully connected layer's outputs by one picture's features, which is the same everywhere;
    /// `shape.inputs` values.
    ///
    /// - Parameter weights: one for each output.
    public func gradient(ofFirstLinear weights: [Float]) -> [Float] {
        precondition(weights.count == shape.hidden, "\(weights.count) weights for \(shape.hidden) outputs")
        var gradient = [Float](repeating: 0, count: shape.inputs)
        parameters.withUnsafeBufferPointer { parameters in
            BLAS.multiply(
                weights, parameters.baseAddress! + shape.range(.linear1Weight).lowerBound, into: &gradient, rows: 1, inner: shape.hidden,
                columns: shape.inputs)
        }
        let first = scales(first: true)
        for index in gradient.indices { gradient[index] *= first[index] }
        return gradient
    }

    /// What batch norm multiplies each value with once its statistics stand.
    private func scales(first: Bool) -> [Float] {
        zip(self[first ? .norm1Weight : .norm2Weight], self[first ? .variance1 : .variance2]).map { $0 / ($1 + Self.epsilon).squareRoot() }
    }

    private func normalized(_ values: [Float], first: Bool) -> [Float] {
        let scales = scales(first: first)
        let offsets = zip(zip(self[first ? .norm1Bias : .norm2Bias], self[first ? .mean1 : .mean2]), scales).map { $0.0 - $0.1 * $1 }
        var result = values
        let width = scales.count
        for start in stride(from: 0, to: values.count, by: width) {
            for column in 0..<width { result[start + column] = values[start + column] * scales[column] + offsets[column] }
        }
        return result
    }

    private func linear(_ weight: Tensor, _ bias: Tensor, of values: [Float], count: Int) -> [Float] {
        let sizes = shape.sizes(weight)
        let biases = self[bias]
        var result: [Float] = []
        result.reserveCapacity(count * sizes[0])
        for _ in 0..<count { result += biases }
        guard count > 0 else { return result }
        parameters.withUnsafeBufferPointer { parameters in
            BLAS.multiply(
                values, parameters.baseAddress! + shape.range(weight).lowerBound, transposingB: true, into: &result, rows: count, inner: sizes[1],
                columns: sizes[0], adding: true)
        }
        return result
    }
}
