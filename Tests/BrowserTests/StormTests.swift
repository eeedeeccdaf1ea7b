import Basics
import Frames
import Testing
import Vectors

@testable import Browser

/// Thousands of random keys, clicks, sizes and late answers: every frame stays whole.
@Suite struct StormTests {
    @Test(arguments: 0..<6) func anythingGoes(_ seed: UInt64) {
        var random = SplitMix(seed)
        var shopper = Shopper(80, 24, items: [0, 1, 7, 300, 11_556, 289_222][Int(seed) % 6], seed: seed)
        for step in 0..<1700 {
            let held = Int.random(in: 0..<8, using: &random) == 0
            shopper.answers = { _ in !held }
            let action = StormTests.action(shopper.state.size, &random)
            shopper.take(action)
            if Int.random(in: 0..<10, using: &random) == 0 {
                shopper.answers = { _ in true }
                shopper.answerPending()
            }
            if let fault = fault(of: view(shopper.state), shopper.state) {
                Issue.record("seed \(seed), step \(step), after \(action): \(fault)\n\(shopper.screen)")
                return
            }
        }
    }

    private static let keys: [Key] =
        Keymap.standard.flatMap(\.keys) + [.backspace, .control("u"), .control("w")]
        + "goto875 sort price metric man find émoji 界 👕".map { Key.character($0) }

    private static func action(_ size: Size, _ random: inout SplitMix) -> Action {
        switch Int.random(in: 0..<40, using: &random) {
        case 0:
            let small = Bool.random(using: &random)
            return .input(
                .resize(
                    Size(
                        columns: Int.random(in: 0...(small ? 30 : 320), using: &random),
                        rows: Int.random(in: 0...(small ? 10 : 95), using: &random))))
        case 1...4:
            let actions: [MouseAction] = [.press, .doubleClick, .drag, .wheelUp, .wheelDown, .controlWheelUp, .controlWheelDown]
            return .input(
                .mouse(
                    actions.randomElement(using: &random)!, column: Int.random(in: -1...size.columns, using: &random),
                    row: Int.random(in: -1...size.rows, using: &random)))
        case 5: return .tick
        case 6:
            return .cellSize(
                CellSize(width: Int.random(in: 1...20, using: &random), height: Int.random(in: 1...40, using: &random)))
        case 7: return .picturesDropped((0..<50).map { PictureRequest(key: .item(row: $0, zoom: .garment), size: Size(columns: 0, rows: 0)) })
        case 8: return .failed(Int.random(in: 0...40, using: &random), "Something \u{1B}[31mwent wrong")
        default: return .input(.key(keys.randomElement(using: &random)!))
        }
    }

    /// Nothing is asked for where there is no room, whatever the terminal says of its size and its cells.
    @Test(arguments: 0..<3) func noPictureIsAskedForWithoutRoom(_ seed: UInt64) {
        var random = SplitMix(seed)
        let lengths = [Int.min, -1, 0, 1, 1, 2, 3, 4, 5, 8, 12, 60, 120, 300]
        func length() -> Int { Int.random(in: 0..<60, using: &random) == 0 ? Int.max : lengths.randomElement(using: &random)! }
        var shopper = Shopper(1, 1, items: 300, seed: seed)
        for _ in 0..<500 {
            switch Int.random(in: 0..<4, using: &random) {
            case 0: shopper.resize(length(), length())
            case 1: shopper.take(.cellSize(CellSize(width: length(), height: length())))
            default: shopper.press(StormTests.keys.randomElement(using: &random)!, .space)
            }
            _ = view(shopper.state)
        }
        for effect in shopper.effects {
            switch effect {
            case .loadPictures(let requests): #expect(requests.allSatisfy { !$0.size.isEmpty })
            default: break
            }
        }
    }

    /// Every size from one cell up, on every screen.
    @Test func everySize() {
        var shopper = Shopper(80, 24)
        shopper.press(.space, .right, .space)
        for key in ["", "c", "b", "b\t", "?", "\r", "\r\t"] {
            for character in key { shopper.press(character == "\r" ? .enter : character == "\t" ? .tab : .character(character)) }
            for columns in [1, 2, 5, 14, 39, 40, 59, 60, 119, 120, 300] {
                for rows in [1, 2, 3, 4, 7, 8, 12, 17, 18, 24, 90] {
                    shopper.resize(columns, rows)
                    expectInvariants(shopper.state, "\(shopper.state.screen) at \(columns)x\(rows)")
                }
            }
            while shopper.state.screen != .shop { shopper.press(.escape) }
        }
    }
}
