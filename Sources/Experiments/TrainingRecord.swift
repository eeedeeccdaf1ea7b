import Basics
import Encoders
import Foundation
import Heads
import Training

/// What happened in a training, kept beside the head as JSON for reports.
package struct TrainingRecord: Codable {
    /// A picture that the head is most wrong about.
    package struct Loss: Codable {
        package let item: String
        package let actual: Int
        package let predicted: Int
        package let loss: Double
        package let probability: Double
    }

    package let name: String
    package let body: BodyReference
    package let catalog: String
    package let by: String
    /// How the items for validation were chosen, in words.
    package let validation: String
    package let settings: HeadTrainer.Settings
    package let augmented: Int
    package let embed: HeadOutput
    package let classes: [String]
    package let trainingItems: Int
    package let validationItems: Int
    package let history: TrainingHistory
    /// Whether training was stopped before the last epoch.
    package let wasStopped: Bool
    /// The epoch that the head is of, counted from 1.
    package let bestEpoch: Int
    package let loss: Double
    package let accuracy: Double
    package let topFive: Double
    /// The share that the five nearest training pictures by the body's features get right by their vote, with how many were asked.
    package let voteAccuracy: Double
    package let voteAsked: Int
    /// `[actual][predicted]`.
    package let confusion: [[Int]]
    package let topLosses: [Loss]
    /// Of all epochs, features not counted.
    package let seconds: Double

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
