import Basics
import Foundation
import Pictures
import Testing

@testable import Encoders

/// Image-text networks in the folders that they are published in.
@Suite(.needsOpenVINO) struct ImageTextTests {
    private let folder = try! TemporaryFolder()

    private var store: EncoderStore { EncoderStore(ownFolder: folder.url.appendingPathComponent("own")) }

    @discardableResult
    private func add(_ network: PublishedNetwork, _ change: (URL) throws -> Void = { _ in }) throws -> EncoderStore.Entry {
        let published = folder.url.appendingPathComponent("published-\(UUID())")
        try network.write(to: published)
        try change(published)
        return try store.add(EncoderPlan(named: published.path, name: "net", wishes: EncoderWishes()))
    }

    private let picture = Samples.plain(9, 12, 255, 51, 0)

    @Test(arguments: [PublishedNetwork.Layout.twoFiles, .merged]) func bothHalvesOfCLIPAreFound(layout: PublishedNetwork.Layout) throws {
        let entry = try add(layout == .merged ? .merged : .clip)
        #expect(entry.identity.dimensions == 4 && entry.knowsWords && store.knowsWords(entry.identity))
        #expect(close(try store.open("net").encode([picture]), [1, 0.2, 0, 1.2]))
        let texts = try #require(try store.texts(of: entry.identity))
        #expect(texts.inputNames.sorted() == ["attention_mask", "input_ids"] && texts.side.contextLength == 6)
        // What fills up is masked; what is too long is cut.
        #expect(close(try texts.encode("aab"), [2, 1, 0, 0]))
        #expect(close(try texts.encode(""), [0, 0, 0, 0]))
        #expect(close(try texts.encode("cccccccccccccc"), [0, 0, 6, 0]))
        #expect(try store.tokenizer(of: "net").encode("ab").ids == [0, 1, 3, 3, 3, 3])
        // The mean that phrases are seen from is there already, and the same as if it were made.
        #expect(try texts.usualMean().count == 4)
        #expect(FileManager.default.fileExists(atPath: TextSide.mean(in: entry.folder).path))
    }

    @Test func eachHalfOfAMergedModelIsKeptAlone() throws {
        let entry = try add(.merged)
        let (pictures, texts) = (try OnnxOutline(entry.model), try OnnxOutline(TextSide.model(in: entry.folder)))
        #expect(pictures.inputs.map(\.name) == ["pixel_values"] && pictures.outputs.map(\.name) == ["image_embeds"])
        #expect(Set(pictures.initializers.keys) == ["mix"] && pictures.nodes.count == 3)
        #expect(Set(texts.inputs.map(\.name)) == ["input_ids", "attention_mask"] && texts.outputs.map(\.name) == ["text_embeds"])
        #expect(Set(texts.initializers.keys) == ["table"])
    }

    @Test func sigLIPReadsWhatFillsUp() throws {
        let entry = try add(.siglip)
        let texts = try #require(try store.texts(of: entry.identity))
        #expect(texts.side.contextLength == 6 && !texts.side.masksPadding)
        #expect(close(try texts.encode("aab"), [1 / 3, 1 / 6, 0, 1 / 2]))
        #expect(close(try store.open("net").encode([picture]), [1, -0.6, -1, -0.6]))
    }

    @Test func textsMoveNoPicturesVersion() throws {
        var manifest = EncoderManifestTests.example
        let version = manifest.identity.version
        manifest.text = TextSide(sha256: "1", layer: "text_embeds", contextLength: 77, paddingID: 0, masksPadding: true)
        #expect(manifest.identity.version == version)
        let file = folder.url.appendingPathComponent("manifest.json")
        try manifest.write(to: file)
        #expect(try EncoderManifest.read(file) == manifest)
        manifest.text?.contextLength = 1 << 40
        #expect(throws: EncoderError.self) { try manifest.validate() }
    }

    @Test func encodersWithoutTextsSaySo() throws {
        let file = try folder.write("a.onnx", TestModels.averages())
        let entry = try store.add(EncoderPlan(named: file.path, name: "plain", wishes: EncoderWishes()))
        #expect(try !entry.knowsWords && store.texts(of: entry.identity) == nil)
        #expect(throws: EncoderError.readsNoTexts(name: "plain")) { try store.tokenizer(of: "plain") }
    }

