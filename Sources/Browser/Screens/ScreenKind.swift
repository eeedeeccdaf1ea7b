/// Names a screen: a context in which keys may mean something of their own. Each is declared in its screen's folder.
public struct ScreenKind: CaseIterable, Hashable, Sendable {
    /// What a configuration calls it.
    public let name: String

    init(_ name: String) { self.name = name }

    /// All screens there are, in the order of `Screens`.
    public static let allCases: [ScreenKind] = Screens.all.map { $0.kind }
}
