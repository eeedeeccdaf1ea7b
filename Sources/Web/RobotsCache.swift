import Foundation

/// What hosts' robots.txt said, for 24 hours; may be kept from one run to the next.
package struct RobotsCache: Codable, Sendable {
    private enum Finding: Codable {
        case file(Data)
        /// There is none: everything is allowed.
        case none
        /// It cannot be read: everything is forbidden.
        case unavailable(status: Int)
    }

    private struct Entry: Codable {
        let time: Date
        let finding: Finding
    }

    /// How long a file counts.
    private static let lifetime = 86400.0
    /// How long it counts that there was none to be read.
    private static let patience = 300.0

    private var entries: [String: Entry] = [:]
    /// The rules of entries that have been asked for.
    private var rules: [String: Robots] = [:]

    private enum CodingKeys: CodingKey { case entries }

    package init() {}

    /// Keeps an answer.
    ///
    /// - Parameter response: nil where redirects never end, which counts as if there were no file.
    mutating func insert(_ response: WebResponse?, for origin: String, at time: Date) {
        let finding: Finding =
            switch response?.status {
            case nil: .none
            case .some(200...299): .file(Data(response?.body.prefix(Robots.longest) ?? []))
            case .some(429): .unavailable(status: 429)
            case .some(400...499): .none
            case .some(let status): .unavailable(status: status)
            }
        rules[origin] = nil
        entries[origin] = Entry(time: time, finding: finding)
    }

    /// What is known of an origin: its rules, or the status of an answer that forbids everything.
    mutating func known(of origin: String, at time: Date) -> KnownRobots? {
        guard let entry = entries[origin] else { return nil }
        let age = time.timeIntervalSince(entry.time)
        switch entry.finding {
        case .file(let bytes):
            guard (0..<Self.lifetime).contains(age) else { return nil }
            let known = rules[origin] ?? Robots(Array(bytes))
            rules[origin] = known
            return .rules(known)
        case .none: return (0..<Self.lifetime).contains(age) ? .rules(.permissive) : nil
        case .unavailable(let status): return (0..<Self.patience).contains(age) ? .unavailable(status: status) : nil
        }
    }
}

/// What is known of a host's robots.txt.
enum KnownRobots: Sendable {
    case rules(Robots)
    case unavailable(status: Int)
}
