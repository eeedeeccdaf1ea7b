import Testing

@testable import Terminal

@Suite struct MailboxTests {
    @Test func messagesComeInOrderAndWakeThePoll() {
        let mailbox = Mailbox<Int>()
        #expect(Readiness.wait([mailbox.descriptor], timeout: .zero).readable.isEmpty)
        mailbox.post(1)
        mailbox.post(2)
        #expect(Readiness.wait([mailbox.descriptor], timeout: .seconds(5)).readable == [mailbox.descriptor])
        #expect(mailbox.takeAll() == [1, 2])
        #expect(Readiness.wait([mailbox.descriptor], timeout: .zero).readable.isEmpty)
        mailbox.post(3)
        #expect(mailbox.takeAll() == [3])
        #expect(mailbox.takeAll() == [])
    }

    @Test func nothingIsLostBetweenThreads() async {
        let mailbox = Mailbox<Int>()
        await withTaskGroup(of: Void.self) { group in
            for sender in 0..<4 { group.addTask { for index in 0..<500 { mailbox.post(sender * 500 + index) } } }
            group.addTask {
                var received: Set<Int> = []
                while received.count < 2000, !Readiness.wait([mailbox.descriptor], timeout: .seconds(20)).readable.isEmpty {
                    received.formUnion(mailbox.takeAll())
                }
                #expect(received == Set(0..<2000))
            }
        }
    }
}
