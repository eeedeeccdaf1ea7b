import Browser
import LocalEngine

extension Action {
    /// What the browser hears of its baskets.
    init(_ news: BasketStore.News) {
        switch news {
        case .changed(let change): self = .baskets(change)
        case .keptAside(let name):
            self = .notice("What was stored as baskets cannot be read; it is kept as \(name).", attention: true)
        case .stored: self = .notice("The basket is stored.", attention: false)
        case .waits(let isKept, let reason):
            let place = isKept ? "it is kept, and tried again" : "it is tried again; stay until it is stored"
            self = .notice("The basket waits to be stored: " + place + (reason.map { " (\($0))" } ?? "") + ".", attention: true)
        }
    }
}
