import Frames

/// Keys that come as control sequences with numbers: those of kitty's keyboard protocol, and older ones of xterm's kind that ncurses has not
/// taken.
///
/// What has no name in `Key` is no key, as ncurses has it too: arrows with Ctrl, say, or anything with Alt. What terminals without the
/// protocol cannot tell from a plain key stays that key: Shift-Enter is Enter.
enum KeyReport {
    private struct Modifiers: OptionSet {
        let rawValue: Int
        static let shift = Modifiers(rawValue: 1), control = Modifiers(rawValue: 4)
        /// Caps lock and num lock are nobody's intention.
        static let locks = Modifiers(rawValue: 64 | 128)
    }

    /// The key of `CSI parameters final`, where that is one that is pressed or held.
    static func key(_ parameters: String, final: UInt8) -> Key? {
        // code:shifted:base ; modifiers:event ; text
        let fields = parameters.split(separator: ";", omittingEmptySubsequences: false).map { field in
            field.split(separator: ":", omittingEmptySubsequences: false).map { $0.isEmpty ? nil : Int($0) ?? -1 }
        }
        let codes = fields[0], pressed = fields.count > 1 ? fields[1] : [nil]
        let modifier = pressed[0] ?? 1, event = pressed.count > 1 ? pressed[1] ?? 1 : 1
        // Of the events 3 is a key that is let go.
        guard fields.count <= 3, (1...256).contains(modifier), event == 1 || event == 2 else { return nil }
        let modifiers = Modifiers(rawValue: modifier - 1).subtracting(.locks)
        switch final {
        case UInt8(ascii: "u"): return key(codes, modifiers)
        case UInt8(ascii: "~"): return codes[0].flatMap { tilde[$0] }.flatMap { named($0, modifiers) }
        // With modifiers it looks like a cursor's place, which nobody asks for.
        case UInt8(ascii: "R") where !modifiers.isEmpty: return nil
        default: return (codes[0] ?? 1) == 1 ? letters[final].flatMap { named($0, modifiers) } : nil
        }
    }

    /// A key by its code point, or by one of the private ones that stand for keys without text.
    private static func key(_ codes: [Int?], _ modifiers: Modifiers) -> Key? {
        guard let code = codes[0], let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init) else { return nil }
        if let key = special[code] { return named(key, modifiers) }
        guard (0x20..<0x7F).contains(code) || code > 0x9F, !(0xE000...0xF8FF).contains(code) else { return nil }
        let shifted = codes.count > 1 ? codes[1].flatMap { UInt32(exactly: $0) }.flatMap(Unicode.Scalar.init) : nil
        if modifiers.isEmpty { return .character(Character(scalar)) }
        if modifiers == .shift {
            if let shifted { return shifted.properties.generalCategory == .control ? nil : .character(Character(shifted)) }
            let upper = scalar.properties.uppercaseMapping
            return upper.count == 1 ? upper.first.map(Key.character) : nil
        }
        guard modifiers.subtracting(.shift) == .control else { return nil }
        // On a keyboard of other letters it is the one that the key has on a Latin keyboard.
        for case let code? in [code, codes.count > 2 ? codes[2] : nil] {
            switch UInt8(exactly: code) {
            case UInt8(ascii: "["): return .escape
            case let letter? where (0x61...0x7A).contains(letter | 0x20) && letter >= 0x41:
                return .control(Character(Unicode.Scalar(letter | 0x20)))
            default: break
            }
        }
        return nil
    }

    /// A key without text together with modifiers.
    private static func named(_ key: Key, _ modifiers: Modifiers) -> Key? {
        switch key {
        case _ where modifiers.isEmpty: key
        case .tab where modifiers.isSubset(of: [.shift, .control]): modifiers.contains(.shift) ? .backTab : .tab
        case .enter, .escape, .backspace: modifiers.isSubset(of: [.shift, .control]) ? key : nil
        // As terminfo counts them.
        case .function(let number) where modifiers == .shift && number <= 12: .function(number + 12)
        default: nil
        }
    }

    private static let letters: [UInt8: Key] = [
        UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right, UInt8(ascii: "D"): .left, UInt8(ascii: "H"): .home,
        UInt8(ascii: "F"): .end, UInt8(ascii: "P"): .function(1), UInt8(ascii: "Q"): .function(2), UInt8(ascii: "R"): .function(3),
        UInt8(ascii: "S"): .function(4),
    ]

    private static let tilde: [Int: Key] = {
        var keys: [Int: Key] = [1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end]
        for (number, code) in [11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24].enumerated() { keys[code] = .function(number + 1) }
        return keys
    }()

    private static let special: [Int: Key] = {
        var keys: [Int: Key] = [8: .backspace, 9: .tab, 13: .enter, 27: .escape, 127: .backspace]
        for number in 1...24 { keys[57363 + number] = .function(number) }
        // The keypad.
        for (place, character) in "0123456789./*-+".enumerated() { keys[57399 + place] = .character(character) }
        let others: [Key] = [
            .enter, .character("="), .character(","), .left, .right, .up, .down, .pageUp, .pageDown, .home, .end, .insert, .delete,
        ]
        for (place, key) in others.enumerated() { keys[57414 + place] = key }
        return keys
    }()
}
