import Basics
import Encoders
import Foundation
import Heads
import Training

/// What happened in a training, kept beside the head as JSON for reports.
struct TrainingRecord: Codable {
    /// A picture that the head is most wrong about.
    struct Loss: Codable {
        let item: String
        let actual: Int
        let predicted: Int
        let loss: Double
        let probability: Double
    }

    let name: String
    let body: BodyReference
    let catalog: String
    let by: String
    /// How the items for validation were chosen, in words.
    let validation: String
    let settings: HeadTrainer.Settings
    let augmented: Int
    let embed: HeadOutput
    let classes: [String]
    let trainingItems: Int
    let validationItems: Int
    let history: TrainingHistory
    /// Whether training was stopped before the last epoch.
    let wasStopped: Bool
    /// The epoch that the head is of, counted from 1.
    let bestEpoch: Int
    let loss: Double
    let accuracy: Double
    let topFive: Double
    /// The share that the five nearest training pictures by the body's features get right by their vote, with how many were asked.
    let voteAccuracy: Double
    let voteAsked: Int
    /// `[actual][predicted]`.
    let confusion: [[Int]]
    let topLosses: [Loss]
    /// Of all epochs, features not counted.
    let seconds: Double

    func json() throws -> Data {
        try JSON.encode(self)
    }

    /// - Throws: `PlainError` when the record is missing or cannot be understood.
    static func read(of manifest: HeadManifest, in folder: URL) throws -> TrainingRecord {
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
