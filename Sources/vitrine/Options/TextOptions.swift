import ArgumentParser
import Basics
import Encoders
import Foundation

/// The half of a network that reads texts, by hand; a published folder says all of it itself.
struct TextOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The .onnx file that makes vectors of texts; the same file where it makes both.", valueName: "file"),
        completion: .file(extensions: ["onnx"]))
    var text: String?
    @Option(help: ArgumentHelp("Its tokenizer.json.", valueName: "file"), completion: .file(extensions: ["json"])) var tokenizer: String?
    @Option(help: ArgumentHelp("The tensor that is a text's vector; by default text_embeds.", valueName: "tensor")) var textLayer: String?
    @Option(
        parsing: .unconditional, help: ArgumentHelp("How many tokens a text has, where no file says it: 77 for CLIP.", valueName: "count"))
    var contextLength: Int?

    func validate() throws {
        guard (text == nil) == (tokenizer == nil) else { throw ValidationError("--text and --tokenizer belong together.") }
        guard text != nil || (textLayer == nil && contextLength == nil) else {
            throw ValidationError("--text-layer and --context-length need --text.")
        }
    }

    /// Another network's wishes, with those for texts.
    func wishes(over own: EncoderWishes) throws -> EncoderWishes {
        guard let text, let tokenizer else { return own }
        var texts = TextWishes(model: HomeFolder.url(text), tokenizer: HomeFolder.url(tokenizer))
        (texts.layer, texts.contextLength) = (textLayer, contextLength)
        var wishes = own
        wishes.text = texts
        return wishes
    }
}
