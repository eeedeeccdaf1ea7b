/// Distinct texts, each under the number by which it came: a hash table over bytes with open addressing, for no text needs to become a `String`
/// before it is shown.
struct TextPool: Sendable {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    /// Numbers plus one; 0 where none is. A power of two of them, at most half of them taken.
    private var slots = [Int32](repeating: 0, count: 64)

    var count: Int { ends.count }

    func text(_ number: Int) -> String { String(decoding: bytes[range(number)], as: UTF8.self) }

    /// A text's number, a new one for a new text.
    mutating func number(of text: UnsafeBufferPointer<UInt8>) -> Int32 {
        var slot = Self.hash(text) & (slots.count - 1)
        while slots[slot] != 0 {
            let number = slots[slot] - 1
            if equals(Int(number), text) { return number }
            slot = (slot + 1) & (slots.count - 1)
        }
        bytes.append(contentsOf: text)
        ends.append(bytes.count)
        slots[slot] = Int32(ends.count)
        if ends.count * 2 > slots.count { grow() }
        return Int32(ends.count - 1)
    }

    private func range(_ number: Int) -> Range<Int> { (number == 0 ? 0 : ends[number - 1])..<ends[number] }

    private func equals(_ number: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let range = range(number)
        guard range.count == text.count else { return false }
        for index in 0..<text.count where bytes[range.lowerBound + index] != text[index] { return false }
        return true
    }

    private mutating func grow() {
        slots = [Int32](repeating: 0, count: slots.count * 2)
        for number in ends.indices {
            let range = range(number)
            var slot = bytes.withUnsafeBufferPointer { Self.hash(UnsafeBufferPointer(rebasing: $0[range])) } & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(number + 1)
        }
    }

    /// Another in each process, so that nobody can choose texts that collide.
    private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> Int {
        var hasher = Hasher()
        hasher.combine(bytes: UnsafeRawBufferPointer(text))
        return hasher.finalize()
    }
}
