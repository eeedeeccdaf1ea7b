import Basics
import Encoders
import Foundation
import Heads
import Training

/// What happened in a training, kept beside the head as JSON for reports.
package struct TrainingRecord: Codable {
    /// A picture that the head is most wrong about.
    package struct Loss: Codable {
        /// The item's ID.
        package let item: String
        /// The number of its class, and of the one that it is taken for.
        package let actual: Int
        package let predicted: Int
        /// Its cross-entropy, and the probability of its class.
        package let loss: Double
        package let probability: Double
    }

    /// The encoder's name.
    package let name: String
    /// What it was trained on.
    package let body: BodyReference
    /// The path of the catalog's folder.
    package let catalog: String
    /// The column that names the classes.
    package let by: String
    /// How the items for validation were chosen, in words.
    package let validation: String
    /// How it was trained.
    package let settings: HeadTrainer.Settings
    /// Passes of randomly changed pictures.
    package let augmented: Int
    /// Which of the head's outputs is the vector.
    package let embed: HeadOutput
    /// The classes' names, by their number.
    package let classes: [String]
    /// The IDs of the items that it was trained on; nil in the records of earlier versions.
    package let trainedOn: [String]?
    /// Pictures to train on, in one version each, and to validate on.
    package let trainingItems: Int
    package let validationItems: Int
    /// Losses and measures, by step and by epoch.
    package let history: TrainingHistory
    /// Whether training was stopped before the last epoch.
    package let wasStopped: Bool
    /// The epoch that the head is of, counted from 1.
    package let bestEpoch: Int
    /// On the items for validation, by the best epoch's head; accuracies are shares from 0 to 1.
    package let loss: Double
    package let accuracy: Double
    package let topFive: Double
    /// The share that the five nearest training pictures by the body's features get right by their vote, with how many were asked.
    package let voteAccuracy: Double
    package let voteAsked: Int
    /// `[actual][predicted]`.
    package let confusion: [[Int]]
    /// The largest first, a hundred at most.
    package let topLosses: [Loss]
    /// Of all epochs, features not counted.
    package let seconds: Double

    /// The record as it is kept.
    package func json() throws -> Data {
        try JSON.encode(self)
    }

    /// - Throws: `PlainError` when the record is missing or cannot be understood.
    package static func read(of manifest: HeadManifest, in folder: URL) throws -> TrainingRecord {
        let file = folder.appendingPathComponent(HeadManifest.recordFile)
        guard let data = try? Data(contentsOf: file), let record = try? JSON.decode(TrainingRecord.self, from: data),
            record.classes.count == manifest.classes.count, record.confusion.count == record.classes.count,
            record.confusion.allSatisfy({ $0.count == record.classes.count }),
            record.topLosses.allSatisfy({ record.classes.indices.contains($0.actual) && record.classes.indices.contains($0.predicted) }),
            record.history.losses.count == record.history.stepsPerEpoch * record.history.epochs.count, !record.history.epochs.isEmpty
        else { throw PlainError("\(file.path): the record of \(manifest.name)'s training is missing or damaged; train it again") }
        return record
    }
}
