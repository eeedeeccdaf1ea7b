import Basics
import Catalog
import Console
import Encoders
import Foundation
import Heads
import Training

/// From a catalog's labels to a new encoder: the items, their features by a body, and the session that trains a head on them.
package struct HeadTraining {
    /// Trains, or looks for a learning rate.
    package let session: TrainingSession
    private let set: TrainingSet
    private let body: Body
    private let column: String

    /// Brings items and features together, and says on standard error what is trained on what.
    ///
    /// Cost: the features of all pictures, where they are not kept from an earlier run.
    ///
    /// - Parameters:
    ///   - column: names the classes.
    ///   - body: the encoder to train on, and the feature map of it to pool; nil: its last one.
    ///   - augmented: passes of randomly changed pictures.
    /// - Throws: `TrainingError.tooFewClasses` before any feature is computed.
    package init(
        _ catalog: Catalog, by column: String, split: TrainingSet.Split, body name: String, map: String?, augmented: Int,
        settings: HeadTrainer.Settings
    ) throws {
        var set = try TrainingSet(catalog, by: column, split: split)
        // Before the features, which take long.
        guard Set(set.training.map { set.labels[$0] }).count >= 2 else { throw TrainingError.tooFewClasses(only: set.classes.first) }
        body = try EncoderStore.standard().body(name, map: map)
        session = try TrainingSession(&set, body: body, catalog: catalog, augmented: augmented, settings: settings)
        (self.set, self.column) = (set, column)
        for line in set.notes(body: body.reference, dimensions: body.encoder.identity.dimensions, column: column) { Console.note(line) }
    }

    /// Trains, installs the head of the best epoch as an encoder, and says what it came to.
    ///
    /// - Parameters:
    ///   - validation: how the items for validation were chosen, in words.
    ///   - quiet: whether nothing is printed on standard output.
    package func run(for new: NewEncoder, validation: String, embed: HeadOutput, quiet: Bool) throws -> TrainingRecord {
        try Permissions.umask.makeFolder(new.store.ownFolder)
        let trained = try session.train(checkpoint: new.checkpoint, resuming: new.isResumed, quiet: quiet)
        let record = try session.record(trained, name: new.name, by: column, validation: validation, embed: embed)
        let summary =
            "Tells \(counted(set.classes.count, "class", "classes")) of \(column), trained on \(body.reference.name) with \(counted(set.training.count, "picture"))"
        let entry = try new.store.add(
            trained.head, on: body.reference, name: new.name, embed: embed, classes: set.classes, summary: summary, record: record.json(),
            replacing: new.isResumed)
        if !trained.wasStopped { try? FileManager.default.removeItem(at: new.checkpoint) }
        if !quiet { TrainingTable.summarize(record, folder: entry.folder) }
        return record
    }
}

extension TrainingSet {
    /// What is trained on what, a line each: counts, and what is left out or hardly there.
    ///
    /// - Parameter dimensions: the body's features for each picture.
    package func notes(body: BodyReference, dimensions: Int, column: String) -> [String] {
        let features = body.map.map { "its map \($0), pooled" } ?? "its vector"
        var lines = [
            "Training on \(counted(training.count, "picture")) of \(counted(classes.count, "class", "classes")), validating on \(grouped(validation.count)); "
                + sanitized("\(body.name): \(features), \(dimensions) features")
        ]
        if unlabelled > 0 {
            lines.append("\(counted(unlabelled, "item")) without a value of \(sanitized(column)): left out.")
        }
        let singles = singles
        if !singles.isEmpty {
            let names = singles.prefix(5).map { sanitized($0) }.joined(separator: ", ") + (singles.count > 5 ? " and more" : "")
            lines.append("\(counted(singles.count, "class has", "classes have")) a single picture to train on: \(names)")
        }
        return lines
    }
}
