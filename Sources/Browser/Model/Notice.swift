/// A line for the shopper that goes away by itself.
struct Notice: Hashable {
    var text: String
    var attention: Bool
    /// Ticks it still shows.
    var ticks: Int
}

extension State {
    /// Tells the shopper something for about five seconds.
    mutating func say(_ text: String, attention: Bool = false) {
        conversation?.hear(text)
        notice = Notice(text: text, attention: attention, ticks: 5 * State.ticksPerSecond)
    }
}
