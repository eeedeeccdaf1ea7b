import Basics

/// A price as a person reads it: with the sign of its currency where that has one of its own, else with its code: "€25.00", "25.00 CHF". What
/// is no plain number stays as it is.
public func shownPrice(_ price: String, currency: String?) -> String {
    guard let currency, !currency.isEmpty, isPlainNumber(price) else { return price }
    return currencySigns[ExactText(currency)].map { $0 + price } ?? "\(price) \(currency)"
}

/// Signs that stand for one currency alone, or nearly so.
private let currencySigns: [ExactText: String] = ["EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "INR": "₹", "KRW": "₩", "ILS": "₪", "UAH": "₴"]

private func isPlainNumber(_ text: String) -> Bool {
    func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
    return text.utf8.first.map(isDigit) ?? false && text.utf8.allSatisfy { isDigit($0) || $0 == UInt8(ascii: ".") }
}

extension ItemSummary {
    /// What a person reads of an attribute: its value, and with a price the currency that the shop names beside it.
    public func text(of attribute: Attribute) -> String {
        let isPrice = attribute.name.isExactly("price_before") || attribute.name.isExactly(price?.name ?? "")
        return isPrice ? shownPrice(attribute.value, currency: self["currency"]?.value) : attribute.value
    }

    /// Its price as a person reads it; nil where it has none.
    public var priceText: String? { price.map(text) }
}
