import Basics
import Browser
import Console

/// Everything that a run measured, as a table or as JSON.
package struct BrowserReport: Encodable {
    package struct Part: Encodable {
        package let catalog: String
        package let items: Int
        package let dimensions: Int
        package let terminals: [BrowserFigures]

        /// Bytes a second that the line to the terminal took; nil for as many as came.
        package let lineSpeed: Int?

        package init(catalog: String, items: Int, dimensions: Int, terminals: [BrowserFigures], lineSpeed: Int? = nil) {
            (self.catalog, self.items, self.dimensions, self.terminals, self.lineSpeed) = (catalog, items, dimensions, terminals, lineSpeed)
        }

        /// What is promised of likes holds for the catalogs that it was promised for, and smaller ones.
        package var measures: [BrowserMeasure] {
            let numbers = items * dimensions
            return BrowserMeasure.all(
                likeLimit: numbers <= 11_556 * 4096 ? 16 : numbers <= 289_222 * 512 ? 33 : nil, lineSpeed: lineSpeed,
                tints: terminals.contains { $0.tint != nil }, actions: terminals.flatMap(\.actions).map(\.name).unique)
        }

        /// A line for each figure that is over its limit.
        package var failures: [String] {
            measures.flatMap { measure in
                terminals.filter { !measure.holds($0) }.map { figures in
                    "\(measure.name) in \(figures.terminal): \(measure.text(figures)), the limit is \(fixed(measure.limit(figures)!, decimals: 0))"
                }
            }
        }
    }

    package let parts: [Part]

    package init(parts: [Part]) { self.parts = parts }

    package func print() {
        for part in parts {
            Console.print(
                "\(sanitized(part.catalog)): \(grouped(part.items)) x \(grouped(part.dimensions)), \(BrowserBenchmark.size.columns)x\(BrowserBenchmark.size.rows) cells, \(BrowserBenchmark.picturesPerPage) pictures a page\(part.lineSpeed.map { ", \(grouped($0)) bytes a second" } ?? "")"
            )
            Console.print(padded("", to: 32) + part.terminals.map { paddedHead($0.terminal, to: 11) }.joined() + paddedHead("limit", to: 9))
            for measure in part.measures {
                let values = part.terminals.map { figures in paddedHead(measure.text(figures) + (measure.holds(figures) ? " " : "!"), to: 11) }
                let limits = part.terminals.compactMap(measure.limit).map { fixed($0, decimals: 0) }.unique
                Console.print(padded(measure.name, to: 32) + values.joined() + paddedHead(limits.joined(separator: ", "), to: 9))
            }
            let failures = part.failures
            Console.print(failures.isEmpty ? "All limits hold." : "Over the limit: " + failures.joined(separator: "; "))
            Console.print()
        }
    }

    private enum Key: String, CodingKey { case size, picturesPerPage, catalogs }

    private struct Entry: Encodable {
        let catalog: String
        let items, dimensions: Int
        let lineSpeed: Int?
        let terminals: [BrowserFigures]
        let limits: [Limit]
    }

    private struct Limit: Encodable {
        let measure, terminal: String
        let value, limit: Double
        let holds: Bool
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode([BrowserBenchmark.size.columns, BrowserBenchmark.size.rows], forKey: .size)
        try container.encode(BrowserBenchmark.picturesPerPage, forKey: .picturesPerPage)
        let entries = parts.map { part in
            let limits = part.measures.flatMap { measure in
                part.terminals.compactMap { figures in
                    measure.limit(figures).map {
                        Limit(
                            measure: measure.name, terminal: figures.terminal, value: measure.value(figures), limit: $0, holds: measure.holds(figures)
                        )
                    }
                }
            }
            return Entry(
                catalog: part.catalog, items: part.items, dimensions: part.dimensions, lineSpeed: part.lineSpeed, terminals: part.terminals,
                limits: limits)
        }
        try container.encode(entries, forKey: .catalogs)
    }
}

extension BrowserMeasure {
    package func text(_ figures: BrowserFigures) -> String {
        decimals == 0 ? grouped(Int(value(figures))) : fixed(value(figures), decimals: decimals)
    }
}
