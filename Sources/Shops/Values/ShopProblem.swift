/// What of a listing cannot be read; the rest is.
package struct ShopProblem: Hashable, Sendable, CustomStringConvertible {
    /// The address, product or field.
    package let place: String
    /// In a few words, for a person.
    package let reason: String

    package init(_ place: String, _ reason: String) { (self.place, self.reason) = (place, reason) }

    package var description: String { "\(place): \(reason)" }
}
