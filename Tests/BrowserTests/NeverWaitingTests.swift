import Frames
import Testing

@testable import Browser

/// What is wanted before it shows, in which order, and what is no longer wanted.
@Suite struct NeverWaitingTests {
    private func rows(_ requests: [PictureRequest]) -> [Int] {
        requests.compactMap { if case .item(let picture, _) = $0.key { PlainShop(count: .max).row(of: picture.item) } else { nil } }
    }

    @Test func thePagesBeforeAndAfterAreWantedToo() {
        var shopper = Shopper(200, 60)
        let page = shopper.state.pageCapacity
        shopper.press(.pageDown, times: 4)
        let wanted = rows(shopper.state.wantedPictures)
        #expect(Set(wanted) == Set(3 * page..<6 * page))
        // The page itself first, then the one that comes next.
        #expect(Set(wanted.prefix(page)) == Set(4 * page..<5 * page))
        #expect(Array(wanted.dropFirst(page).prefix(page)) == Array(5 * page..<6 * page))
        // So a page turn shows pictures at once.
        shopper.answers = { if case .loadPictures = $0 { false } else { true } }
        for key in [Key.pageDown, .pageUp] {
            shopper.press(key)
            let pictures = shopper.frame.placements.filter { if case .item = $0.picture { true } else { false } }
            #expect(pictures.count == page)
        }
    }

    @Test func whatIsNearestToTheCursorComesFirst() {
        var shopper = Shopper(200, 60)
        let page = shopper.state.pageCapacity, columns = shopper.state.shopLayout.grid.columns
        shopper.press(.down, .right, .right)
        let cursor = columns + 2
        let wanted = rows(shopper.state.wantedPictures).prefix(page)
        #expect(wanted.first == cursor)
        func distance(_ row: Int) -> Int {
            let across = row % columns - cursor % columns, down = row / columns - cursor / columns
            return across * across + down * down
        }
        #expect(wanted.map(distance) == wanted.map(distance).sorted())
    }

    @Test func placeholdersHaveTheItemsColorsUntilPicturesCome() {
        var shopper = Shopper(120, 40)
        shopper.answers = { if case .loadPictures = $0 { false } else { true } }
        shopper.press(.character("G"))
        let grid = shopper.frame.placements
        #expect(!grid.isEmpty && grid.allSatisfy { if case .color = $0.picture { true } else { false } })
        shopper.answerPending()
        #expect(shopper.frame.placements.map(\.rect) == grid.map(\.rect))
        #expect(shopper.frame.placements.allSatisfy { if case .item = $0.picture { true } else { false } })
    }

    @Test func pagesThatFlewByAreForgotten() {
        var shopper = Shopper(120, 40)
        let page = shopper.state.pageCapacity
        shopper.answers = { if case .loadItems = $0 { false } else { true } }
        let before = shopper.effects.count
        shopper.press(.pageDown, times: 30)
        // Items that were not there could not have pictures asked for.
        let pictures = shopper.effects.dropFirst(before).compactMap { if case .loadPictures(let list) = $0 { list } else { nil } }
        #expect(pictures.joined().allSatisfy { request in rows([request]).allSatisfy { $0 < 2 * page } })
        shopper.answerPending()
        #expect(Set(rows(shopper.state.wantedPictures)) == Set(29 * page..<32 * page))
        #expect(shopper.frame.placements.count >= page)
    }

    @Test func picturesThatWereDroppedAreAskedForAgain() {
        var shopper = Shopper(120, 40)
        let first = shopper.state.wantedPictures[0]
        // One of another size has gone: what shows stays.
        shopper.take(.picturesDropped([PictureRequest(key: first.key, size: Size(columns: 1, rows: 1))]))
        #expect(shopper.state.pictures.isReady(first.key))
        let before = shopper.effects.count
        shopper.answers = { if case .loadPictures = $0 { false } else { true } }
        shopper.take(.picturesDropped([first]))
        #expect(!shopper.state.pictures.isReady(first.key))
        #expect(shopper.effects.dropFirst(before).contains(.loadPictures([first])))
        shopper.answerPending()
        #expect(shopper.state.pictures.isReady(first.key))
    }

    @Test func picturesThatComeAskForNothing() {
        var shopper = Shopper(120, 40)
        let before = shopper.effects.count
        shopper.take(.picturesReady(shopper.state.wantedPictures.map(\.key)))
        #expect(shopper.effects.count == before)
    }
}
