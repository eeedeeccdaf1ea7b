import Foundation

/// Folders of tiny networks as image-text networks are published: a text's vector counts its letters a, b, c and what fills up; a picture's has
/// its red, green, blue and their sum.
struct PublishedNetwork {
    enum Layout { case twoFiles, merged }

    var modelType = "clip"
    var layout = Layout.twoFiles
    var config = #"{"model_type": "clip", "text_config": {"max_position_embeddings": 6, "vocab_size": 4}}"#
    var preprocessor = #"{"size": 8, "crop_size": 8, "do_center_crop": true, "image_mean": [0, 0, 0], "image_std": [1, 1, 1], "resample": 2}"#
    var tokenizer = #"{"model": {"type": "BPE", "vocab": {"a": 0, "b": 1, "c": 2, "<e>": 3}, "merges": [], "unk_token": "<e>"}}"#
    var tokenizerConfig: String? = #"{"pad_token": {"content": "<e>"}, "model_max_length": 1e30}"#
    var textType = 7
    var textDimensions = 4
    /// How many tokens the text network takes; 0: any number.
    var textLength = 0
    var outputs = (picture: "image_embeds", text: "text_embeds")

    static let clip = PublishedNetwork()
    static let merged = PublishedNetwork(layout: .merged)
    /// Pooled outputs, and no mask; its sizes are those that are usual of its kind, or the tokeniser's.
    static let siglip = PublishedNetwork(
        modelType: "siglip", config: #"{"model_type": "siglip", "text_config": {"model_type": "siglip_text_model"}}"#,
        preprocessor:
            #"{"size": {"height": 8, "width": 8}, "image_mean": [0.5, 0.5, 0.5], "image_std": [0.5, 0.5, 0.5], "rescale_factor": 0.00392156862745098}"#,
        tokenizerConfig: #"{"pad_token": "<e>", "model_max_length": 6}"#, textType: 6, outputs: ("pooler_output", "pooler_output"))

    private func addPictures(_ writer: inout OnnxWriter) {
        writer.input("pixel_values", [0, 3, 0, 0])
        writer.weights("mix", [3, 4], TestModels.mix)
        writer.node("GlobalAveragePool", ["pixel_values"], ["pooled"])
        writer.node("Flatten", ["pooled"], ["flat"])
        writer.node("MatMul", ["flat", "mix"], [outputs.picture])
    }

    private func addTexts(_ writer: inout OnnxWriter) {
        writer.input("input_ids", [0, textLength], type: textType)
        let table = (0..<4).flatMap { row in (0..<textDimensions).map { $0 == row ? Float(1) : 0 } }
        writer.weights("table", [4, textDimensions], table)
        writer.node("Gather", ["table", "input_ids"], ["tokens"])
        if modelType == "clip" {
            writer.input("attention_mask", [0, 0], type: textType)
            writer.node("Cast", ["attention_mask"], ["mask"], attributes: [OnnxWriter.integer("to", 1)])
            writer.node("Einsum", ["mask", "tokens"], [outputs.text], attributes: [OnnxWriter.text("equation", "bl,bld->bd")])
        } else {
            writer.node(
                "ReduceMean", ["tokens"], [outputs.text], attributes: [OnnxWriter.integers("axes", [1]), OnnxWriter.integer("keepdims", 0)])
        }
    }

    /// The networks' files, by their names.
    var networks: [String: [UInt8]] {
        var (pictures, texts) = (OnnxWriter(), OnnxWriter())
        addPictures(&pictures)
        if layout == .merged {
            addTexts(&pictures)
            pictures.node("Transpose", [outputs.text], ["turned"])
            pictures.node("MatMul", [outputs.picture, "turned"], ["logits_per_image"])
            for (name, shape) in [("logits_per_image", [0, 0]), (outputs.text, [0, 4]), (outputs.picture, [0, 4])] { pictures.output(name, shape) }
            return ["model.onnx": pictures.model]
        }
        addTexts(&texts)
        pictures.output(outputs.picture, [0, 4])
        texts.output(outputs.text, [0, textDimensions])
        return ["vision_model.onnx": pictures.model, "text_model.onnx": texts.model]
    }

    func write(to folder: URL) throws {
        try FileManager.default.createDirectory(at: folder.appendingPathComponent("onnx"), withIntermediateDirectories: true)
        let texts = [
            "config.json": config, "preprocessor_config.json": preprocessor, "tokenizer.json": tokenizer, "tokenizer_config.json": tokenizerConfig,
        ]
        for case (let name, let text?) in texts { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
        for (name, bytes) in networks { try Data(bytes).write(to: folder.appendingPathComponent("onnx/" + name)) }
    }
}
