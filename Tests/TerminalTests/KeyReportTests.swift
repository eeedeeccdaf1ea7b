import Frames
import TestSupport
import Testing

@testable import Terminal

/// Keys as kitty's keyboard protocol says them, with the flags that we ask for and without.
@Suite struct KeyReportTests {
    private func key(_ sequence: String) -> Key? {
        KeyReport.key(String(sequence.dropLast()), final: sequence.utf8.last!)
    }

    @Test(arguments: [
        ("27u", Key.escape), ("13u", .enter), ("9u", .tab), ("127u", .backspace), ("8u", .backspace), ("57414u", .enter),
        ("A", .up), ("B", .down), ("C", .right), ("D", .left), ("H", .home), ("F", .end), ("1A", .up), ("7~", .home), ("8~", .end),
        ("2~", .insert), ("3~", .delete), ("5~", .pageUp), ("6~", .pageDown), ("1~", .home), ("4~", .end),
        ("P", .function(1)), ("Q", .function(2)), ("R", .function(3)), ("13~", .function(3)), ("S", .function(4)), ("11~", .function(1)),
        ("15~", .function(5)), ("17~", .function(6)), ("21~", .function(10)), ("24~", .function(12)), ("57364u", .function(1)),
        ("57376u", .function(13)), ("57387u", .function(24)), ("1;2P", .function(13)), ("24;2~", .function(24)),
        ("57399u", .character("0")), ("57408u", .character("9")), ("57409u", .character(".")), ("57413u", .character("+")),
        ("57415u", .character("=")), ("57416u", .character(",")), ("57417u", .left), ("57418u", .right), ("57419u", .up), ("57420u", .down),
        ("57421u", .pageUp), ("57422u", .pageDown), ("57423u", .home), ("57424u", .end), ("57425u", .insert), ("57426u", .delete),
    ])
    func keysWithoutModifiers(sequence: String, expected: Key) { #expect(key(sequence) == expected) }

    @Test func everyLetterWithControlHasItsName() {
        for letter in "abcdefghijklmnopqrstuvwxyz" {
            let code = letter.unicodeScalars.first!.value
            // With Caps lock, Num lock and Shift too.
            for modifiers in [5, 6, 69, 133, 134, 197] { #expect(key("\(code);\(modifiers)u") == .control(letter)) }
            #expect(key("\(code - 32);5u") == .control(letter))
        }
    }

    /// Of a Russian or a Hebrew keyboard.
    @Test func theLatinLetterInItsPlaceCountsForOneOfAnotherScript() {
        #expect(key("1089::99;5u") == .control("c") && key("1103::122;5u") == .control("z") && key("1057:1057:99;6u") == .control("c"))
        #expect(key("39::119;5u") == .control("w"))
        #expect(key("1089;5u") == nil)
        // A Latin letter that another place has is the one that it says.
        #expect(key("99::106;5u") == .control("c"))
    }

    @Test func whatOthersCannotTellFromAPlainKeyStaysThatKey() {
        for modifiers in [2, 5, 6] {
            #expect(key("13;\(modifiers)u") == .enter && key("27;\(modifiers)u") == .escape && key("127;\(modifiers)u") == .backspace)
        }
        #expect(key("9;2u") == .backTab && key("9;6u") == .backTab && key("9;5u") == .tab && key("91;5u") == .escape)
    }

    @Test func locksAreNoModifiers() {
        #expect(key("1;129A") == .up && key("5;65~") == .pageUp && key("1;193R") == .function(3) && key("57400;129u") == .character("1"))
        #expect(key("27;129u") == .escape && key("9;130u") == .backTab && key("1;130P") == .function(13))
    }

    @Test func charactersAreThoseThatAreTyped() {
        #expect(
            key("97u") == .character("a") && key("228u") == .character("ä") && key("28450u") == .character("漢") && key("32;2u") == .character(" "))
        #expect(key("97;2u") == .character("A") && key("97:65;2u") == .character("A") && key("49:33;2u") == .character("!"))
        #expect(key("97;65u") == .character("a") && key("1092;2u") == .character("Ф"))
    }

    @Test func onlyPressesCount() {
        #expect(key("27;1:1u") == .escape && key("27;1:2u") == .escape && key("27;:2u") == .escape && key("27;u") == .escape)
        #expect(key("27;1:3u") == nil && key("1;1:3A") == nil && key("5;1:3~") == nil && key("27;1:0u") == nil && key("27;1:9u") == nil)
    }

    /// As ncurses has it, with Alt and the others.
    @Test(arguments: [
        "97;3u", "1;5A", "1;3H", "5;5~", "106;7u", "32;5u", "49;5u", "57428u", "57441u", "57358u", "E", "57427~", "1;2R", "24;80R", "13;3u", "27;9u",
    ])
    func whatHasNoNameIsNoKey(sequence: String) { #expect(key(sequence) == nil) }

    @Test(arguments: [
        "u", ";u", ";;;u", "0u", "1u", "31u", "128u", "155u", "-1u", "55296u", "1114112u", "99999999999999999999u", "97;0u", "97;257u",
        "97;99999999999999999999u", "97;5;1;2u", "97:0;2u", "97:27;2u", "2A", "99~", "99999999999999999999~", "?27u", "<27u", "57345u",
    ])
    func nonsenseIsNoKey(sequence: String) { #expect(key(sequence) == nil) }

    @Test func anythingIsHarmless() {
        var generator = SeededGenerator(seed: 7)
        let pieces = ["0", "9", "27", "97", "57399", "999999999999", ";", ":", "?", "-", "", " ", "5", "129"]
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 0...8, using: &generator)).map { _ in pieces.randomElement(using: &generator)! }.joined()
            if case .character(let character)? = KeyReport.key(text, final: "u~ABRHP".utf8.randomElement(using: &generator)!) {
                #expect(character.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
            }
        }
    }
}
