import Foundation

extension String {
    /// The text as it is looked for: neither case nor diacritics nor the width of characters count. The same in every locale.
    ///
    /// Cost: that of `lowercased` for ASCII.
    public var folded: String {
        utf8.allSatisfy { $0 < 0x80 } ? lowercased() : folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
    }
}
