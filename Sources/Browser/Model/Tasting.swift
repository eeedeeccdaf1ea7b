import Engine
import Vectors

/// What the shopper likes, and what is near to it.
struct Tasting: Sendable {
    /// Metrics that the engine offers, in the order of the metric key; at least one.
    let metrics: [Metric]
    var metric: Metric
    var settings: TasteSettings
    /// Whose vectors are compared; nil: those of the catalog's first encoder.
    var encoder: String?
    var book: BasketBook
    /// The baskets as they were when they were last sent off to be stored.
    var savedBaskets: BasketBook.Contents

    init(_ baskets: BasketBook.Contents, metrics: [Metric], _ session: Session) {
        self.metrics = metrics.isEmpty ? [.cosine] : metrics
        metric = self.metrics.contains(session.metric) ? session.metric : self.metrics[0]
        settings = session.taste
        encoder = session.encoder
        book = BasketBook(baskets)
        savedBaskets = baskets
    }
}
