import Catalog
import Encoders
import Experiments
import Foundation
import Heads
import Reports
import TestSupport
import Testing
import Training

@Suite struct TrainingMistakesTests {
    let folder = try! TemporaryFolder()

    /// A training of two kinds that nothing tells apart, so that some are taken for the other.
    private func train() throws -> (record: TrainingRecord, store: EncoderStore) {
        for place in 0..<24 {
            let shade = UInt8(place * 10)
            let picture = Fixtures.bitmap(width: 8, height: 8) { x, y in (shade, UInt8(x * 30), UInt8(y * 30)) }
            try folder.write(picture, to: "tees/\(place % 2 == 0 ? "cat" : "dog")/\(100 + place).bmp")
        }
        let catalog = try Catalog(creating: folder.url.appendingPathComponent("catalog"))
        _ = try Indexer(catalog: catalog, encoder: DescriptorEncoder()).run(source: folder.path("tees"))
        let store = EncoderStore(ownFolder: folder.url.appendingPathComponent("encoders"))
        var settings = HeadTrainer.Settings()
        (settings.epochs, settings.batch) = (1, 8)
        let training = try HeadTraining(
            catalog, by: "label", split: .share(0.5, seed: 1), body: "descriptor", map: nil, augmented: 0, settings: settings)
        let new = try NewEncoder("kinds", in: store, resuming: false, anew: false)
        return (try training.run(for: new, validation: "half", embed: .firstLinear, quiet: true), store)
    }

    @Test func whatIsTakenForWhat() throws {
        let (record, store) = try train()
        let mistakes = TrainingMistakes(record, losses: Array(record.topLosses.prefix(3)))
        #expect(mistakes.table.count == 3 && mistakes.table.allSatisfy { $0.contains(" taken for ") })
        let wrong = record.confusion[0][1] + record.confusion[1][0]
        #expect(mistakes.confused.isEmpty == (wrong == 0))
        if let heading = mistakes.confused.first { #expect(heading == "\nMost confused") }
        let (manifest, _) = try store.trained("kinds")
        let lines = EncoderReport.lines(manifest)
        #expect(lines.count == 3 && lines[0].hasPrefix("body     descriptor, version ") && lines[2] == "classes  cat, dog")
        let table = EncoderTable.lines(store.list().encoders)
        #expect(table.count == 2 && table[0].hasPrefix("descriptor ") && table[1].hasPrefix("kinds "))
        #expect(!table[0].contains(" words "), "neither knows words")
    }

    @Test func picturesAreThoseOfTheRecordsCatalog() throws {
        let (record, store) = try train()
        let maps = try #require(LossHeatMaps.available(of: record, by: "kinds", in: store, catalog: nil, withHeat: false))
        #expect(!maps.hasHeat && maps.picture(record.topLosses[0].item) != nil && maps.picture("nobody") == nil)
        #expect(LossHeatMaps.available(of: record, by: "kinds", in: store, catalog: folder.path("nowhere"), withHeat: false) == nil)
    }
}