    @Test func filesCanBeGivenByHand() throws {
        let published = folder.url.appendingPathComponent("by-hand")
        try PublishedNetwork.clip.write(to: published)
        var wishes = EncoderWishes()
        wishes.text = TextWishes(
            model: published.appendingPathComponent("onnx/text_model.onnx"), tokenizer: published.appendingPathComponent("tokenizer.json"))
        let model = published.appendingPathComponent("onnx/vision_model.onnx").path
        #expect {
            try EncoderPlan(named: model, name: "net", wishes: wishes)
        } throws: { "\($0)".contains("--context-length") }
        // A folder is as good as the file in it, and what lies beside that counts.
        let settings = Data(#"{"pad_token": "<e>", "model_max_length": 4}"#.utf8)
        try settings.write(to: published.appendingPathComponent("tokenizer_config.json"))
        wishes.text = TextWishes(model: published.appendingPathComponent("onnx/text_model.onnx"), tokenizer: published)
        #expect(try EncoderPlan(named: model, name: "net", wishes: wishes).text?.side.contextLength == 4)
        wishes.text?.contextLength = 5
        wishes.size = 8
        let entry = try store.add(EncoderPlan(named: model, name: "net", wishes: wishes))
        #expect(close(try #require(try store.texts(of: entry.identity)).encode("abc"), [1, 1, 1, 0]))
    }

