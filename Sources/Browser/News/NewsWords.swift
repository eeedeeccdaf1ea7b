import Basics
import Engine

/// The news in words: what has changed, sort by sort.
extension NewsScreen {
    static func overview(in state: State) -> [String] {
        guard let contents = state.news.contents, !contents.isEmpty else {
            guard state.hasShops else { return ["No \(state.catalog.noun) here comes from a shop; fetch shop.example brings one in."] }
            return [state.news.contents?.since == nil ? "News begins with the second visit." : "Nothing has changed since the previous visit."]
        }
        let lines = contents.parts.flatMap { part in
            ["\(part.change.rawValue.capitalizedFirst), \(grouped(part.count)):"]
                + part.entries.prefix(5).enumerated().map { "\($0.offset + 1): \(words($0.element, in: state))." }
        }
        return ["News\(contents.since.map { " since " + $0 } ?? ""): \(contents.counts)."] + lines + ["You are at \(place(in: state) ?? "")."]
    }

    static func place(in state: State) -> String? {
        guard let part = state.newsParts.at(state.newsScreen.part) else { return nil }
        return "\(grouped(state.newsScroller(part).cursor + 1)) of \(grouped(part.entries.count)) \(part.change.rawValue)"
    }

    static func isWaiting(in state: State) -> Bool { state.news.contents == nil }

    private static func words(_ entry: CatalogNews.Entry, in state: State) -> String {
        let before = entry.priceBefore.map { ", was \($0)" } ?? ""
        let sizes = entry.sizes.isEmpty ? "" : ", sizes \(entry.sizes.joined(separator: ", "))"
        return state.briefWords(Selection(entry.item)) + before + sizes
    }
}
