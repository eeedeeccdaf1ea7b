import Basics
import Console

extension EvaluationReport {
    /// Which encoders know the answers, a line each.
    package var trainingNotes: [String] {
        (trainedOn ?? [:]).sorted { $0.key < $1.key }.map { name, count in
            "\(sanitized(name)) was trained on \(counted(count, "item")) with these IDs, whose kinds it has learnt; --only-validation leaves them out"
        }
    }

    /// The same as tables, the intervals of precision as ± half their width.
    package func text() -> String {
        let condition = excludeSame.map { ", those of the same \(sanitized($0)) left out" } ?? ""
        let sample = queries < possibleQueries ? " of \(grouped(possibleQueries)) possible queries, picked at random (seed \(seed))," : " queries"
        var lines = ["Leave-one-out by \(sanitized(by))\(condition)", "\(grouped(queries))\(sample) among \(counted(items, "item"))"]
        lines += trainingNotes
        let name = results.map { displayWidth(sanitized($0.encoder)) }.max().map { max(8, Console.outputIsTerminal ? min(32, $0) : $0) } ?? 8
        lines.append("\n" + Self.row("encoder", name, "metric", ["k"], ["precision", "±", "recall", "mAP", "NDCG", "similarity"]))
        for result in results {
            // What is not a number is shown as a dash.
            let numbers = [result.precision, (result.high - result.low) / 2, result.recall, result.map, result.ndcg, result.similarity ?? .nan]
            lines.append(
                Self.row(sanitized(result.encoder), name, result.metric, ["\(result.k)"], numbers.map { fixed($0, decimals: 3) }))
        }
        if let baskets { lines += basketLines(baskets, name) }
        if let words { lines.append("\n" + words.text(by: by)) }
        if let exploring { lines += Self.lines(exploring) }
        return lines.joined(separator: "\n")
    }

    private func basketLines(_ baskets: [BasketResult], _ name: Int) -> [String] {
        guard !baskets.isEmpty else { return ["\nNo baskets: no kind has enough items."] }
        var lines = ["\nGhosts of made-up baskets (likes from kinds), up to \(grouped(baskets.map(\.baskets).max()!)) of each sort"]
        let measures = ["precision", "±", "balanced", "coverage", "evenness"]
        lines.append(Self.row("encoder", name, "metric", ["likes", "kinds", "k"], measures, mode: "mode"))
        for result in baskets {
            let numbers = [result.precision, (result.high - result.low) / 2, result.balanced, result.coverage, result.evenness]
            lines.append(
                Self.row(
                    sanitized(result.encoder), name, result.metric, ["\(result.likes)", "\(result.kinds)", "\(result.k)"],
                    numbers.map { fixed($0, decimals: 3) }, mode: result.mode))
        }
        return lines
    }

    private static func row(
        _ encoder: String, _ width: Int, _ metric: String, _ counts: [String], _ numbers: [String], mode: String? = nil
    ) -> String {
        padded(encoder, to: width) + "  " + padded(metric, to: 9) + (mode.map { "  " + padded($0, to: 9) } ?? "")
            + counts.map { paddedHead($0, to: 6) }.joined() + numbers.map { paddedHead($0, to: 11) }.joined()
    }
}
