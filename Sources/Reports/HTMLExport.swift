import Basics
import Engine
import Foundation

/// One self-contained page with the pictures inside it.
package enum HTMLExport {
    /// The page.
    ///
    /// - Parameter picture: an item's picture as JPEG or PNG, which the page embeds; nil where there is none.
    package static func text(_ content: ExportContent, picture: (ItemSummary) -> Data?) -> String {
        var sections = ""
        for section in content.sections where !section.entries.isEmpty {
            let figures = section.entries.map { entry in
                figure(entry, of: content, note: note(entry, in: section), picture: picture(entry.item))
            }
            let sum = section.kind == .liked ? PriceSum(of: section.entries.map(\.item)).map { " <small>\(escaped("\($0)"))</small>" } ?? "" : ""
            sections += "<section>\n<h2>\(escaped(section.heading))\(sum)</h2>\n<div>\n\(figures.joined())</div>\n</section>\n"
        }
        return """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>\(escaped(content.title))</title>
            <style>
            body { font: 15px/1.4 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; color: #222; background: #fff }
            h1 { font-weight: 600 } h2 { font-size: 1rem; font-weight: 600; margin: 2rem 0 .5rem; color: #555 }
            div { display: grid; grid-template-columns: repeat(auto-fill, minmax(10rem, 1fr)); gap: 1rem }
            figure { margin: 0 } img { width: 100%; aspect-ratio: 1; object-fit: contain; background: #f4f4f4; border-radius: .5rem }
            blockquote { display: grid; place-items: center; aspect-ratio: 1; margin: 0; text-align: center; overflow-wrap: anywhere }
            figcaption { font-size: .85rem; overflow-wrap: anywhere } small { color: #777 } a { color: inherit }
            .price { font-weight: 600 } .all { color: #a3462b } .one { text-decoration: underline }
            </style>
            <h1>\(escaped(content.title))</h1>
            \(content.metrics > 1 ? "<p><span class=\"all\">All metrics agree</span> · <span class=\"one\">one alone finds it</span></p>\n" : "")\
            \(sections)</html>

            """
    }

    /// A neighbour's distance, or the weight of a liked item that does not weigh 1.
    private static func note(_ entry: ExportContent.Entry, in section: ExportContent.Section) -> String? {
        switch section.kind {
        case .ranking: entry.value.map { distanceText(Float($0)) }
        case .liked, .passed: entry.value.flatMap { $0 == 1 ? nil : "×" + fixed($0, decimals: 1) }
        }
    }

    private static func figure(_ entry: ExportContent.Entry, of content: ExportContent, note: String?, picture: Data?) -> String {
        let item = entry.item, caption = content.caption
        let words = item.words.map { "<blockquote>\(escaped("“\($0)”"))</blockquote>" }
        let image = words ?? picture.map { "<img alt=\"\" src=\"data:\(mediaType($0));base64,\($0.base64EncodedString())\">" } ?? ""
        var name = words == nil ? escaped(caption.name(of: item)) : "wish"
        if let url = item.url, isWeb(url) { name = "<a href=\"\(escaped(url))\">\(name)</a>" }
        let price = item.price, others = item.attributes.filter { $0 != price && !($0.name.isExactly("currency") && price?.value != item.priceText) }
        if let price { name += "<br><span class=\"price\">\(escaped(item.text(of: price)))</span>" }
        let details = ([caption.isID(of: item) || words != nil ? nil : item.id, note] + others.prefix(4).map(item.text)).compactMap(\.self).map(
            escaped)
        let verdict = entry.finders.map { $0 == content.metrics ? " class=\"all\"" : $0 == 1 ? " class=\"one\"" : "" } ?? ""
        return "<figure\(verdict)>\(image)<figcaption>\(name)<br><small>\(details.joined(separator: " · "))</small></figcaption></figure>\n"
    }

    private static func mediaType(_ picture: Data) -> String { picture.starts(with: [0x89, 0x50]) ? "image/png" : "image/jpeg" }

    /// Whether an address leads to the web and not into a script or a file.
    private static func isWeb(_ url: String) -> Bool {
        let start = url.prefix(8).lowercased().utf8
        return start.starts(with: "http://".utf8) || start.starts(with: "https://".utf8)
    }

    /// Text from files, safe inside HTML's text and attributes.
    package static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in sanitized(text).unicodeScalars {
            switch scalar {
            case "&": result.append(contentsOf: "&amp;".unicodeScalars)
            case "<": result.append(contentsOf: "&lt;".unicodeScalars)
            case ">": result.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
            case "'": result.append(contentsOf: "&#39;".unicodeScalars)
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
