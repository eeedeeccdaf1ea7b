import Basics
import Console
import Foundation
import Training

/// The epochs of a training as a table, a line each.
package struct TrainingTable {
    private let topFive: Bool

    /// - Parameter classes: with five or fewer, being among the five largest says nothing.
    package init(classes: Int) { topFive = classes > 5 }

    /// Prints the heading, and the epochs that there are already.
    package func begin(_ history: TrainingHistory) {
        Console.print(line(["epoch", "training", "validation", "accuracy"] + (topFive ? ["top five"] : []) + ["time"]))
        for (number, epoch) in history.epochs.enumerated() { add(epoch, number: number + 1) }
    }

    /// Prints an epoch's line.
    ///
    /// - Parameter number: counted from 1.
    package func add(_ epoch: TrainingHistory.Epoch, number: Int) {
        Console.print(
            line(
                ["\(number)", fixed(epoch.trainingLoss, decimals: 4), fixed(epoch.validationLoss, decimals: 4), fixed(epoch.accuracy, decimals: 4)]
                    + (topFive ? [fixed(epoch.topFive, decimals: 4)] : []) + [fixed(epoch.seconds, decimals: 1) + " s"]))
    }

    private func line(_ cells: [String]) -> String { cells.map { paddedHead($0, to: 11) }.joined() }

    /// What a training came to, in some lines.
    package static func summarize(_ record: TrainingRecord, folder: URL? = nil) {
        let best = record.history.epochs.count > 1 ? "epoch \(record.bestEpoch) of \(record.history.epochs.count)" : "the only epoch"
        var text =
            "\(sanitized(record.name)) (\(best)\(record.wasStopped ? ", stopped" : "")): accuracy \(fixed(record.accuracy, decimals: 4))"
        if record.classes.count > 5 { text += ", among the first five \(fixed(record.topFive, decimals: 4))" }
        Console.print(text + ", of \(counted(record.validationItems, "picture")); \(fixed(record.seconds, decimals: 1)) s")
        Console.print(
            "without training, a 5-nearest-neighbour vote by \(sanitized(record.body.name)) scores \(fixed(record.voteAccuracy, decimals: 4)), of "
                + "\(counted(record.voteAsked, "picture"))")
        if let folder { Console.note("in \(sanitized(folder.path)); `vitrine index SOURCE --encoder \(sanitized(record.name))` uses it") }
    }
}
