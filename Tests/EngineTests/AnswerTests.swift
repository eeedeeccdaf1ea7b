import Basics
import Dispatch
import Engine
import Foundation
import Taste
import Testing

@Suite struct AnswerTests {
    @Test func partsAreWaitedThrough() throws {
        let answer = try waitForAnswer { (reply: @escaping Reply<Int>) in
            DispatchQueue.global().async {
                reply(.part(1))
                reply(.whole(2))
                reply(.whole(3))
            }
        }
        #expect(answer == 2)
    }

    @Test func aFailureIsThrown() {
        #expect(throws: PlainError.self) {
            try waitForAnswer { (reply: @escaping Reply<Int>) in reply(.failure(PlainError("no"))) }
        }
    }

    @Test func nobodyWaitsLongerThanAsked() {
        #expect(throws: LateAnswer.self) { try waitForAnswer(seconds: 0.05) { (reply: @escaping Reply<Int>) in reply(.part(1)) } }
    }

    @Test(arguments: [
        (#"{"baskets":[],"current":0}"#, 1, 0), (#"{"baskets":[{"name":"a","entries":[]}],"current":9}"#, 1, 0),
        (#"{"baskets":[{"name":"a","entries":[]},{"name":"b","entries":[]}],"current":-3}"#, 2, 0),
    ])
    func storedBasketsAreChecked(text: String, count: Int, current: Int) throws {
        let contents = try JSON.decode(BasketContents.self, from: text)
        #expect(contents.baskets.count == count && contents.current == current)
    }

    @Test func pathsAreNoItems() {
        #expect(ItemSummary.isPath("/tmp/a.jpg") && !ItemSummary.isPath("a/b") && !ItemSummary.isPath(""))
        #expect(ItemSummary(external: "/a").path == "/a" && ItemSummary(external: "/a").picture == nil)
    }
}
