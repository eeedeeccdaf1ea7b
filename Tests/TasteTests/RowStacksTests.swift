import TestSupport
import Testing

@testable import Taste

@Suite struct RowStacksTests {
    private func firsts(_ stacks: RowStacks, _ rows: Int) -> [Int] { (0..<rows).map(stacks.first) }

    @Test func rowsOfADesignAreOne() {
        let stacks = RowStacks(rows: 7, designs: [-1, 0, 1, 0, 2, 1, 0], leaders: nil)
        #expect(firsts(stacks, 7) == [0, 1, 2, 1, 4, 2, 1] && stacks.count == 4)
        #expect((0..<7).filter(stacks.isDesign) == [1, 2] && (0..<7).filter(stacks.isSeveral) == [1, 2], "one of a single item is none")
        #expect(stacks.members(of: 6) == [1, 3, 6] && stacks.members(of: 4) == [4] && stacks.folded([6, 0, 3, 5, 2, 4]) == [6, 0, 5, 4])
    }

    @Test func whatIsOnItsOwnJoinsWhatItIsNearIdenticalTo() {
        // 1 and 3 are a design; 2 is a copy of 1, 4 one of 0; 3 is a copy of 0, which counts less than its design.
        let stacks = RowStacks(rows: 5, designs: [-1, 0, 1, 0, -1], leaders: [0, 1, 1, 0, 0])
        #expect(firsts(stacks, 5) == [0, 1, 1, 1, 0] && stacks.isDesign(1) && !stacks.isDesign(0) && stacks.isSeveral(0))
        // What has come since the leaders were found stands for itself.
        #expect(firsts(RowStacks(rows: 4, designs: nil, leaders: [0, 0]), 4) == [0, 0, 2, 3])
    }

    @Test func designsNeverJoin() {
        let stacks = RowStacks(rows: 6, designs: [0, 0, 1, 1, 2, 2], leaders: [0, 0, 0, 0, 0, 0])
        #expect(firsts(stacks, 6) == [0, 0, 2, 2, 4, 4] && stacks.count == 3)
    }

    @Test func nothingToFoldIsTrivial() {
        for stacks in [
            RowStacks(rows: 3), RowStacks(rows: 3, designs: [0, 1, 2], leaders: [0, 1, 2]), RowStacks(rows: 0, designs: [], leaders: []),
        ] {
            #expect(stacks.isTrivial && firsts(stacks, 3) == [0, 1, 2] && stacks.folded([2, 0]) == [2, 0] && stacks.members(of: 1) == [1])
        }
        #expect(RowStacks(rows: 3, designs: [5, 5, 5], leaders: nil).count == 1)
    }
}
