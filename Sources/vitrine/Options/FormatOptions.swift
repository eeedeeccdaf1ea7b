import ArgumentParser
import Reports

/// How an answer is written on standard output.
struct FormatOptions: ParsableArguments {
    @Option(help: "How the answer is written.") var format: TableFormat?
    @Flag(help: "Write JSON: short for --format json.") var json = false

    func validate() throws {
        if json, let format, format != .json { throw ValidationError("Either --json or --format \(format.rawValue), not both.") }
    }

    var chosen: TableFormat { json ? .json : format ?? .table }
}
