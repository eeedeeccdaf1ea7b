import Web

/// How a reading ended. Only a complete one tells what has left the shop.
package struct ShopReading: Sendable {
    /// What the shop is.
    package var kind: ShopKind
    /// Whether all of the listing was read.
    package var isComplete: Bool
    /// Why it is not complete, in one line; nil when it is.
    package var reason: String?
    /// Whether the shop answered that nothing has changed since the answer that the validators came with; no items came then.
    package var isUnchanged: Bool
    /// By address, for the next reading. Empty unless this one is complete.
    package var validators: [String: WebValidators]

    package init(
        kind: ShopKind, isComplete: Bool = true, reason: String? = nil, isUnchanged: Bool = false, validators: [String: WebValidators] = [:]
    ) {
        self.kind = kind
        self.isComplete = isComplete
        self.reason = reason
        self.isUnchanged = isUnchanged
        self.validators = validators
    }
}
