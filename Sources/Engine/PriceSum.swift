import Basics

/// What several items cost together, as far as their prices can be added up: those in the currency that most of them are in.
public struct PriceSum: Hashable, Sendable, CustomStringConvertible {
    /// "€51.70", written as the first of the prices is.
    public let sum: String
    /// How many items are in it, and how many there are.
    public let priced: Int
    public let items: Int

    /// Nil where no item has a price that is a number. Words that are wished for are no items.
    public init?(of items: [ItemSummary]) {
        let items = items.filter { $0.words == nil }
        let prices = items.compactMap { $0.priceText.flatMap(Price.init) }
        let most = Dictionary(grouping: prices.indices) { ExactText(prices[$0].currency) }.values
            .min { ($1.count, $0[0]) < ($0.count, $1[0]) }
        guard let most else { return nil }
        sum = prices[most[0]].written(most.reduce(0) { $0 + prices[$1].amount })
        (priced, self.items) = (most.count, items.count)
    }

    /// "€51.70", or "€34.80 for 2 of 3".
    public var description: String { priced == items ? sum : "\(sum) for \(grouped(priced)) of \(grouped(items))" }
}

/// A price as a shop writes it.
private struct Price {
    let amount: Double
    /// The sign or the letters, without spaces.
    let currency: String
    private let before: String
    private let after: String
    private let hasDecimalComma: Bool
    private let hasCents: Bool

    init?(_ text: String) {
        let scalars = Array(sanitized(text).unicodeScalars)
        func isSign(_ scalar: Unicode.Scalar) -> Bool {
            scalar == " " || scalar.properties.isAlphabetic || scalar.properties.generalCategory == .currencySymbol
        }
        let head = Array(scalars.prefix(while: isSign)), rest = scalars.dropFirst(head.count)
        let end = rest.lastIndex { !isSign($0) }.map { $0 + 1 } ?? rest.startIndex
        let number = rest[..<end], tail = Array(rest[end...])
        guard !number.isEmpty, number.count <= 20, number.allSatisfy({ ("0"..."9").contains($0) || ".,' ’".unicodeScalars.contains($0) }) else {
            return nil
        }
        let digits = String(String.UnicodeScalarView(number))
        currency = String(String.UnicodeScalarView((head + tail).filter { $0 != " " }))
        guard let amount = plainNumber(digits), abs(amount) < 1e9 else { return nil }
        self.amount = amount
        (before, after) = (String(String.UnicodeScalarView(head)), String(String.UnicodeScalarView(tail)))
        let decimals = digits.unicodeScalars.reversed().prefix { ("0"..."9").contains($0) }.count
        hasCents = decimals < digits.unicodeScalars.count && decimals <= 2
        hasDecimalComma = hasCents && digits.unicodeScalars.contains(",") && digits.unicodeScalars.dropLast(decimals).last == ","
    }

    /// Another amount as this price is written: cents where it or the amount has some.
    func written(_ amount: Double) -> String {
        let cents = Int((amount * 100).rounded())
        var text = grouped(cents / 100)
        if hasDecimalComma { text = text.replacing(",", with: ".") }
        if hasCents || cents % 100 != 0 { text += (hasDecimalComma ? "," : ".") + (cents % 100 < 10 ? "0" : "") + String(cents % 100) }
        return before + text + after
    }
}
