import Testing

@testable import Basics

@Suite struct AsideTests {
    private struct Broken: Error {}

    @Test func bothHaveEndedAndWhatFailedIsTold() throws {
        nonisolated(unsafe) var sum = 0
        let value = try working(aside: {
            for number in 1...1000 { sum += number }
        }) { wait in
            try wait()
            try wait()
            return sum + 1
        }
        #expect(value == 500_501)
        #expect(throws: Broken.self) { try working(aside: { throw Broken() }) { try $0() } }
        nonisolated(unsafe) var isDone = false
        #expect(throws: Broken.self) { try working(aside: { isDone = true }) { _ in throw Broken() } }
        #expect(isDone)
    }
}
