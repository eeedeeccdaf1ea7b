import ArgumentParser
import Configuration
import Vectors

/// Metrics as the command line names them: `cosine,euclidean`.
struct MetricList: ExpressibleByArgument {
    let metrics: [Metric]
    /// Named more than once.
    private(set) var repeated: Metric?

    init(_ metrics: [Metric]) { self.metrics = metrics }

    init?(argument: String) {
        var metrics: [Metric] = []
        for name in argument.split(separator: ",", omittingEmptySubsequences: false) {
            guard let metric = Metric(rawValue: name.lowercased()) else { return nil }
            if metrics.contains(metric) { repeated = metric } else { metrics.append(metric) }
        }
        guard !metrics.isEmpty else { return nil }
        self.metrics = metrics
    }

    /// - Throws: `ValidationError` where a metric is named twice.
    func validate() throws {
        if let repeated { throw ValidationError("--metric names \(repeated.rawValue) twice.") }
    }

    var defaultValueDescription: String { metrics.map(\.rawValue).joined(separator: ",") }

    /// The metrics that were asked for, the configuration's, or the standard ones.
    static func chosen(_ list: MetricList?) throws -> [Metric] { try list?.metrics ?? UserConfiguration.settings().metrics ?? Metric.standard }

    static let standard = MetricList(Metric.standard)
    static var defaultCompletionKind: CompletionKind { .several(allValueStrings) }
    static var allValueStrings: [String] { Metric.allCases.map(\.rawValue) }
}

extension Metric: ExpressibleByArgument {}
