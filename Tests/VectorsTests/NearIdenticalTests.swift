import Foundation
import TestSupport
import Testing

@testable import Vectors

@Suite struct NearIdenticalTests {
    @Test(arguments: Adversary.allCases, [3, 40]) func leadersAreThoseThatComparingAllPairsFinds(_ adversary: Adversary, dimensions: Int) throws {
        let directory = try TemporaryDirectory()
        let table = try directory.table(adversary.rows(160, dimensions, seed: 7))
        #expect(NearIdenticalRows.leaders(in: table) == Reference.leaders(in: table))
    }

    /// Copies that differ by about as much as the rule allows, of rows near to each other and far.
    @Test(arguments: [0.01, 0.03, 0.05]) func whatIsAboutAsFarApartAsTheRuleAllowsIsToldExactly(_ noise: Double) throws {
        var random = Seeded(3)
        let bases = (0..<12).map { _ in random.vector(24) }
        let rows = (0..<300).map { row in bases[row % 12].map { $0 + Float(noise) * random.number() } }
        let directory = try TemporaryDirectory(), table = try directory.table(rows)
        let leaders = NearIdenticalRows.leaders(in: table)
        #expect(leaders == Reference.leaders(in: table))
        #expect(noise < 0.02 ? Set(leaders!).count == 12 : Set(leaders!).count > 12)
    }

    /// Each is near-identical to the next, and the last is far from the first.
    @Test func nothingChains() throws {
        let directory = try TemporaryDirectory()
        let table = try directory.table((0..<100).map { [cos(Float($0) * 0.03), sin(Float($0) * 0.03)] })
        let leaders = try #require(NearIdenticalRows.leaders(in: table))
        #expect(leaders == Reference.leaders(in: table) && Set(leaders).count == 50)
    }

    @Test func rowsThatDoNotCountLeadNobody() throws {
        let directory = try TemporaryDirectory(), table = try directory.table([[1, 0], [1, 0], [1, 0], [0, 0], [0, 0], [.nan, 1], [.nan, 1]])
        #expect(NearIdenticalRows.leaders(in: table) == [0, 0, 0, 3, 4, 5, 6])
        #expect(NearIdenticalRows.leaders(in: table, among: RowSet(universe: 7, [1, 2])) == [0, 1, 1, 3, 4, 5, 6])
        #expect(NearIdenticalRows.leaders(in: table) { true } == nil)
    }

    @Test func directionsAreOrthogonalAndAsLongAsOne() throws {
        let directory = try TemporaryDirectory()
        for (adversary, dimensions) in [(Adversary.random, 40), (.clustered, 20), (.constant, 17), (.equalRows, 5), (.zeros, 16)] {
            let table = try directory.table(adversary.rows(100, dimensions, seed: 1), name: "\(adversary.rawValue).npy")
            let shares = Projection(of: table) { _ in true }.shares
            for a in 0..<Projection.count {
                for b in 0...a {
                    let product = shares.reduce(0) { $0 + Double($1[a]) * Double($1[b]) }
                    #expect(abs(product - (a == b && a < dimensions ? 1 : 0)) < 1e-5, "\(adversary), \(a) and \(b)")
                }
            }
        }
    }
}
