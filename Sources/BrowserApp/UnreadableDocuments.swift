import Basics
import Browser
import Engine
import LocalEngine

/// A line for each of the shopper's documents that cannot be read.
public func linesOnUnreadable(_ engine: any Engine) throws -> [String] {
    var lines: [String] = []
    if try waitForAnswer({ engine.document("session", as: Session.self, $0) }).isUnreadable {
        lines.append("Where you were cannot be read, perhaps by a later vitrine; it is kept, and you begin anew.")
    }
    if try waitForAnswer({ engine.baskets($0) }).isUnreadable {
        lines.append("The stored baskets cannot be read, perhaps by a later vitrine; they are kept, and an empty one stands in for them.")
    }
    return lines
}
