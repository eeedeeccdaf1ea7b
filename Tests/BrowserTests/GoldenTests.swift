import Frames
import Taste
import Testing

@testable import Browser

/// Every screen at every kind of size, kept as text.
@Suite struct GoldenTests {
    static let sizes = [
        Size(columns: 40, rows: 12), Size(columns: 80, rows: 24), Size(columns: 120, rows: 40), Size(columns: 200, rows: 60),
    ]

    private func shopper(_ size: Size) -> Shopper { Shopper(size.columns, size.rows) }

    /// A shopper with three likes and a pass.
    private func tasting(_ size: Size) -> Shopper {
        var shopper = shopper(size)
        shopper.press(.space, .right, .right, .space, .right, .character("x"), .right, .space)
        return shopper
    }

    private func expect(_ shopper: Shopper, _ name: String, _ size: Size) {
        expectGolden(shopper.screen, "\(name)-\(size.columns)x\(size.rows)")
        expectInvariants(shopper.state, "\(name) at \(size)")
    }

    @Test(arguments: sizes) func shopAtFirstSight(_ size: Size) { expect(shopper(size), "shop-empty", size) }

    @Test(arguments: sizes) func shop(_ size: Size) { expect(tasting(size), "shop", size) }

    @Test(arguments: sizes) func shopWithPicturesOnTheirWay(_ size: Size) {
        var shopper = tasting(size)
        shopper.answers = { if case .loadPictures = $0 { false } else { true } }
        shopper.press(.pageDown, .pageDown, .pageDown)
        expect(shopper, "shop-loading", size)
    }

    @Test(arguments: sizes) func ghost(_ size: Size) {
        var shopper = tasting(size)
        shopper.press(.tab, .right)
        expect(shopper, "ghost", size)
    }

    @Test(arguments: sizes) func find(_ size: Size) {
        var shopper = tasting(size)
        shopper.type("/fox")
        expect(shopper, "find", size)
    }

    @Test(arguments: sizes) func commandLine(_ size: Size) {
        var shopper = tasting(size)
        shopper.type(":m")
        shopper.press(.tab)
        expect(shopper, "command-line", size)
    }

    @Test(arguments: sizes) func notice(_ size: Size) {
        var shopper = tasting(size)
        shopper.type(":goto 12")
        shopper.press(.enter)
        expect(shopper, "notice", size)
    }

    @Test(arguments: sizes) func indexing(_ size: Size) {
        var shopper = tasting(size)
        shopper.take(.catalog(count: 11_556, generation: 0, progress: IndexingProgress(done: 4321, total: 11_556, rate: 412)))
        expect(shopper, "indexing", size)
    }

    @Test(arguments: sizes) func compare(_ size: Size) {
        var shopper = tasting(size)
        shopper.press(.character("c"), .right, .down)
        expect(shopper, "compare", size)
    }

    @Test(arguments: [(80, 24), (100, 30), (160, 45)]) func compareFiveMetrics(columns: Int, rows: Int) {
        let size = Size(columns: columns, rows: rows)
        var shopper = tasting(size)
        shopper.type("cDH")
        shopper.press(.right, .down)
        expect(shopper, "compare-five", size)
    }

    @Test(arguments: sizes) func compareFolded(_ size: Size) {
        var shopper = Shopper(size.columns, size.rows, isOneLength: true)
        shopper.type(" c")
        shopper.press(.right, .right)
        expect(shopper, "compare-folded", size)
    }

    @Test(arguments: sizes) func compareBaskets(_ size: Size) {
        let gifts = Basket(name: "gifts", entries: [.init(item: PlainShop.id(40)), .init(item: PlainShop.id(3), opinion: .passed)])
        var shopper = Shopper(size.columns, size.rows, baskets: .init(baskets: [Basket(), gifts]))
        shopper.type(" cB")
        shopper.press(.down)
        expect(shopper, "compare-baskets", size)
    }

    @Test(arguments: sizes) func compareEncoders(_ size: Size) {
        var shopper = Shopper(size.columns, size.rows, encoders: ["vitrine-tee", "descriptor"])
        shopper.type(" cE")
        expect(shopper, "compare-encoders", size)
    }

    @Test(arguments: sizes) func basket(_ size: Size) {
        var shopper = tasting(size)
        shopper.type("b++")
        shopper.press(.right)
        expect(shopper, "basket", size)
    }

    @Test(arguments: sizes) func item(_ size: Size) {
        var shopper = tasting(size)
        shopper.press(.enter, .down, .right)
        expect(shopper, "item", size)
    }

    /// The same in a shop that was visited twice.
    private func returning(_ size: Size) -> Shopper {
        var shopper = Shopper(size.columns, size.rows, isVisited: true)
        shopper.press(.space, .right, .right, .space, .right, .character("x"), .right, .space)
        return shopper
    }

    @Test(arguments: sizes) func shopWithBadges(_ size: Size) { expect(returning(size), "shop-badges", size) }

    /// A shop that sells its designs in several colours, one of them open.
    private func designs(_ size: Size) -> Shopper {
        var shopper = Shopper(size.columns, size.rows, isVisited: true, designSize: 3)
        shopper.press(.right, .space, .character("v"), .right)
        return shopper
    }

    @Test(arguments: sizes) func shopWithStacks(_ size: Size) { expect(designs(size), "stacks", size) }

    @Test(arguments: sizes) func itemInSeveralColours(_ size: Size) {
        var shopper = designs(size)
        shopper.press(.enter)
        expect(shopper, "item-in-colours", size)
    }

    @Test(arguments: sizes) func itemOfAShop(_ size: Size) {
        var shopper = returning(size)
        shopper.press(.left, .left, .enter, .character("."))
        expect(shopper, "item-of-a-shop", size)
    }

    @Test(arguments: sizes) func news(_ size: Size) {
        var shopper = returning(size)
        shopper.press(.character("i"), .down, .right)
        expect(shopper, "news", size)
    }

    @Test(arguments: sizes) func filter(_ size: Size) {
        var shopper = returning(size)
        shopper.press(.character("f"), .right, .right, .tab, .down, .space, .down, .space)
        expect(shopper, "filter", size)
    }

    @Test(arguments: sizes) func visiting(_ size: Size) {
        var shopper = returning(size)
        shopper.type(":fetch tees.example\r")
        shopper.take(.visiting(VisitProgress(shop: "tees.example", listed: 312, pictures: 120, done: 48, isListed: true)))
        expect(shopper, "visiting", size)
    }

    @Test(arguments: sizes) func pair(_ size: Size) {
        var shopper = tasting(size)
        shopper.press(.character("P"), .right)
        expect(shopper, "pair", size)
    }

    @Test(arguments: sizes) func pairOfAShop(_ size: Size) {
        var shopper = returning(size)
        shopper.press(.character("P"), .enter, .down)
        expect(shopper, "pair-of-a-shop", size)
    }

    @Test(arguments: sizes) func help(_ size: Size) {
        var shopper = tasting(size)
        shopper.type("?")
        expect(shopper, "help", size)
    }
}
