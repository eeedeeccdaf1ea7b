import Engine
import Synchronization

/// The walls that stand, the last few of them. Safe to use from several threads.
final class WallStore: Sendable {
    private struct Kept {
        var walls: [StandingWall] = []
        var last = 0
    }

    private let kept = Mutex(Kept())
    private static let most = 3

    subscript(number: Int) -> StandingWall? { kept.withLock { $0.walls.first { $0.number == number } } }

    /// The wall of what a listing shows, if that stands.
    func wall(of rows: [Int], _ listed: Listed, encoder: String?) throws -> StandingWall? {
        try kept.withLock { $0.walls }.first { try $0.isOf(rows, listed, encoder: encoder) }
    }

    /// Keeps a wall that is made under a number of its own.
    func keep(_ make: (Int) throws -> StandingWall) throws -> StandingWall {
        let number = kept.withLock { kept in
            kept.last += 1
            return kept.last
        }
        let wall = try make(number)
        kept.withLock { kept in kept.walls = [wall] + kept.walls.prefix(Self.most - 1) }
        return wall
    }
}
