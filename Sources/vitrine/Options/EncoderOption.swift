import ArgumentParser
import Basics
import Configuration
import Console
import Encoders
import Foundation

/// How a network file is used; an installed encoder has its own settings.
struct NetworkOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Published preprocessing and layer.", valueName: "name")
    )
    var preset: EncoderPreset?
    @Option(help: ArgumentHelp("The tensor to take as the vector; by default the input of the last fully connected layer.", valueName: "tensor"))
    var layer: String?
    @Option(parsing: .unconditional, help: ArgumentHelp("The side of the network's input.", valueName: "pixels")) var size: Int?
    @Option(
        help: ArgumentHelp("How pictures become square.", valueName: "way"))
    var resize: Preprocessing.Resize?
    @Option(help: ArgumentHelp("The order of colours: rgb or bgr.", valueName: "order")) var channels: Preprocessing.Channels?
    @Option(help: ArgumentHelp("Means to subtract, one for each colour.", valueName: "a,b,c")) var mean: FloatList?
    @Option(help: ArgumentHelp("Standard deviations to divide by, one for each colour.", valueName: "a,b,c")) var std: FloatList?
    @Option(help: ArgumentHelp("Arithmetic: f32, or bf16 where the processor has it.", valueName: "kind")) var precision: Precision?

    var wishes: EncoderWishes {
        var wishes = EncoderWishes()
        wishes.preset = preset
        wishes.layer = layer
        wishes.size = size
        wishes.resize = resize
        wishes.channels = channels
        wishes.means = mean?.values
        wishes.deviations = std?.values
        wishes.precision = precision
        return wishes
    }
}

/// Which encoder makes the vectors.
struct EncoderOption: ParsableArguments {
    @Option(
        name: .customLong("encoder"),
        help: ArgumentHelp("The encoder that turns pictures into vectors, or a network's .onnx file.", valueName: "name"),
        completion: .encoders)
    var name: String?
    @OptionGroup(title: "For an .onnx file") var network: NetworkOptions

    /// The encoder that was asked for, or the one that is used where nothing is.
    func encoder() throws -> any Encoder { try asked() ?? Self.standardEncoder(existing: nil) }

    /// The encoder that was asked for; nil: none was.
    func asked() throws -> (any Encoder)? { try name.map(open) }

    static func standardEncoder(existing: EncoderIdentity?) throws -> any Encoder {
        try EncoderStore.standard().standardEncoder(existing: existing, wanted: UserConfiguration.settings().encoder) { Console.note(sanitized($0)) }
    }

    private func open(_ name: String) throws -> any Encoder {
        try EncoderStore.standard().open(name, wishes: network.wishes) { plan in
            Console.note("The vector is the tensor \(sanitized(plan.layer.tensor)), \(sanitized(plan.layer.reason)).")
        }
    }
}

/// Numbers with commas between them.
struct FloatList: ExpressibleByArgument {
    let values: [Float]

    init?(argument: String) {
        let values = argument.split(separator: ",", omittingEmptySubsequences: false).map { Float($0.trimmingCharacters(in: .whitespaces)) }
        guard !values.isEmpty, values.allSatisfy({ $0?.isFinite ?? false }) else { return nil }
        self.values = values.map { $0! }
    }
}

extension EncoderPreset: ExpressibleByArgument {}
extension Precision: ExpressibleByArgument {}
extension Preprocessing.Resize: ExpressibleByArgument {}
extension Preprocessing.Channels: ExpressibleByArgument {}
