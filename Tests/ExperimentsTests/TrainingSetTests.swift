import Basics
import Catalog
import Experiments
import TestSupport
import Testing

@Suite struct TrainingSetTests {
    let folder = try! TemporaryFolder()

    private func catalog(_ labels: [String: Int]) throws -> Catalog { try labelledCatalog(labels, in: folder) }

    @Test func everyClassKeepsAPictureToTrainOn() throws {
        let catalog = try catalog(["cat": 6, "dog": 2, "moon": 1])
        for seed in UInt64(0)..<20 {
            let set = try TrainingSet(catalog, by: "label", split: .share(0.6, seed: seed))
            #expect(set.classes == ["cat", "dog", "moon"])
            #expect(Set(set.training.map { set.labels[$0] }) == [0, 1, 2])
            #expect(Set(set.training).isDisjoint(with: set.validation) && set.training.count + set.validation.count == 9)
        }
    }

    @Test func aClassThatIsAllPutAsideTakesNoPart() throws {
        let catalog = try catalog(["cat": 3, "dog": 3])
        let set = try TrainingSet(catalog, by: "label", split: .condition(Condition(parsing: "label = 'dog'")))
        #expect(set.classes == ["cat"] && set.validation.isEmpty && set.training.count == 3)
    }

    @Test func aColumnThatNobodyHasIsNamed() throws {
        let catalog = try catalog(["cat": 2])
        #expect { try TrainingSet(catalog, by: "colour", split: .share(0.5, seed: 1)) } throws: {
            "\($0)".contains("colour") && "\($0)".contains("label")
        }
        #expect { try LabelColumns(catalog, labels: "lable", excludingSame: nil) } throws: { "\($0)".contains("label") }
    }
}
