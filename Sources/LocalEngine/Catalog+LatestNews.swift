import Basics
import Catalog
import Engine
import Foundation

extension Catalog {
    /// Entries of one sort that are shown; nobody looks at more.
    private static let shownEntries = 400

    /// What the shops have changed at their latest visits, with the items. Of a generation, so that all of it belongs together.
    func latestNews(now: Date) throws -> CatalogNews {
        let news = try news()
        let all: [(CatalogNews.Change, [ShopNews.Entry])] = [
            (.new, news.new), (.cheaper, news.cheaper), (.backInStock, news.backInStock), (.dearer, news.dearer), (.gone, news.gone),
        ]
        let parts = try all.filter { !$0.1.isEmpty }.map { change, entries in
            let shown = entries.prefix(Self.shownEntries)
            let items = ExactDictionary(try summaries(ids: shown.map(\.id)).map { ($0.id, $0) }) { first, _ in first }
            return CatalogNews.Part(
                change, count: entries.count,
                entries: shown.compactMap { entry in
                    items[entry.id].map { CatalogNews.Entry($0, priceBefore: entry.before(under: change), sizes: entry.sizes) }
                })
        }
        return CatalogNews(parts: parts, since: try visitBefore().map { DayWords.since($0, now: now) })
    }

    /// What an item cost, a step for each change of its price and one for when it was last seen.
    func prices(of id: String) throws -> [PriceStep] {
        var steps: [PriceStep] = []
        for point in try priceHistory(id: id) where !point.isGone {
            guard let price = point.price, let number = Double(price) else { continue }
            let text = shownPrice(price, currency: point.currency)
            guard steps.last?.text.isExactly(text) != true else { continue }
            steps.append(PriceStep(time: point.time, day: DayWords.day(point.time), price: number, text: text))
        }
        if var last = steps.last, let end = try lastSeen(id: id), end > last.time {
            (last.time, last.day) = (end, DayWords.day(end))
            steps.append(last)
        }
        return steps
    }
}

extension ShopNews.Entry {
    /// What it cost before, where that is what changed.
    fileprivate func before(under change: CatalogNews.Change) -> String? {
        change == .cheaper || change == .dearer ? priceBefore.map { shownPrice($0, currency: currency) } : nil
    }
}

/// Days as a person's calendar has them.
private enum DayWords {
    /// `2026-11-27`.
    static func day(_ date: Date) -> String {
        let parts = Calendar(identifier: .gregorian).dateComponents([.year, .month, .day], from: date)
        func two(_ number: Int?) -> String { (number ?? 0) < 10 ? "0\(number ?? 0)" : "\(number ?? 0)" }
        return "\(parts.year ?? 0)-\(two(parts.month))-\(two(parts.day))"
    }

    /// "yesterday", "21 November", "the previous visit" where that was today.
    static func since(_ date: Date, now: Date) -> String {
        let calendar = Calendar(identifier: .gregorian)
        let days = calendar.dateComponents([.day], from: calendar.startOfDay(for: date), to: calendar.startOfDay(for: now)).day ?? 0
        return days <= 0 ? "the previous visit" : days == 1 ? "yesterday" : spokenDay(day(date), besides: day(now))
    }
}
