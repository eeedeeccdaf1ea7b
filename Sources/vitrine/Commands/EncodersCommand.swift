import ArgumentParser
import Basics
import Console
import Encoders
import Experiments
import Foundation
import Reports

struct EncodersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "encoders",
        abstract: "List, add and examine what turns pictures into vectors.",
        subcommands: [List.self, Add.self, Info.self, Embed.self, Tokens.self], defaultSubcommand: List.self)

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List all encoders.")

        func run() throws {
            let (encoders, errors) = EncoderStore.standard().list()
            for line in EncoderTable.lines(encoders) { Console.print(line) }
            for error in errors { Console.note(sanitized("\(error)")) }
        }
    }

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Install an ONNX network under a name.",
            discussion: """
                The network is copied with its output cut where the vector is, and tried on one picture; nothing stays if that fails. A folder \
                is that of an image-text network (CLIP, SigLIP and their like) as it is published: config.json, preprocessor_config.json, \
                tokenizer.json, and onnx/vision_model.onnx with onnx/text_model.onnx, or one model.onnx. Its pictures are then found by words too.
                """)

        @Argument(help: "The .onnx file, or the folder of an image-text network.", completion: .file(extensions: ["onnx"])) var file: String
        @Option(help: "The encoder's name.") var name: String
        @OptionGroup var network: NetworkOptions
        @OptionGroup(title: "For a network that reads texts too") var texts: TextOptions

        func run() throws {
            let plan = try EncoderPlan(named: file, name: name, wishes: try texts.wishes(over: network.wishes))
            Console.note("The vector is the tensor \(sanitized(plan.layer.tensor)), \(sanitized(plan.layer.reason)).")
            if let text = plan.text {
                Console.note(
                    "That of a text is the tensor \(sanitized(text.layer.tensor)) of \(sanitized(text.model.lastPathComponent)), "
                        + "\(sanitized(text.layer.reason)).")
            }
            let entry = try EncoderStore.standard().add(plan)
            Console.print("\(sanitized(entry.name)): \(grouped(entry.identity.dimensions)) dimensions, in \(sanitized(entry.folder.path))")
        }
    }

    struct Info: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show what a network is made of, and its cost per picture here.")

        @Argument(help: "An encoder's name, or an .onnx file.", completion: .encoders) var encoder: String
        @OptionGroup var network: NetworkOptions
        @Flag(help: "List every tensor with the operator that makes it.") var tensors = false

        func run() throws {
            try EncoderReport(encoder, wishes: network.wishes, tensors: tensors).show()
        }
    }

    struct Embed: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Write the vectors of some pictures, or of texts, as a .npy table.")

        @Argument(help: "An encoder's name, or an .onnx file.", completion: .encoders) var encoder: String
        @Argument(help: "The pictures.", completion: .file()) var pictures: [String] = []
        @Option(
            parsing: .unconditionalSingleValue,
            help: ArgumentHelp("A text to encode instead, by a network that reads texts; several times for several.", valueName: "text"))
        var words: [String] = []
        @OptionGroup var network: NetworkOptions
        @Option(help: "The .npy file to write, one row per picture or text.") var output: String
        @Option(help: "Also write what goes into the network: one row per picture, channels by rows by columns.") var saveInput: String?
        @Flag(help: "Replace files that already exist.") var force = false

        func validate() throws {
            guard pictures.isEmpty != words.isEmpty else { throw ValidationError("Give either pictures or --words.") }
            guard words.isEmpty || saveInput == nil else { throw ValidationError("--save-input is for pictures.") }
        }

        func run() throws {
            for path in [output, saveInput].compactMap(\.self) where !force && isOccupied(HomeFolder.url(path)) {
                throw PlainError("\(path) already exists; --force replaces it")
            }
            guard words.isEmpty else {
                return try TextEmbedding(words, by: encoder).write(to: HomeFolder.url(output), replacing: force)
            }
            try Embedding(pictures, by: encoder, wishes: network.wishes)
                .write(to: HomeFolder.url(output), input: saveInput.map(HomeFolder.url), replacing: force)
        }
    }
}
