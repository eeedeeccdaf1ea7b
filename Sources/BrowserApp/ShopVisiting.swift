import Browser

/// Visits shops while somebody browses.
public protocol ShopVisiting: AnyObject, Sendable {
    /// Begins a visit of the shop at an address, or of all shops of the catalog; returns at once.
    ///
    /// - Parameters:
    ///   - progress: told now and then how far it is; on any thread.
    ///   - end: told once what came of it, in a line, and whether that asks for attention.
    func visit(
        _ address: String?, progress: @escaping @Sendable (VisitProgress) -> Void, end: @escaping @Sendable (String, Bool) -> Void)

    /// Ends the visit that is under way, if there is one, and waits for it, a few seconds at most. What came so far stays.
    func stop()
}
