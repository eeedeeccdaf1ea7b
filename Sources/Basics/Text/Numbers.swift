/// A count with thousands separated: 11,556.
public func grouped(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var result = ""
    for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index) % 3 == 0 { result.append(",") }
        result.append(digit)
    }
    return (number < 0 ? "-" : "") + result
}

/// How many of something there are: "1 item", "11,556 items". The one place that knows when a noun is plural.
///
/// - Parameter many: the plural; nil puts an s behind the singular.
public func counted(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    grouped(number) + " " + (number == 1 ? one : many ?? one + "s")
}

/// A number with so many decimals, rounded half away from zero: 0.081. Numbers beyond ±10¹² and non-numbers become "–".
public func fixed(_ number: Double, decimals: Int) -> String {
    guard number.isFinite, abs(number) < 1e12 else { return "–" }
    var scale = 1
    for _ in 0..<decimals { scale *= 10 }
    let scaled = Int((abs(number) * Double(scale)).rounded())
    let sign = number < 0 && scaled > 0 ? "-" : ""
    guard decimals > 0 else { return sign + String(scaled) }
    let fraction = String(scaled % scale)
    return sign + String(scaled / scale) + "." + String(repeating: "0", count: decimals - fraction.count) + fraction
}

/// A distance with three decimals, or fewer when it is large, in at most six columns.
public func distanceText(_ distance: Float) -> String {
    let number = Double(distance)
    return fixed(number, decimals: abs(number) < 100 ? 3 : abs(number) < 1000 ? 2 : abs(number) < 10000 ? 1 : 0)
}

/// Milliseconds with one decimal: "1.2 ms".
public func millisecondsText(_ milliseconds: Double) -> String { fixed(milliseconds, decimals: 1) + " ms" }

/// A size in bytes, in thousands with one decimal: "41.3 MB".
public func sizeText(_ bytes: Int) -> String {
    var size = Double(bytes), unit = 0
    let units = ["bytes", "kB", "MB", "GB", "TB"]
    while size >= 999.95, unit + 1 < units.count { (size, unit) = (size / 1000, unit + 1) }
    return unit == 0 ? counted(bytes, "byte") : fixed(size, decimals: 1) + " " + units[unit]
}

/// A number as shops write it: currency signs and spaces are left out; of points and commas the last one with one or two digits
/// behind it is the decimal point, the others group thousands.
public func plainNumber(_ text: String) -> Double? {
    if let number = Double(text) { return number.isFinite ? number : nil }
    guard text.unicodeScalars.count(where: \.properties.isAlphabetic) <= 4 else { return nil }
    var digits = String(String.UnicodeScalarView(text.unicodeScalars.filter { "0123456789.,-".unicodeScalars.contains($0) }))
    if let last = digits.lastIndex(where: { $0 == "." || $0 == "," }) {
        let isDecimal = (2...3).contains(digits.distance(from: last, to: digits.endIndex))
        let whole = digits[..<last].filter { $0 != "." && $0 != "," }
        digits = whole + (isDecimal ? "." : "") + digits[digits.index(after: last)...]
    }
    return Double(digits).flatMap { $0.isFinite ? $0 : nil }
}

/// A place in an order: "1st", "2nd", "11th", "1,023rd".
public func ordinal(_ number: Int) -> String {
    let isTeen = (11...13).contains(number % 100)
    let ending = isTeen ? "th" : [1: "st", 2: "nd", 3: "rd"][number % 10] ?? "th"
    return grouped(number) + ending
}

/// Words one after another: "cosine, euclidean and dot".
public func joinedWords(_ words: [String]) -> String {
    words.count < 2 ? words.first ?? "" : words.dropLast().joined(separator: ", ") + " and " + words[words.count - 1]
}
