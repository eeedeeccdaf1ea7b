import Basics
import Console
import Encoders
import Foundation
import Pictures

/// What an encoder is made of, and its cost per picture on this machine.
package struct EncoderReport {
    private let reference: String
    private let wishes: EncoderWishes
    private let tensors: Bool
    private let store: EncoderStore

    /// - Parameters:
    ///   - reference: an encoder's name, or a path to an `.onnx` file.
    ///   - wishes: how a file is used.
    ///   - tensors: whether every tensor of a network is listed.
    package init(_ reference: String, wishes: EncoderWishes, tensors: Bool, in store: EncoderStore = .standard()) {
        (self.reference, self.wishes, self.tensors, self.store) = (reference, wishes, tensors, store)
    }

    /// Prints it, the encoder's cost last. Cost: the encoder is opened, and encodes some batches.
    package func show() throws {
        if reference == DescriptorEncoder.name { return try show(DescriptorEncoder()) }
        let isFile = reference.hasSuffix(".onnx") || reference.utf8.contains(UInt8(ascii: "/"))
        if !isFile, case .head(let manifest) = try store.find(reference).kind {
            for line in Self.lines(manifest) { Console.print(line) }
            return try show(store.open(reference))
        }
        let outline = try OnnxOutline(isFile ? URL(fileURLWithPath: reference) : store.find(reference).model)
        for line in Self.lines(outline, tensors: tensors) { Console.print(line) }
        let entry = isFile ? nil : try store.find(reference)
        if let network = entry?.network {
            Console.print(Self.line(network.preprocessing))
            for map in network.maps { Console.print(sanitized("map      \(map.name): \(map.tensor)")) }
        }
        let encoder = try store.open(reference, wishes: wishes) { plan in
            Console.print("layer    \(sanitized(plan.layer.tensor)), \(sanitized(plan.layer.reason))")
        }
        let texts = try entry.flatMap { try store.texts(of: $0.identity) }
        if let texts { for line in Self.lines(texts) { Console.print(line) } }
        try show(encoder)
        if let texts { Console.print("         \(fixed(try texts.milliseconds(), decimals: 2)) ms a text") }
    }

    /// How pictures become numbers.
    package static func line(_ preprocessing: Preprocessing) -> String {
        let size = preprocessing.size
        let square =
            switch preprocessing.resize {
            case .stretch: "both sides to \(size)"
            case .crop: "the shorter side to \(preprocessing.shorterSide), the middle \(size) x \(size)"
            case .pad: "the longer side to \(size), the rest white"
            }
        func list(_ values: [Float]) -> String { values.map { "\($0)" }.joined(separator: ", ") }
        return "pictures \(square), \(preprocessing.filter.rawValue); \(preprocessing.channels.rawValue), \(preprocessing.range.rawValue), "
            + "minus \(list(preprocessing.means)), by \(list(preprocessing.deviations))"
    }

    /// What makes vectors of texts.
    package static func lines(_ texts: TextEncoder) -> [String] {
        let side = texts.side
        let mask = texts.inputNames.contains("attention_mask") && side.masksPadding ? ", which the mask leaves out" : ""
        return [
            "text     \(texts.inputNames.joined(separator: ", ")) to \(side.layer), \(counted(texts.dimensions, "dimension"))",
            "tokens   \(texts.tokenizer.kind), \(grouped(texts.tokenizer.largestID + 1)) known; \(side.contextLength) a text, "
                + "filled up with number \(side.paddingID)\(mask)",
        ].map { sanitized($0) }
    }

    /// What a trained head is.
    package static func lines(_ head: HeadManifest) -> [String] {
        let features = head.body.map.map { "the map \($0), pooled by maximum and mean" } ?? "its vector"
        return [
            "body     \(head.body.name), version \(head.body.version): \(features)", "output   \(head.embed.rawValue) of the head",
            "classes  \(head.classes.joined(separator: ", "))",
        ].map(sanitized)
    }

    /// What goes into a network and comes out.
    ///
    /// - Parameter tensors: whether every tensor is listed with the operator that makes it.
    package static func lines(_ outline: OnnxOutline, tensors: Bool) -> [String] {
        var lines = outline.inputs.map { "input    " + text($0) }
        lines += outline.outputs.map { "output   " + text($0) }
        guard tensors else { return lines }
        for node in outline.nodes {
            lines.append("tensor   " + node.outputs.map { sanitized($0) }.joined(separator: ", ") + "  (\(sanitized(node.operatorType)))")
        }
        return lines
    }

    private static func text(_ tensor: OnnxOutline.Tensor) -> String {
        // The cut declares no more than a name.
        if tensor.shape == nil, tensor.elementType == .other(0) { return sanitized(tensor.name) }
        let shape = tensor.shape.map { "[" + $0.map { "\($0)" }.joined(separator: ", ") + "]" } ?? "of unknown shape"
        return sanitized("\(tensor.name) \(tensor.elementType) \(shape)")
    }

    private func show(_ encoder: any Encoder) throws {
        let identity = encoder.identity
        Console.print("name     \(sanitized(identity.name)), version \(sanitized(identity.version))")
        Console.print("vector   \(counted(identity.dimensions, "dimension"))")
        Console.print("words    \(store.knowsWords(identity) ? "yes: `vitrine similar --words`, and w in the browser" : "no")")
        for part in identity.parts { Console.print("part     \(sanitized(part.name)): \(part.from) to \(part.to - 1)") }
        let pixels = [UInt8](repeating: 128, count: 4 * 250 * 250)
        let rate = try EncodeRate.measure(encoder, pictures: 4 * encoder.batchSize, rounds: 1) { _ in
            Raster(width: 250, height: 250, pixels: pixels)
        }
        Console.print("cost     \(fixed(1000 / rate.alone, decimals: 2)) ms a picture here, \(grouped(Int(rate.alone))) a second")
    }
}
