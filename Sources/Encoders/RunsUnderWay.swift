import Pictures

/// Runs of an encoder that have begun, as many at once as it takes; they end in the order in which they began.
struct RunsUnderWay<Label> {
    private let encoder: any Encoder
    private var runs: [(label: Label, vectors: PendingVectors)] = []

    init(_ encoder: any Encoder) { self.encoder = encoder }

    /// Begins one more, as soon as there is room for it. Where it cannot begin, those before it end all the same.
    ///
    /// - Parameter end: gets the vectors of those that end meanwhile.
    mutating func begin(_ pictures: [Raster], _ label: Label, end: (Label, [Float]) throws -> Void) throws {
        if pictures.isEmpty { return runs.append((label, { [] })) }
        while true {
            let vectors: PendingVectors?
            do { vectors = try encoder.begin(pictures, waits: runs.isEmpty) } catch {
                try finish(end: end)
                throw error
            }
            if let vectors { return runs.append((label, vectors)) }
            try endFirst(end)
        }
    }

    /// Waits for all that have begun.
    mutating func finish(end: (Label, [Float]) throws -> Void) throws {
        while !runs.isEmpty { try endFirst(end) }
    }

    private mutating func endFirst(_ end: (Label, [Float]) throws -> Void) throws {
        let run = runs.removeFirst()
        try end(run.label, run.vectors())
    }
}
