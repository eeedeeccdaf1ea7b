import Testing

@testable import Web

@Suite struct PaceTests {
    /// Starts of a lane whose requests each take some time.
    private func starts(_ count: Int, _ lane: Pace.Lane, lasting: Double, pace: inout Pace) -> [Double] {
        var now = 0.0, ends: [Double] = [], starts: [Double] = []
        while starts.count < count {
            for _ in ends.filter({ $0 <= now }) { pace.ended(lane) }
            ends.removeAll { $0 <= now }
            if let next = pace.nextStart(lane), next <= now {
                pace.started(lane, at: now)
                (starts, ends) = (starts + [now], ends + [now + lasting])
            } else {
                let next = [pace.nextStart(lane), ends.min()].compactMap { $0 }.min() ?? now
                now = max(next, now + 1e-9)
            }
        }
        return starts
    }

    @Test func pagesGoOneAtATimeAndTwoASecond() {
        var pace = Pace()
        #expect(zip(starts(4, .pages, lasting: 0.1, pace: &pace), [0, 0.5, 1, 1.5]).allSatisfy { abs($0 - $1) < 1e-6 })
        pace = Pace()
        #expect(zip(starts(3, .pages, lasting: 2, pace: &pace), [0, 2, 4]).allSatisfy { abs($0 - $1) < 1e-6 })
    }

    @Test func picturesGoFourAtATimeAndTwentyASecond() {
        var pace = Pace()
        let quick = starts(21, .pictures, lasting: 0.01, pace: &pace)
        #expect(abs(quick[20] - 1) < 1e-6)
        pace = Pace()
        let long = starts(9, .pictures, lasting: 1, pace: &pace)
        #expect(long[3] < 0.2 && long[4] >= 1 && long[8] >= 2)
    }

    @Test func anotherRateGoesForBoth() {
        for lane in Pace.Lane.allCases {
            var pace = Pace(rate: 100)
            #expect(abs(starts(11, lane, lasting: 0, pace: &pace)[10] - 0.1) < 1e-6)
        }
    }

    @Test func aCrawlDelayIsBetweenAnyTwo() throws {
        var pace = Pace()
        pace.crawlDelay = 3
        pace.started(.pages, at: 10)
        #expect(pace.nextStart(.pictures) == 13)
        pace.crawlDelay = 1e9
        #expect(try #require(pace.nextStart(.pictures)) == 10 + Pace.longestCrawlDelay)
        pace.crawlDelay = -1
        #expect(try #require(pace.nextStart(.pictures)) < 10)
    }

    @Test func waitsGrowToTheLongestAndDoNotOverflow() {
        var pace = Pace(), now = 0.0, waits: [Double] = []
        for _ in 0..<100 {
            pace.refused(startedAt: now, at: now, wait: nil, chance: 0)
            waits.append(pace.pausedUntil - now)
            now = pace.pausedUntil
        }
        #expect(Array(waits.prefix(4)) == [2, 4, 8, 16])
        #expect(waits.last == 300)
    }

    @Test func chanceSpreadsWaits() {
        var pace = Pace()
        pace.refused(startedAt: 0, at: 0, wait: nil, chance: 1)
        #expect(pace.pausedUntil == 3)
    }

    @Test func whatTheHostAsksForCounts() {
        var pace = Pace()
        pace.refused(startedAt: 0, at: 0, wait: 7, chance: 0.5)
        #expect(pace.nextStart(.pages) == 7 && pace.nextStart(.pictures) == 7)
        pace.refused(startedAt: 7, at: 7, wait: 1e9, chance: 0)
        #expect(pace.nextStart(.pages) == 307)
        pace.refused(startedAt: 307, at: 307, wait: 0, chance: 0)
        #expect(pace.nextStart(.pages) == 315)
    }

    @Test func refusalsOfRequestsUnderWayCountOnce() {
        var pace = Pace()
        for _ in 0..<4 { pace.started(.pictures, at: 0) }
        for _ in 0..<4 { pace.refused(startedAt: 0, at: 1, wait: nil, chance: 0) }
        #expect(pace.refusals == 1 && pace.pausedUntil == 3)
    }

    @Test func aRefusalHalvesTheSpeedOfBothUntilAllIsWell() {
        var pace = Pace()
        pace.refused(startedAt: 0, at: 0, wait: 1, chance: 0)
        for lane in Pace.Lane.allCases {
            pace.started(lane, at: 1)
            pace.ended(lane)
        }
        #expect(pace.nextStart(.pages) == 2 && pace.nextStart(.pictures) == 1.1)
        for _ in 0..<10 { pace.answered() }
        pace.started(.pages, at: 5)
        pace.ended(.pages)
        #expect(pace.nextStart(.pages) == 5.5 && pace.refusals == 0)
    }
}

@Suite struct RetryAfterTests {
    @Test func secondsAndDates() {
        #expect(RetryAfter.seconds("120", at: 0) == 120)
        #expect(RetryAfter.seconds("0", at: 0) == 0)
        #expect(RetryAfter.seconds("99999999999999999999", at: 0) == 1e9)
        #expect(RetryAfter.seconds("Sun, 06 Nov 1994 08:49:37 GMT", at: 784_111_770) == 7)
        #expect(RetryAfter.seconds("Sun, 06 Nov 1994 08:49:37 GMT", at: 784_111_800) == 0)
    }

    @Test(arguments: ["", "-1", "soon", "1.5", "+3", " 3", "٣", "1e3", "12 hours"])
    func anythingElseIsNone(_ text: String) { #expect(RetryAfter.seconds(text, at: 0) == nil) }
}
