import Basics

extension EvaluationReport {
    /// One line per result with the interval of each measure beside it; those of baskets have a mode, likes and kinds too. Those of words
    /// have the mode "words", with likes "words, MODE", and "told" where the likes are told in words; measures of theirs are there with them alone.
    ///
    /// - Parameter separator: what stands between cells.
    package func rows(separator: String) -> String {
        var measures = ["precision", "recall", "map", "ndcg", "similarity", "balanced", "coverage", "evenness"]
        if words != nil { measures += ["words", "pictures", "chance", "named"] }
        let header = ["encoder", "metric", "mode", "likes", "kinds", "k"] + measures.flatMap { [$0, $0 + "_low", $0 + "_high"] }
        func cells(_ values: [String: Double?], _ intervals: [String: [Double]]) -> [String] {
            measures.flatMap { measure in
                let numbers = [values[measure] ?? nil] + (intervals[measure].map { $0.map(Optional.some) } ?? [nil, nil])
                return numbers.map { $0.map { "\($0)" } ?? "" }
            }
        }
        var lines = [header]
        for result in results {
            let values: [String: Double?] = [
                "precision": result.precision, "recall": result.recall, "map": result.map, "ndcg": result.ndcg, "similarity": result.similarity,
            ]
            lines.append([result.encoder, result.metric, "", "", "", "\(result.k)"] + cells(values, result.intervals))
        }
        for result in baskets ?? [] {
            let values: [String: Double?] = [
                "precision": result.precision, "balanced": result.balanced, "coverage": result.coverage, "evenness": result.evenness,
            ]
            let counts = ["\(result.likes)", "\(result.kinds)", "\(result.k)"]
            lines.append([result.encoder, result.metric, result.mode] + counts + cells(values, result.intervals))
        }
        for result in words?.results ?? [] {
            let values: [String: Double?] = ["precision": result.precision, "chance": result.chance]
            lines.append([result.encoder, result.metric, "words", "", "", "\(result.k)"] + cells(values, ["precision": [result.low, result.high]]))
        }
        for result in words?.mixed ?? [] {
            let values: [String: Double?] = ["words": result.words, "pictures": result.pictures, "chance": result.wordsChance]
            lines.append(
                [result.encoder, result.metric, "words, " + result.mode, "\(result.likes)", "2", "\(result.k)"] + cells(values, result.intervals))
        }
        for result in words?.told ?? [] {
            lines.append(
                [result.encoder, "", "told", "\(result.likes)", "1", ""] + cells(["named": result.named], ["named": [result.low, result.high]]))
        }
        return lines.map { CSV.line($0, separator: separator, end: separator == "\t" ? "\n" : "\r\n") }.joined()
    }

    /// The report as it was asked for.
    package func text(as format: TableFormat) throws -> String {
        switch format {
        case .table: text() + "\n"
        case .json: try json() + "\n"
        case .csv, .tsv: rows(separator: format.separator!)
        }
    }
}
