import Basics
import Catalog
import Encoders
import Experiments
import Foundation
import Heads
import TestSupport
import Testing
import Training

@Suite struct HeadTrainingTests {
    let folder = try! TemporaryFolder()

    private func training(_ labels: [String: Int] = ["cat": 12, "dog": 12]) throws -> HeadTraining {
        let catalog = try labelledCatalog(labels, in: folder)
        var settings = HeadTrainer.Settings()
        (settings.epochs, settings.batch) = (2, 8)
        return try HeadTraining(
            catalog, by: "label", split: .share(0.25, seed: 1), body: "descriptor", map: nil, augmented: 0, settings: settings)
    }

    private var store: EncoderStore { EncoderStore(ownFolder: folder.url.appendingPathComponent("encoders")) }

    @Test func aTrainingBecomesAnEncoder() throws {
        let training = try training()
        let record = try training.run(
            for: NewEncoder("kinds", in: store, resuming: false, anew: false), validation: "a quarter", embed: .firstLinear, quiet: true)
        #expect(record.classes == ["cat", "dog"] && record.history.epochs.count == 2 && record.validationItems == 6)
        let (manifest, place) = try store.trained("kinds")
        #expect(manifest.classes == ["cat", "dog"] && manifest.summary.contains("2 classes of label, trained on descriptor with 18 pictures"))
        #expect(try TrainingRecord.read(of: manifest, in: place).by == "label")
        #expect(!isOccupied(folder.url.appendingPathComponent("encoders/.training-kinds.safetensors")))
        #expect(throws: EncoderError.self) { try NewEncoder("kinds", in: store, resuming: false, anew: false) }
    }

    @Test func oneClassIsTooFew() throws {
        #expect(throws: TrainingError.self) { try training(["cat": 4]) }
    }

    @Test func whatWasStoppedNeedsAWord() throws {
        #expect { try NewEncoder("new", in: store, resuming: true, anew: false) } throws: { "\($0)".contains("leave out --resume") }
        try folder.write([1], to: "encoders/.training-new.safetensors")
        #expect { try NewEncoder("new", in: store, resuming: false, anew: false) } throws: { "\($0)".contains("--anew starts it again") }
        #expect(try NewEncoder("new", in: store, resuming: true, anew: false).name == "new")
        #expect(try NewEncoder("new", in: store, resuming: false, anew: true).name == "new")
    }

    @Test func whatIsTrainedOnWhatIsSaid() throws {
        let set = try TrainingSet(labelledCatalog(["cat": 3, "moon": 1], in: folder), by: "label", split: .share(0.25, seed: 1))
        let body = try EncoderStore.standard().body("descriptor", map: nil)
        let lines = set.notes(body: body.reference, dimensions: 7, column: "label")
        #expect(lines.count == 2 && lines[0].hasPrefix("Training on 3 pictures of 2 classes, validating on 1; descriptor: its vector, 7 features"))
        #expect(lines[1] == "1 class has a single picture to train on: moon")
    }
}
