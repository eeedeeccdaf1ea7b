/// Prices as shops write them, as plain decimal numbers: "129.99 USD", "€25,00", "1.299,00", 25.
enum Price {
    /// The amount and the currency that a text names; nil for either that it does not.
    static func parsed(_ text: String?) -> (amount: String?, currency: String?) {
        guard let text, text.utf8.count <= 100 else { return (nil, nil) }
        let letters = text.unicodeScalars.filter { ("A"..."Z").contains($0) || ("a"..."z").contains($0) }
        let code = String(String.UnicodeScalarView(letters)).uppercased()
        let sign = ["€": "EUR", "£": "GBP", "₹": "INR", "₽": "RUB", "₺": "TRY", "₩": "KRW", "₪": "ILS", "₫": "VND", "₴": "UAH"].first {
            text.unicodeScalars.contains($0.key.unicodeScalars.first!)
        }
        let currency = code.utf8.count == 3 ? code : sign?.value
        return (amount(text, currency: currency), currency)
    }

    /// The amount alone.
    ///
    /// Of points and commas the last one is the decimal point if the other kind stands before it, or if not exactly three digits follow it;
    /// all others group thousands. Some currencies have three decimals: there, three digits behind a point are decimals.
    static func amount(_ text: String?, currency: String? = nil) -> String? {
        guard let text, text.utf8.count <= 100 else { return nil }
        let kept = text.utf8.filter { Ascii.isDigit($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "-") }
        guard kept.first != UInt8(ascii: "-") else { return nil }
        let marks = kept.indices.filter { !Ascii.isDigit(kept[$0]) && kept[$0] != UInt8(ascii: "-") }
        guard let last = marks.last else { return decimal(kept.filter(Ascii.isDigit), []) }
        let behind = kept[(last + 1)...].prefix(while: Ascii.isDigit)
        let hasOther = marks.contains { kept[$0] != kept[last] }
        let isOnly = marks.count == 1
        let hasThree = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"].contains(currency)
        let isDecimal = hasOther || (isOnly && (behind.count != 3 || hasThree))
        let before = kept[..<last].filter(Ascii.isDigit)
        return isDecimal ? decimal(before, Array(behind)) : decimal(before + behind, [])
    }

    /// A whole number of minor units: "2500" with two decimals is 25.00.
    static func amount(minor text: String?, decimals: Int) -> String? {
        guard let text, !text.isEmpty, text.utf8.allSatisfy(Ascii.isDigit), (0...4).contains(decimals) else { return nil }
        let digits = Array(repeating: UInt8(ascii: "0"), count: decimals) + Array(text.utf8)
        return decimal(Array(digits.dropLast(decimals)), Array(digits.suffix(decimals)))
    }

    /// Whether a price is below another; a price is below none.
    static func isLower(_ a: String?, than b: String?) -> Bool {
        guard let a = a.flatMap(Double.init) else { return false }
        guard let b = b.flatMap(Double.init) else { return true }
        return a < b
    }

    /// What an item costs and what it cost before: the latter only where it is higher.
    static func reduced(_ price: String?, before: String?) -> (price: String?, before: String?) {
        guard let price else { return (before, nil) }
        return (price, before.flatMap { isLower(price, than: $0) ? $0 : nil })
    }

    private static func decimal(_ whole: [UInt8], _ fraction: [UInt8]) -> String? {
        guard !whole.isEmpty || !fraction.isEmpty else { return nil }
        let whole = Array(whole.drop { $0 == UInt8(ascii: "0") })
        guard whole.count <= 12, fraction.count <= 12 else { return nil }
        let digits = fraction.prefix(4) + (fraction.count == 1 ? [UInt8(ascii: "0")] : [])
        return String(decoding: whole.isEmpty ? [UInt8(ascii: "0")] : whole, as: UTF8.self)
            + (digits.isEmpty ? "" : "." + String(decoding: digits, as: UTF8.self))
    }
}
