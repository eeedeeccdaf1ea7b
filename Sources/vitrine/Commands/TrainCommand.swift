import ArgumentParser
import Catalog
import Console
import Encoders
import Experiments
import Heads
import Reports
import Training

struct TrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train", abstract: "Train an encoder on a catalog's labels, on top of another encoder.",
        subcommands: [TrainRunCommand.self, TrainReportCommand.self], defaultSubcommand: TrainRunCommand.self)
}

struct TrainRunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Train a head on a body (the default).",
        discussion: """
            The body is an encoder that stays as it is. Its last feature map, pooled by maximum and by mean, or its vector where it \
            has no single map, is computed once for each picture and kept in the catalog. On top a head is trained: batch norm, \
            dropout, linear to 512, ReLU, batch norm, dropout, linear to the classes; by Adam with the one-cycle policy. The epoch \
            of the highest accuracy becomes the encoder NEW, whose vector is the output of the first linear layer.

            A class with a single picture is trained on and not validated. Items without a label, and those whose picture cannot be \
            decoded, are left out. Ctrl-C ends the training with the best epoch so far; a training that was stopped or killed goes \
            on from its last whole epoch with --resume.
            """)

    @OptionGroup var catalogOption: CatalogOption
    @Option(help: ArgumentHelp("What names the classes: label, id or an attribute.", valueName: "column"), completion: .columns) var by: String
    @Option(help: ArgumentHelp("The encoder to train on.", valueName: "encoder"), completion: .encoders) var body = EncoderStore.standardName
    @Option(
        help: ArgumentHelp(
            "A feature map of the body to pool instead of its last one: a name that `encoders info` shows, or a tensor.", valueName: "map")) var map:
        String?
    @Option(help: ArgumentHelp("The new encoder's name.", valueName: "new")) var name: String?
    @Option(parsing: .unconditional, help: "How often each picture is seen.") var epochs = 10
    @Option(parsing: .unconditional, help: ArgumentHelp("The largest learning rate.", valueName: "rate")) var maxLr = 1e-2
    @Option(parsing: .unconditional, help: "Pictures in one step.") var batch = 64
    @Option(parsing: .unconditional, help: ArgumentHelp("The share of items put aside for validation, at random.", valueName: "share")) var valid:
        Double?
    @Option(help: ArgumentHelp("Which items to put aside instead, such as \"partition = 'val'\".", valueName: "condition")) var validWhere: String?
    @Option(parsing: .unconditional, help: ArgumentHelp("Passes of randomly changed pictures beside the plain one.", valueName: "passes"))
    var augment = 0
    @Option(
        help: ArgumentHelp(
            "What the new encoder's vector is.", valueName: "output"))
    var embed = HeadOutput.firstLinear
    @Option(parsing: .unconditional, help: ArgumentHelp("Picks another split, other weights and another order.", valueName: "number")) var seed:
        UInt64 = 1
    @Flag(help: "Continue a training that was stopped or killed.") var resume = false
    @Flag(help: "Start again where a training of that name was stopped or killed.") var anew = false
    @Flag(help: "Look for a learning rate instead: draw the loss over the rates, and suggest some.") var findLr = false
    @Flag(help: "Print JSON.") var json = false

    func validate() throws {
        guard findLr || name != nil else { throw ValidationError("give the new encoder a name with --name NEW.") }
        guard (1...10_000).contains(epochs) else { throw ValidationError("--epochs takes a number from 1 to 10,000, not \(epochs).") }
        guard maxLr.isFinite, maxLr > 0 else { throw ValidationError("--max-lr takes a number above 0, not \(maxLr).") }
        guard (2...65_536).contains(batch) else { throw ValidationError("--batch takes a number from 2 to 65,536, not \(batch).") }
        guard (0...100).contains(augment) else { throw ValidationError("--augment takes a number from 0 to 100, not \(augment).") }
        if let valid, !(valid > 0 && valid < 1) { throw ValidationError("--valid takes a number between 0 and 1, not \(valid).") }
        if resume, anew { throw ValidationError("give either --resume or --anew.") }
        if valid != nil, validWhere != nil { throw ValidationError("give either --valid or --valid-where.") }
        if let validWhere {
            do throws(ConditionError) { _ = try Condition(parsing: validWhere) } catch { throw ValidationError("--valid-where: \(error)") }
        }
    }

    func run() throws {
        let catalog = try catalogOption.openGeneration()
        let new = try name.map { try NewEncoder($0, resuming: resume, anew: anew) }
        let training = try HeadTraining(catalog, by: by, split: split, body: body, map: map, augmented: augment, settings: settings)
        if findLr { return try RateReport(training.session.findRate()).show(json: json) }
        guard let new else { return }
        let validation = validWhere ?? "\(valid ?? Self.standardShare) of the items, at random"
        let record = try training.run(for: new, validation: validation, embed: embed, quiet: json)
        if json { Console.print(String(decoding: try record.json(), as: UTF8.self)) }
    }

    private static let standardShare = 0.2

    private var split: TrainingSet.Split {
        get throws {
            if let validWhere { return .condition(try Condition(parsing: validWhere)) }
            return .share(valid ?? Self.standardShare, seed: seed)
        }
    }

    private var settings: HeadTrainer.Settings {
        var settings = HeadTrainer.Settings()
        (settings.epochs, settings.maximumRate, settings.batch, settings.seed) = (epochs, maxLr, batch, seed)
        return settings
    }
}

extension HeadOutput: ExpressibleByArgument {}
