/// All screens, each as the state of its own. They are composed here and nowhere else: a new screen is a folder, and a line among these.
struct Screens: Sendable {
    var shop = ShopScreen()
    var compare = CompareScreen()
    var basket = BasketScreen()
    var item = ItemScreen()
    var help = HelpScreen()
    var news = NewsScreen()
    var facets = FacetsScreen()
    var wall = WallScreen()

    /// What each of them does: the types of the properties, in their order.
    static let all: [any Screen.Type] = Mirror(reflecting: Screens()).children.compactMap { property in
        (property.value as? any Screen).map { type(of: $0) }
    }

    static subscript(kind: ScreenKind) -> any Screen.Type { all.first { $0.kind == kind } ?? ShopScreen.self }
}
