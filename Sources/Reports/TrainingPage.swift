import Basics
import Experiments
import Foundation
import Pictures
import Training

/// A training as one self-contained page.
package struct TrainingPage {
    private let record: TrainingRecord
    private let losses: [TrainingRecord.Loss]
    private let pictures: LossHeatMaps?

    /// - Parameters:
    ///   - losses: the pictures to show, the largest loss first.
    ///   - pictures: nil where there are none any more.
    package init(_ record: TrainingRecord, losses: [TrainingRecord.Loss], pictures: LossHeatMaps?) {
        (self.record, self.losses, self.pictures) = (record, losses, pictures)
    }

    /// The page. Cost: each picture is decoded, and encoded once more for its heat map.
    package func text() throws -> String {
        let name = HTMLExport.escaped(record.name)
        return """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>\(name): training</title>
            <style>
            body { font: 15px/1.4 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; color: #222; background: #fff }
            h1 { font-weight: 600 } h2 { font-size: 1rem; font-weight: 600; margin: 2rem 0 .5rem; color: #555 } small { color: #777 }
            .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: 1rem } svg text { font-size: 11px; fill: #777 }
            figure { margin: 0 } .losses { display: grid; grid-template-columns: repeat(auto-fill, minmax(\(hasHeat ? 20 : 10)rem, 1fr)); gap: 1rem }
            .pair { display: grid; grid-template-columns: repeat(\(hasHeat ? 2 : 1), 1fr); gap: .4rem; margin-bottom: .3rem }
            .losses img, .none { width: 100%; aspect-ratio: 1; object-fit: contain; background: #f4f4f4; border-radius: .5rem }
            .none { display: grid; place-content: center; text-align: center; padding: 1rem; box-sizing: border-box; color: #777; font-size: .85rem }
            figcaption { font-size: .85rem; overflow-wrap: anywhere } table { border-collapse: collapse; font-size: .85rem }
            td, th { padding: .2rem .5rem; text-align: right; font-weight: 400 } th { color: #777 } .scroll { overflow-x: auto }
            .matrix td { min-width: 1.1rem; padding: .2rem; text-align: center } .matrix th { white-space: nowrap }
            .matrix thead th { writing-mode: vertical-rl; text-align: left; padding: .3rem .2rem }
            </style>
            <h1>\(name)</h1>
            <p>\(summary)</p>
            <h2>Training</h2>
            <div class="charts">
            \(charts)</div>
            \(epochs)
            <h2>Confusion</h2>
            \(matrix)
            \(confused)
            <h2>Largest losses</h2>
            \(hasHeat ? "<p><small>On the right, what speaks for the actual class (Grad-CAM): the paler, the more. Where all that is there speaks against it, there is no map.</small></p>" : "")
            <div class="losses">
            \(try losses.map(figure).joined())</div>
            </html>

            """
    }

    private var hasHeat: Bool { pictures?.hasHeat ?? false }

    private var summary: String {
        let top = record.classes.count > 5 ? ", among the first five \(fixed(record.topFive, decimals: 4))" : ""
        return """
            \(counted(record.classes.count, "class", "classes")) of <em>\(HTMLExport.escaped(record.by))</em>, on \(HTMLExport.escaped(record.body.name))\
            \(record.body.map.map { " (map \(HTMLExport.escaped($0)))" } ?? ""). Trained on \(counted(record.trainingItems, "picture"))\
            \(record.augmented > 0 ? " and \(record.augmented) passes of changed ones" : ""), validated on \(grouped(record.validationItems)) \
            (\(HTMLExport.escaped(record.validation))).<br>Accuracy <strong>\(fixed(record.accuracy, decimals: 4))</strong>\(top); loss \
            \(fixed(record.loss, decimals: 4)); epoch \(record.bestEpoch) of \(record.history.epochs.count), \(fixed(record.seconds, decimals: 1)) s. \
            A 5-nearest-neighbour vote by the body's features scores \(fixed(record.voteAccuracy, decimals: 4)), of \(counted(record.voteAsked, "picture")).
            """
    }

    private var charts: String {
        let steps = record.history.losses.count
        let schedule = OneCycle(steps: record.history.stepsPerEpoch * record.settings.epochs, maximum: record.settings.maximumRate)
        let rates = (0..<steps).map(schedule.rate), momenta = (0..<steps).map(schedule.momentum)
        let history = record.history.epochs
        return LineChart(title: "Loss by step", curves: [LineChart.Curve("loss", record.history.losses.map(Double.init))]).svg()
            + LineChart(
                title: "Loss by epoch",
                curves: [LineChart.Curve("training", history.map(\.trainingLoss)), LineChart.Curve("validation", history.map(\.validationLoss))]
            ).svg() + LineChart(title: "Learning rate", curves: [LineChart.Curve("rate", rates)], decimals: 4).svg()
            + LineChart(title: "Momentum", curves: [LineChart.Curve("momentum", momenta)]).svg()
            + LineChart(
                title: "Accuracy by epoch",
                curves: [LineChart.Curve("first", history.map(\.accuracy))]
                    + (record.classes.count > 5 ? [LineChart.Curve("first five", history.map(\.topFive))] : [])
            ).svg()
    }

    private var epochs: String {
        let rows = record.history.epochs.enumerated().map { number, epoch in
            "<tr><td>\(number + 1)</td>"
                + [epoch.trainingLoss, epoch.validationLoss, epoch.accuracy, epoch.topFive].map { "<td>\(fixed($0, decimals: 4))</td>" }.joined()
                + "<td>\(fixed(epoch.seconds, decimals: 1)) s</td></tr>"
        }
        return "<table><tr><th>epoch<th>training<th>validation<th>accuracy<th>first five<th>time</tr>\n\(rows.joined(separator: "\n"))\n</table>"
    }

    /// Rows are what things are, columns what they are taken for; the shade is the share of the row.
    private var matrix: String {
        let names = record.classes.map(HTMLExport.escaped)
        guard names.count <= 60 else { return "<p>\(grouped(names.count)) classes are too many to show as a table.</p>" }
        let head = "<tr><th>" + names.map { "<th>\($0)" }.joined() + "</tr>"
        let rows = record.confusion.enumerated().map { actual, counts in
            let total = max(1, counts.reduce(0, +))
            let cells = counts.map { count in
                let share = Double(count) / Double(total)
                let ink = share > 0.5 ? "#fff" : "#222"
                return "<td style=\"background:rgba(53,102,168,\(fixed(share, decimals: 3)));color:\(ink)\">\(count > 0 ? "\(count)" : "")</td>"
            }
            return "<tr><th>\(names[actual])</th>\(cells.joined())</tr>"
        }
        return "<div class=\"scroll\"><table class=\"matrix\"><thead>\(head)</thead>\n\(rows.joined(separator: "\n"))\n</table></div>"
    }

    private var confused: String {
        let pairs = Confused.most(record.confusion).prefix(10)
        guard !pairs.isEmpty else { return "" }
        let rows = pairs.map {
            "<tr><td>\($0.count)</td><td style=\"text-align:left\">\(HTMLExport.escaped(record.classes[$0.actual])) taken for \(HTMLExport.escaped(record.classes[$0.predicted]))</td></tr>"
        }
        return "<h2>Most confused</h2>\n<table>\(rows.joined(separator: "\n"))</table>"
    }

    private func figure(_ loss: TrainingRecord.Loss) throws -> String {
        let picture = pictures?.picture(loss.item)
        let heat = try picture.flatMap { try pictures?.overlay($0, label: loss.actual) }
        var images = [picture, heat].compactMap(\.self).compactMap { raster -> String? in
            guard let bytes = try? JPEGWriter.encode(raster) else { return nil }
            return "<img alt=\"\" src=\"data:image/jpeg;base64,\(Data(bytes).base64EncodedString())\">"
        }
        let predicted = HTMLExport.escaped(record.classes[loss.predicted]), actual = HTMLExport.escaped(record.classes[loss.actual])
        if hasHeat, picture != nil, heat == nil { images.append("<div class=\"none\">nothing speaks for \(actual)</div>") }
        return """
            <figure><div class="pair">\(images.joined(separator: " "))</div><figcaption>predicted \(predicted), actual \(actual)<br>\
            <small>loss \(fixed(loss.loss, decimals: 2)), probability \(fixed(loss.probability, decimals: 4)) · \(HTMLExport.escaped(loss.item))</small>\
            </figcaption></figure>

            """
    }
}
