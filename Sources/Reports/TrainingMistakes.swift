import Basics
import Console
import Experiments
import Foundation
import Frames
import Pictures
import Terminal
import Training

/// Where a trained encoder is wrong, as text: the classes that it takes for each other, and the pictures with the largest losses.
package struct TrainingMistakes {
    private let record: TrainingRecord
    private let losses: [TrainingRecord.Loss]

    /// - Parameter losses: the pictures to show, the largest loss first.
    package init(_ record: TrainingRecord, losses: [TrainingRecord.Loss]) { (self.record, self.losses) = (record, losses) }

    /// Prints both; the losses as rows of pictures where there are some.
    ///
    /// - Parameter format: how pictures are drawn; asked only where there are some.
    package func show(pictures: LossHeatMaps?, _ format: () throws -> PictureFormat) throws {
        for line in confused { Console.print(line) }
        guard !losses.isEmpty else { return }
        Console.print("\nLargest losses")
        guard let pictures else {
            for line in table { Console.print(line) }
            return
        }
        try show(pictures, format())
    }

    /// The most confused classes, with a heading; none where no picture is taken for another class.
    package var confused: [String] {
        let pairs = Confused.most(record.confusion).prefix(8).map { paddedHead(grouped($0.count), to: 7) + "  " + taken($0.actual, $0.predicted) }
        return pairs.isEmpty ? [] : ["\nMost confused"] + pairs
    }

    /// A line for each picture: loss, probability of its class, its item and classes.
    package var table: [String] {
        losses.map { loss in
            paddedHead(fixed(loss.loss, decimals: 2), to: 7) + paddedHead(fixed(loss.probability, decimals: 4), to: 9)
                + "  \(sanitized(loss.item)): " + taken(loss.actual, loss.predicted)
        }
    }

    private func taken(_ actual: Int, _ predicted: Int) -> String {
        "\(sanitized(record.classes[actual])) taken for \(sanitized(record.classes[predicted]))"
    }

    private func show(_ pictures: LossHeatMaps, _ format: PictureFormat) throws {
        var printer = PrintedPictures(format: format)
        let size = Size(columns: 20, rows: 10)
        let each = pictures.hasHeat ? 2 : 1
        let perLine = max(1, Console.columns() / ((size.columns + 2) * each))
        for start in stride(from: 0, to: losses.count, by: perLine) {
            let line = losses[start..<min(start + perLine, losses.count)]
            let shown = try line.map { loss in
                let picture = pictures.picture(loss.item)
                return (loss: loss, picture: picture, heat: try picture.flatMap { try pictures.overlay($0, label: loss.actual) })
            }
            let rasters = shown.flatMap { pictures.hasHeat ? [$0.picture, $0.heat] : [$0.picture] }
            let drawn = rasters.map { $0.map { PictureRenderer.render($0, size: size, format: format) } }
            Console.write(printer.line(drawn, size: size, gap: 2), to: STDOUT_FILENO)
            let width = (size.columns + 2) * each - 2
            func captions(_ text: (TrainingRecord.Loss) -> String) {
                Console.print(line.map { padded(clipped(sanitized(text($0)), to: width), to: width) }.joined(separator: "  "))
            }
            captions { "is \(record.classes[$0.actual])" }
            captions { "taken for \(record.classes[$0.predicted])" }
            captions { "loss \(fixed($0.loss, decimals: 2)), p \(fixed($0.probability, decimals: 4))" }
            if pictures.hasHeat, shown.contains(where: { $0.picture != nil && $0.heat == nil }) {
                Console.print(
                    shown.map { padded($0.picture != nil && $0.heat == nil ? "nothing speaks for its class" : "", to: width) }.joined(separator: "  ")
                )
            }
        }
    }
}
