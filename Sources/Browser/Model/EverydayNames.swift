import Basics
import Taste

/// What the screen calls things whose technical names are for the command line and the glossary in help.
extension GhostMode {
    var everydayName: String {
        switch self {
        case .centroid: "one taste"
        case .direction: "one taste, by direction"
        case .rocchio: "one taste, far from passes"
        case .best: "like any one of them"
        case .interests: "several tastes"
        }
    }
}

extension State {
    /// The mode, but where several tastes are looked for and there is one so far, that.
    var tasteText: String {
        let isOne = searches[.panel]?.first.map { $0.interests.count < 2 } ?? true
        return tasting.settings.mode == .interests && !basket.liked.isEmpty && isOne ? "one taste so far" : tasting.settings.mode.everydayName
    }

    /// "less like ✕ 2": what passes do.
    var passesText: String? {
        let passed = basket.passed.count
        return passed == 0 ? nil : "less like ✕ \(grouped(passed))"
    }

    /// "more variety 0.3", where it is wanted.
    var varietyText: String? {
        let diversity = tasting.settings.diversity
        return diversity > 0 ? "more variety \(fixed(diversity, decimals: 1))" : nil
    }

    /// "print +0.3": which part counts more, where one does.
    var balanceText: String? {
        let balance = tasting.settings.balance
        guard parts.count >= 2, balance != 0 else { return nil }
        return parts[balance > 0 ? 0 : 1] + " +" + fixed(abs(balance), decimals: 1)
    }

    /// "by clip", where these are not the vectors that are meant unless others are chosen.
    var encoderText: String? { encoder == catalog.encoders.first ? nil : encoder.map { "by " + $0.name } }

    /// What makes the panel's neighbours others than the least distant of the likes.
    var panelNotes: [String] {
        [encoderText, passesText, varietyText, balanceText, metric.isScore ? "scores: more is nearer" : nil].compactMap(\.self)
    }
}