    @Test func aNetworkOfOneLengthTakesNoOther() throws {
        let published = folder.url.appendingPathComponent("one-length")
        var network = PublishedNetwork.clip
        network.textLength = 6
        try network.write(to: published)
        var wishes = EncoderWishes()
        wishes.text = TextWishes(model: published.appendingPathComponent("onnx/text_model.onnx"), tokenizer: published)
        let model = published.appendingPathComponent("onnx/vision_model.onnx").path
        wishes.text?.contextLength = 5
        #expect {
            try EncoderPlan(named: model, name: "net", wishes: wishes)
        } throws: { "\($0)".contains("it reads texts of 6 tokens, not of 5") }
        wishes.text?.contextLength = 6
        #expect(try EncoderPlan(named: model, name: "net", wishes: wishes).text?.side.contextLength == 6)
    }

    private static let wrong: [(String, PublishedNetwork, @Sendable (URL) throws -> Void)] = {
        func without(_ name: String) -> @Sendable (URL) throws -> Void {
            { try FileManager.default.removeItem(at: $0.appendingPathComponent(name)) }
        }
        func changed(_ change: (inout PublishedNetwork) -> Void) -> PublishedNetwork {
            var network = PublishedNetwork.clip
            change(&network)
            return network
        }
        func written(_ name: String, _ bytes: Data) -> @Sendable (URL) throws -> Void { { try bytes.write(to: $0.appendingPathComponent(name)) } }
        let same: @Sendable (URL) throws -> Void = { _ in }
        return [
            ("config.json is missing", .clip, without("config.json")),
            ("preprocessor_config.json is missing", .clip, without("preprocessor_config.json")),
            ("tokenizer.json is missing", .clip, without("tokenizer.json")),
            ("text_model.onnx is missing; it has vision_model.onnx", .clip, without("onnx/text_model.onnx")),
            ("vision_model.onnx is missing", .clip, without("onnx/vision_model.onnx")),
            ("onnx/model.onnx, is missing", .clip, without("onnx")),
            ("cut short", .clip, written("onnx/text_model.onnx", Data([0x3A, 0x7F, 1]))),
            ("is not JSON", .clip, written("config.json", Data("{".utf8))),
            ("larger than 1 MiB", .clip, written("config.json", Data(count: 2 << 20))),
            (
                "not a regular file", .clip,
                { folder in
                    try FileManager.default.removeItem(at: folder.appendingPathComponent("config.json"))
                    try FileManager.default.createDirectory(at: folder.appendingPathComponent("config.json"), withIntermediateDirectories: false)
                }
            ),
            ("\"WordPiece\"; Vitrine reads BPE and Unigram", changed { $0.tokenizer = #"{"model": {"type": "WordPiece", "vocab": {}}}"# }, same),
            (
                "tokens up to number 4; the text network knows 4",
                changed {
                    $0.tokenizer = $0.tokenizer.replacing(#""<e>": 3"#, with: #""<e>": 3, "d": 4"#)
                }, same
            ),
            ("texts' vectors have 3 numbers, pictures' have 4", changed { $0.textDimensions = 3 }, same),
            (
                "no output text_embeds, only pooler_output: it was exported without its projection", changed { $0.outputs.text = "pooler_output" },
                same
            ),
            ("no output image_embeds", changed { $0.outputs.picture = "last_hidden_state" }, same),
            (
                "config.json: it is not JSON",
                changed {
                    $0.config = #"{"text_config": {"max_position_embeddings": 1e99}}"#
                }, same
            ),
            ("texts of 1000000 tokens", changed { $0.config = #"{"text_config": {"max_position_embeddings": 1000000}}"# }, same),
            ("texts of -5 tokens", changed { $0.config = #"{"text_config": {"max_position_embeddings": -5}}"# }, same),
            (
                "resample 1 is not supported", changed { $0.preprocessor = $0.preprocessor.replacing(#""resample": 2"#, with: #""resample": 1"#) },
                same
            ),
            ("size is missing", changed { $0.preprocessor = "{}" }, same),
            ("size 999999999 is not in", changed { $0.preprocessor = #"{"size": 999999999}"# }, same),
            ("input input_ids is float32", changed { $0.textType = 1 }, same),
        ]
    }()

    @Test(arguments: wrong.indices) func whatIsWrongIsSaidInOneLineAndLeavesNothing(index: Int) throws {
        let (line, network, change) = Self.wrong[index]
        #expect("\(line)") { try add(network, change) } throws: { "\($0)".contains(line) && !"\($0)".contains("\n") }
        #expect(store.list().encoders.isEmpty)
        #expect((try? FileManager.default.contentsOfDirectory(atPath: store.ownFolder.path))?.isEmpty ?? true)
    }
}

@Suite struct PictureConfigTests {
    private func read(_ text: String) throws -> Preprocessing { try JSON.decode(PictureConfig.self, from: text).preprocessing() }

    @Test func sizesAreNumbersOrObjects() throws {
        let values = #""image_mean": [0, 0, 0], "image_std": [1, 1, 1]"#
        let number = try read(#"{"size": 224, "crop_size": 224, \#(values)}"#)
        #expect(number.resize == .crop && number.size == 224 && number.shorterSide == 224 && number.filter == .bicubic && number.range == .unit)
        let shorter = try read(
            #"{"size": {"shortest_edge": 256}, "crop_size": {"height": 224, "width": 224}, "do_center_crop": true, "resample": 2, \#(values)}"#)
        #expect(shorter.size == 224 && shorter.shorterSide == 256 && shorter.filter == .bilinear)
        let both = try read(#"{"size": {"height": 384, "width": 384}, \#(values)}"#)
        #expect(both.resize == .stretch && both.size == 384)
        #expect(throws: EncoderError.self) { try read(#"{"size": {"height": 384, "width": 224}, \#(values)}"#) }
        #expect(throws: EncoderError.self) { try read(#"{"size": {}, \#(values)}"#) }
        #expect(throws: EncoderError.self) { try read(#"{"size": 224, "do_resize": false, \#(values)}"#) }
    }

    @Test func valuesAreScaledAsSaid() throws {
        let bytes = try read(#"{"size": 8, "do_rescale": false, "do_normalize": false}"#)
        #expect(bytes.range == .bytes && bytes.means == [0, 0, 0] && bytes.deviations == [1, 1, 1])
        let doubled = try read(#"{"size": 8, "rescale_factor": 0.00784313725490196, "image_mean": [1, 1, 1], "image_std": [0.5, 0.5, 0.5]}"#)
        // 255 · 2/255 − 1, by a half.
        let value = doubled.tensor(of: [Samples.plain(8, 8, 255, 255, 255)])[0]
        #expect(abs(value - 2) < 1e-4)
        #expect(throws: EncoderError.self) { try read(#"{"size": 8, "image_mean": [0, 0], "image_std": [1, 1]}"#) }
        #expect(throws: EncoderError.self) { try read(#"{"size": 8, "image_mean": [0, 0, 0], "image_std": [1, 0, 1]}"#) }
        #expect(throws: EncoderError.self) { try read(#"{"size": 8, "rescale_factor": 0}"#) }
    }
}

@Suite struct HalfModelTests {
    /// What a branch of an `If` reads from around it is needed too.
    @Test func graphsInsideOperatorsKeepWhatTheyRead() throws {
        let folder = try TemporaryFolder()
        var writer = OnnxWriter()
        writer.input("a", [1])
        writer.input("b", [1])
        writer.output("left", [1])
        writer.output("right", [1])
        writer.node("Relu", ["a"], ["inner"])
        writer.node("Identity", ["a"], ["flag"])
        writer.node("If", ["flag"], ["left"], attributes: [OnnxWriter.graph("then_branch", "Neg", ["inner"], "negative")])
        writer.node("Relu", ["b"], ["right"])
        let model = try folder.write("a.onnx", writer.model)
        let half = try OnnxOutline(model).half(of: "left")
        #expect(half.isHalf && half.inputs.map(\.name) == ["a"] && half.nodes.map(\.operatorType) == ["Relu", "Identity", "If"])
        let target = try CutModel.write(model, outline: half, layer: "left", as: "half.onnx", into: folder.url, linking: false)
        let written = try OnnxOutline(target)
        #expect(written.nodes == half.nodes && written.inputs == half.inputs && written.outputs.map(\.name) == ["left"])
    }
}
