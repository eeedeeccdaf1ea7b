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

    /// Takes in the texts of another; the number that each has here, by its number there.
    mutating func merge(_ other: TextPool) -> [Int32] {
        if count == 0 {
            self = other
            return (0..<Int32(count)).map(\.self)
        }
        return (0..<other.count).map { place in
            other.bytes.withUnsafeBufferPointer { number(of: UnsafeBufferPointer(rebasing: $0[other.range(place)])) }
        }
    }

    private func range(_ number: Int) -> Range<Int> { (number == 0 ? 0 : ends[number - 1])..<ends[number] }

    func equals(_ number: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
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

    /// Eight bytes at a time, mixed by multiplication as wyhash does; another in each process, so that nobody can choose texts that collide.
    private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> Int {
        var state = seeds.0 ^ UInt64(truncatingIfNeeded: text.count), place = 0
        let bytes = UnsafeRawBufferPointer(text)
        while place + 8 <= bytes.count {
            state = mixed(state ^ bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
            place += 8
        }
        var last: UInt64 = 0
        while place < bytes.count {
            last = last << 8 | UInt64(bytes[place])
            place += 1
        }
        return Int(truncatingIfNeeded: mixed(state ^ last) & UInt64(Int.max))
    }

    private static let seeds = (UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max) | 1)

    private static func mixed(_ value: UInt64) -> UInt64 {
        let product = value.multipliedFullWidth(by: seeds.1)
        return product.high ^ product.low
    }
}
