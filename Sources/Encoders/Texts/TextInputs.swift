import Tokenizers

/// What the half of a network that reads texts asks for: the tokens, and perhaps which of them fill up, and where they stand.
struct TextInputs: Sendable {
    /// What an input is told of a text.
    private enum Role { case tokens, mask, positions, kinds }

    private struct Input {
        let name: String
        let role: Role
        let isLong: Bool
    }

    private let inputs: [Input]
    private static let largestBatch = 64
    /// How many texts it takes at once, all of them the same one here.
    let batch: Int
    /// How many tokens it takes, where the model fixes that.
    let fixedLength: Int?
    /// How many tokens have a row in its table; nil where that cannot be seen.
    let vocabularyCount: Int?

    /// - Throws: `EncoderError.unsuitableText` where a text's tokens are not all that it needs.
    init(_ outline: OnnxOutline) throws(EncoderError) {
        func unsuitable(_ reason: String) -> EncoderError { .unsuitableText(path: outline.path, reason: reason) }
        var inputs: [Input] = []
        var (batch, length): (Int?, Int?)
        for tensor in outline.inputs {
            let role: Role
            switch tensor.name {
            case "input_ids": role = .tokens
            case "attention_mask": role = .mask
            case "position_ids": role = .positions
            case "token_type_ids": role = .kinds
            case _ where outline.inputs.count == 1: role = .tokens
            default: throw unsuitable("input \(tensor.name) is none that a text has: input_ids, attention_mask, position_ids, token_type_ids")
            }
            guard tensor.elementType == .other(7) || tensor.elementType == .other(6) else {
                throw unsuitable("input \(tensor.name) is \(tensor.elementType); int64 or int32 is needed")
            }
            let shape = tensor.shape ?? [.open(""), .open("")]
            guard shape.count == 2 else { throw unsuitable("input \(tensor.name) has \(shape.count) axes; two are needed, as [n, 77]") }
            for case (.fixed(let size), let axis) in zip(shape, 0...) {
                let known = axis == 0 ? batch : length
                guard known ?? size == size, (1...(axis == 0 ? Self.largestBatch : TextSide.contextLengths.upperBound)).contains(size) else {
                    throw unsuitable("input \(tensor.name) is \(shape), which fits no other input or no text")
                }
                if axis == 0 { batch = size } else { length = size }
            }
            inputs.append(Input(name: tensor.name, role: role, isLong: tensor.elementType == .other(7)))
        }
        guard let tokens = inputs.first(where: { $0.role == .tokens }) else { throw unsuitable("it has no input input_ids") }
        self.inputs = inputs
        self.batch = batch ?? 1
        fixedLength = length
        vocabularyCount = outline.rows(ofTableReadBy: tokens.name)
    }

    /// The inputs' names and shapes, for texts of so many tokens.
    func shapes(length: Int) -> [(name: String, shape: [Int64])] { inputs.map { ($0.name, [Int64(batch), Int64(length)]) } }

    /// Each input's numbers for a text, and whether they are of 64 bits.
    func values(of text: EncodedText, masksPadding: Bool) -> [(name: String, values: [Int], isLong: Bool)] {
        inputs.map { input in
            let one =
                switch input.role {
                case .tokens: text.ids
                case .mask: masksPadding ? text.attentionMask : text.ids.map { _ in 1 }
                case .positions: Array(text.ids.indices)
                case .kinds: text.ids.map { _ in 0 }
                }
            return (input.name, Array(repeatElement(one, count: batch).joined()), input.isLong)
        }
    }
}
