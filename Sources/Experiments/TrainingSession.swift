import Basics
import Catalog
import Console
import Encoders
import Foundation
import Heads
import Pictures
import Training
import Vectors

/// One run of `vitrine train`: features in, a trained head out.
package struct TrainingSession {
    /// What came of it.
    package struct Trained {
        /// The head of the best epoch.
        package let head: Head
        /// All epochs, those before a stop included.
        package let history: TrainingHistory
        /// Whether Ctrl-C came before the last epoch.
        package let wasStopped: Bool
    }

    private let set: TrainingSet
    private let body: Body
    private let catalog: Catalog
    private let augmented: Int
    private let settings: HeadTrainer.Settings
    private let training: Examples
    private let validation: Examples

    /// Brings the features together, and leaves items without any out of the set.
    package init(_ set: inout TrainingSet, body: Body, catalog: Catalog, augmented: Int, settings: HeadTrainer.Settings) throws {
        let plain = try FeatureTable(set, body: body, catalog: catalog)
        let unusable = Set(set.rows.indices.filter { !plain.isFinite($0) })
        if !unusable.isEmpty {
            set.leaveOut(unusable)
            Console.note("\(grouped(unusable.count)) left out: the picture cannot be decoded, or its features are not finite.")
        }
        var tables = [plain]
        var places = set.training
        for pass in 0..<augmented {
            let changed = try FeatureTable(set, changedBy: pass + 1, body: body, catalog: catalog)
            places.removeAll { !changed.isFinite($0) }
            tables.append(changed)
        }
        (self.set, self.body, self.catalog, self.augmented, self.settings) = (set, body, catalog, augmented, settings)
        training = Examples(set, places: places, tables: tables)
        validation = Examples(set, places: set.validation, tables: [tables[0]])
    }

    private func trainer(_ checkpoint: Checkpoint? = nil) throws -> HeadTrainer {
        let shape = HeadShape(inputs: training.dimensions, classes: set.classes.count)
        return try HeadTrainer(
            Head(shape, seed: settings.seed), training: training, validation: validation, settings: settings, checkpoint: checkpoint)
    }

    /// Tries growing learning rates on a head that is thrown away, with progress on standard error.
    package func findRate() throws -> RateFinder {
        var line = ProgressLine("steps", one: "step")
        let finder = try trainer().findRate { line.show(done: $0, total: RateFinder.steps) }
        line.erase()
        return finder
    }

    /// Trains to the end, or to a Ctrl-C; after each epoch the checkpoint is on the disk.
    ///
    /// - Parameter quiet: whether the table of epochs is left out.
    package func train(checkpoint: URL, resuming: Bool, quiet: Bool) throws -> Trained {
        let key = try self.key()
        let trainer = try trainer(resuming ? Checkpoint(contentsOf: checkpoint, key: key) : nil)
        let interrupt = Interrupt()
        let table = TrainingTable(classes: set.classes.count)
        if !quiet { table.begin(trainer.history) }
        while !trainer.isFinished, !interrupt.isWished {
            var line = ProgressLine("steps of epoch \(trainer.history.epochs.count + 1)", one: "step of epoch \(trainer.history.epochs.count + 1)")
            let epoch = try trainer.runEpoch(
                progress: { line.show(done: $0, total: trainer.stepsPerEpoch) }, shouldStop: { interrupt.isWished })
            line.erase()
            guard let epoch else { break }
            try trainer.checkpoint.write(to: checkpoint, key: key)
            if !quiet { table.add(epoch, number: trainer.history.epochs.count) }
        }
        guard let best = trainer.best else { throw PlainError("stopped before the first epoch was over; nothing was kept") }
        return Trained(head: best, history: trainer.history, wasStopped: !trainer.isFinished)
    }

    /// Says what is being trained, so that nothing else is gone on with.
    private func key() throws -> String {
        let settings = String(
            decoding: try JSON.encode(settings, escapingSlashes: true) + JSON.encode(body.reference, escapingSlashes: true), as: UTF8.self)
        let pictures = zip(set.ids, set.labels).map { "\($0)\t\($1)" } + set.classes + [set.training, set.validation].map { "\($0)" }
        return SHA256.hex(of: ([settings, "\(augmented)"] + pictures).joined(separator: "\n"))
    }

    /// What is kept of the training.
    package func record(_ trained: Trained, name: String, by column: String, validation chosen: String, embed: HeadOutput) throws -> TrainingRecord {
        let result = Validation(trained.head, on: validation)
        // One product of asked by known: bounded to some seconds.
        let asked = max(1, min(validation.count, Int(6e11) / max(1, 2 * training.count * training.dimensions)))
        var random = SplitMix(settings.seed)
        let places = asked == validation.count ? Array(0..<asked) : Array(Array(0..<validation.count).shuffled(using: &random).prefix(asked))
        let all = validation
        let some = Examples(labels: places.map { all.labels[$0] }, dimensions: all.dimensions) { example, _, target in
            let features = all.features(places[example]..<places[example] + 1)
            target.update(from: features, count: features.count)
        }
        let best = trained.history.best!
        return TrainingRecord(
            name: name, body: body.reference, catalog: catalog.folder.standardizedFileURL.path, by: column, validation: chosen, settings: settings,
            augmented: augmented, embed: embed, classes: set.classes, trainedOn: set.training.map { set.ids[$0] }, trainingItems: training.count,
            validationItems: validation.count,
            history: trained.history, wasStopped: trained.wasStopped, bestEpoch: best + 1, loss: result.loss, accuracy: result.accuracy,
            topFive: result.topFive, voteAccuracy: NeighborVote.accuracy(of: some, among: training), voteAsked: asked, confusion: result.confusion,
            topLosses: result.topLosses(100).map { answer in
                TrainingRecord.Loss(
                    item: set.ids[set.validation[answer.example]], actual: answer.actual, predicted: answer.predicted, loss: answer.loss,
                    probability: answer.probability)
            }, seconds: trained.history.epochs.map(\.seconds).reduce(0, +))
    }
}
