import ArgumentParser
import Basics
import Console
import Encoders
import Foundation
import LocalEngine
import Pictures
import Vectors

struct EncodersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "encoders",
        abstract: "List, add and examine what turns pictures into vectors.",
        subcommands: [List.self, Add.self, Info.self, Embed.self], defaultSubcommand: List.self)

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List all encoders.")

        func run() throws {
            let (encoders, errors) = EncoderStore.standard().list()
            let descriptor = DescriptorEncoder().identity
            // Names are for copying, so the longest fits.
            let width = max(22, (encoders.map(\.name.count).max() ?? 0) + 1)
            func line(_ name: String, _ dimensions: Int, _ summary: String) {
                Console.print(padded(sanitized(name), to: width) + paddedHead(grouped(dimensions), to: 6) + "  " + sanitized(summary))
            }
            line(descriptor.name, descriptor.dimensions, "colour layout and oriented gradients, without a network")
            for entry in encoders { line(entry.name, entry.identity.dimensions, entry.summary) }
            for error in errors { Console.note(sanitized("\(error)")) }
        }
    }

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Install an ONNX network under a name.",
            discussion: "The network is copied with its output cut where the vector is, and tried on one picture; nothing stays if that fails.")

        @Argument(help: "The .onnx file.") var file: String
        @Option(help: "The encoder's name.") var name: String
        @OptionGroup var network: NetworkOptions

        func run() throws {
            let plan = try EncoderPlan(URL(fileURLWithPath: file), name: name, wishes: network.wishes)
            Console.note("The vector is the tensor \(sanitized(plan.layer.tensor)), \(sanitized(plan.layer.reason)).")
            let entry = try EncoderStore.standard().add(plan)
            Console.print("\(sanitized(entry.name)): \(grouped(entry.identity.dimensions)) dimensions, in \(sanitized(entry.folder.path))")
        }
    }

    struct Info: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show what a network is made of, and its cost per picture here.")

        @Argument(help: "An encoder's name, or an .onnx file.") var encoder: String
        @OptionGroup var network: NetworkOptions
        @Flag(help: "List every tensor with the operator that makes it.") var tensors = false

        func run() throws {
            if encoder == "descriptor" { return try show(DescriptorEncoder()) }
            let store = EncoderStore.standard()
            let isFile = encoder.hasSuffix(".onnx") || encoder.utf8.contains(UInt8(ascii: "/"))
            if !isFile, case .head(let manifest) = try store.find(encoder).kind { return try show(manifest, encoder: store.open(encoder)) }
            let outline = try OnnxOutline(isFile ? URL(fileURLWithPath: encoder) : store.find(encoder).model)
            for input in outline.inputs { Console.print("input    \(Self.text(input))") }
            for output in outline.outputs { Console.print("output   \(Self.text(output))") }
            if tensors {
                for node in outline.nodes {
                    Console.print("tensor   " + node.outputs.map { sanitized($0) }.joined(separator: ", ") + "  (\(sanitized(node.operatorType)))")
                }
            }
            if !isFile, let maps = try store.find(encoder).network?.maps {
                for map in maps { Console.print(sanitized("map      \(map.name): \(map.tensor)")) }
            }
            try show(
                store.open(encoder, wishes: network.wishes) { plan in
                    Console.print("layer    \(sanitized(plan.layer.tensor)), \(sanitized(plan.layer.reason))")
                })
        }

        private func show(_ head: HeadManifest, encoder: any Encoder) throws {
            let features = head.body.map.map { "the map \($0), pooled by maximum and mean" } ?? "its vector"
            Console.print(sanitized("body     \(head.body.name), version \(head.body.version): \(features)"))
            Console.print(sanitized("output   \(head.embed.rawValue) of the head"))
            Console.print(sanitized("classes  \(head.classes.joined(separator: ", "))"))
            try show(encoder)
        }

        private static func text(_ tensor: OnnxOutline.Tensor) -> String {
            let shape = tensor.shape.map { "[" + $0.map { "\($0)" }.joined(separator: ", ") + "]" } ?? "of unknown shape"
            return sanitized("\(tensor.name) \(tensor.elementType) \(shape)")
        }

        private func show(_ encoder: any Encoder) throws {
            let identity = encoder.identity
            Console.print("name     \(sanitized(identity.name)), version \(sanitized(identity.version))")
            Console.print("vector   \(grouped(identity.dimensions)) dimensions")
            for part in identity.parts { Console.print("part     \(sanitized(part.name)): \(part.from) to \(part.to - 1)") }
            let pixels = [UInt8](repeating: 128, count: 4 * 250 * 250)
            let rate = try EncodeRate.measure(encoder, pictures: 4 * encoder.batchSize, rounds: 1) { _ in
                Raster(width: 250, height: 250, pixels: pixels)
            }
            Console.print("cost     \(fixed(1000 / rate.alone, decimals: 2)) ms a picture here, \(grouped(Int(rate.alone))) a second")
        }
    }

    struct Embed: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Write the vectors of some pictures as a .npy table.")

        @Argument(help: "An encoder's name, or an .onnx file.") var encoder: String
        @Argument(help: "The pictures.") var pictures: [String]
        @OptionGroup var network: NetworkOptions
        @Option(help: "The .npy file to write, one row per picture.") var output: String
        @Option(help: "Also write what goes into the network: one row per picture, channels by rows by columns.") var saveInput: String?
        @Flag(help: "Replace files that already exist.") var force = false

        func run() throws {
            for path in [output, saveInput].compactMap(\.self) where !force && isOccupied(HomeFolder.url(path)) {
                throw PlainError("\(path) already exists; --force replaces it")
            }
            var preprocessing: Preprocessing?
            let store = EncoderStore.standard()
            let encoder = try store.open(encoder, wishes: network.wishes) { preprocessing = $0.manifest.preprocessing }
            if preprocessing == nil, let entry = try? store.find(self.encoder) { preprocessing = entry.network?.preprocessing }
            let rasters = try pictures.map { path in
                do { return try PictureDecoder.decode(file: path) } catch { throw PlainError("\(path): \(error)") }
            }
            try write(encoder.encode(rasters), rows: rasters.count, to: output)
            if let saveInput {
                guard let preprocessing else { throw PlainError("\(self.encoder) has no network input to save") }
                try write(preprocessing.tensor(of: rasters), rows: rasters.count, to: saveInput)
            }
        }

        private func write(_ values: [Float], rows: Int, to path: String) throws {
            let url = HomeFolder.url(path), draft = try Draft(of: url)
            let file = try VectorFileWriter(in: draft, of: url, dimensions: values.count / rows)
            try file.append(values)
            try file.synchronize()
            try draft.commit(replacing: force)
        }
    }
}
