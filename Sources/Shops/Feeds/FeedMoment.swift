import Foundation

/// A moment that reductions are held against.
struct FeedMoment {
    let date: Date

    /// Whether it lies within a time such as `2026-11-27T08:00+0100/2026-11-30T23:59+0100`; true where none is told or it cannot be read.
    func isWithin(_ text: String?) -> Bool {
        guard let text, text.utf8.count < 100 else { return true }
        let ends = text.split(separator: "/").map { Self.date($0.trimmingCharacters(in: .whitespaces)) }
        guard ends.count == 2, let start = ends[0], let end = ends[1] else { return true }
        return date >= start && date <= end
    }

    /// ISO 8601, with or without a time, seconds and a colon in the time zone.
    private static func date(_ text: String) -> Date? {
        let fields = text.utf8.split { !Ascii.isDigit($0) }.compactMap { Int(String(decoding: $0, as: UTF8.self)) }
        guard fields.count >= 3, fields.allSatisfy({ $0 < 10_000 }) else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(secondsFromGMT: 0)!
        var parts = DateComponents(year: fields[0], month: fields[1], day: fields[2])
        guard let time = text.firstIndex(of: "T") else { return calendar.date(from: parts) }
        let rest = text[text.index(after: time)...]
        let clock = rest.prefix { $0 != "+" && $0 != "-" && $0 != "Z" }.split(separator: ":").compactMap { Int($0) }
        (parts.hour, parts.minute) = (clock.first ?? 0, clock.count > 1 ? clock[1] : 0)
        guard let date = calendar.date(from: parts) else { return nil }
        guard let sign = rest.lastIndex(where: { $0 == "+" || $0 == "-" }) else { return date }
        let zone = rest[rest.index(after: sign)...].filter(\.isNumber)
        let hours = Int(zone.prefix(2)) ?? 0, minutes = Int(zone.dropFirst(2).prefix(2)) ?? 0
        let offset = Double(hours * 3600 + minutes * 60)
        return date.addingTimeInterval(rest[sign] == "+" ? -offset : offset)
    }
}
