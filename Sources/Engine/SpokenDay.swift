import Basics

/// A day such as `2026-11-07` in words, "7 November 2026"; the year is left out where it is that of another day. Other texts stay as they are.
///
/// - Parameter isShort: "7 Nov", for small places.
public func spokenDay(_ day: String, besides other: String? = nil, isShort: Bool = false) -> String {
    let parts = day.parts(separatedBy: "-")
    guard parts.count == 3, let number = Int(parts[2]), let month = Int(parts[1]), months.indices.contains(month - 1) else { return day }
    let name = isShort ? String(months[month - 1].prefix(3)) : months[month - 1]
    let hasYear = other.map { !$0.utf8.prefix(5).elementsEqual(day.utf8.prefix(5)) } ?? true
    return "\(number) \(name)" + (hasYear ? " \(parts[0])" : "")
}

private let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
]
