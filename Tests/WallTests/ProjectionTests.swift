import Basics
import TestSupport
import Testing
import Vectors

@testable import Wall

@Suite struct ProjectionTests {
    @Test func keepsDistancesWhereSoManyDirectionsHoldAll() throws {
        // Vectors in a space of 6 dimensions within one of 40.
        var random = SeededGenerator(seed: 1)
        let axes = (0..<6).map { _ in random.vector(40) }
        let vectors = (0..<80).map { _ -> [Float] in
            let shares = random.vector(6)
            return (0..<40).map { number in (0..<6).reduce(0) { $0 + shares[$1] * axes[$1][number] } }
        }
        let table = try TemporaryFolder().table(vectors), rows = Array(0..<80)
        let features = try #require(
            Projection(of: table, rows: rows, directions: 8, isKnown: { _ in true }).features(
                of: table, rows: rows, isKnown: { _ in true }
            ) { false })
        func distance(_ a: [Float], _ b: [Float]) -> Float { zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot() }
        func unit(_ vector: [Float]) -> [Float] { vector.map { $0 / vector.reduce(0) { $0 + $1 * $1 }.squareRoot() } }
        func projected(_ item: Int) -> [Float] { Array(UnsafeBufferPointer(start: features[item], count: features.dimensions)) }
        for (a, b) in [(0, 1), (5, 70), (33, 34)] {
            #expect(abs(distance(projected(a), projected(b)) - distance(unit(vectors[a]), unit(vectors[b]))) < 1e-3)
        }
        // Along the first direction they differ most.
        let variances = (0..<8).map { number in rows.reduce(Float(0)) { $0 + features[$1][number] * features[$1][number] } }
        for (one, next) in zip(variances, variances.dropFirst()) { #expect(one >= next - 1e-4) }
    }

    @Test func eigenvectorsTakeAMatrixApart() {
        let size = 7
        var random = SeededGenerator(seed: 4)
        var numbers = [Float](repeating: 0, count: size * size)
        for row in 0..<size {
            for column in 0...row { numbers[row * size + column] = random.normal(); numbers[column * size + row] = numbers[row * size + column] }
        }
        let vectors = SymmetricMatrix(numbers, size: size).eigenvectors()
        func column(_ at: Int) -> [Float] { (0..<size).map { vectors[$0 * size + at] } }
        func dot(_ a: [Float], _ b: [Float]) -> Float { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
        var values: [Float] = []
        for at in 0..<size {
            let image = (0..<size).map { row in dot(Array(numbers[row * size..<(row + 1) * size]), column(at)) }
            let value = dot(image, column(at))
            values.append(value)
            for row in 0..<size { #expect(abs(image[row] - value * column(at)[row]) < 1e-4) }
            for other in 0..<at { #expect(abs(dot(column(at), column(other))) < 1e-5) }
        }
        #expect(values == values.sorted(by: >))
    }
}
