import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Pictures

@Suite struct DecodingBudgetTests {
    let folder = try! TemporaryFolder()

    /// Does something on several threads at once and waits for them all; false when they do not come to an end.
    private func onThreads(_ count: Int, _ work: @escaping @Sendable (Int) -> Void) -> Bool {
        let group = DispatchGroup()
        for number in 0..<count {
            group.enter()
            Thread.detachNewThread {
                work(number)
                group.leave()
            }
        }
        return group.wait(timeout: .now() + 60) == .success
    }

    @Test func nobodyTakesMoreThanThereIsAndEverybodyGetsATurn() {
        let budget = DecodingBudget(limit: 1000)
        let taken = Mutex((now: 0, most: 0))
        let ended = onThreads(12) { number in
            var random = SeededGenerator(seed: UInt64(number))
            for _ in 0..<500 {
                let bytes = Int.random(in: 0...(number % 3 == 0 ? 1000 : 300), using: &random)
                if Bool.random(using: &random) {
                    guard budget.takeNow(bytes) else { continue }
                } else {
                    try! budget.take(bytes)
                }
                taken.withLock { ($0.now, $0.most) = ($0.now + bytes, max($0.most, $0.now + bytes)) }
                if number % 4 == 0 { usleep(20) }
                taken.withLock { $0.now -= bytes }
                budget.give(back: bytes)
            }
        }
        #expect(ended)
        #expect(budget.isWhole && taken.withLock { $0.most } <= 1000)
    }

    /// A 16-bit picture, as an uncompressed file.
    private func deepPicture(_ name: String, side: Int) throws -> String {
        try folder.write(Array("P6 \(side) \(side) 65535\n".utf8) + [UInt8](repeating: 0x40, count: 6 * side * side), to: name)
        return folder.path(name)
    }

    @Test func picturesThatTogetherNeedTooMuchWaitForEachOther() throws {
        let path = try deepPicture("deep.ppm", side: 500)
        let cost = try DecodingCost(PictureInput(file: path, limit: .max)).bytes(width: 500, height: 500, side: 64)
        let budget = DecodingBudget(limit: cost * 3 / 2)
        let small = Fixtures.jpeg
        let decoded = Mutex(0)
        let ended = onThreads(8) { number in
            for turn in 0..<6 {
                let input = try? (number + turn) % 3 == 0 ? PictureInput(small) : PictureInput(file: path, limit: .max)
                let raster = input.flatMap { try? PictureDecoder.decode($0, side: 64, within: budget) }
                if raster.map({ max($0.width, $0.height) <= 64 }) == true { decoded.withLock { $0 += 1 } }
            }
        }
        #expect(ended)
        #expect(decoded.withLock { $0 } == 48)
        #expect(budget.isWhole)
        #expect(throws: PictureError.self) {
            _ = try PictureDecoder.decode(PictureInput(file: path, limit: .max), side: 64, within: DecodingBudget(limit: cost - 1))
        }
    }

    @Test func aPictureThatNeedsMoreByItselfIsRefused() throws {
        let path = try deepPicture("deep.ppm", side: 500)
        let budget = DecodingBudget(limit: 1 << 19)
        let error = #expect(throws: PictureError.self) {
            _ = try PictureDecoder.decode(PictureInput(file: path, limit: .max), side: 64, within: budget)
        }
        guard case .tooMuchMemory(let needed, 1 << 19) = error else { Issue.record("\(String(describing: error))"); return }
        #expect(needed >= 4 * 500 * 500)
        #expect("\(PictureError.tooMuchMemory(needed: 700 << 20, limit: 512 << 20))".contains("700 MiB, more than the 512 MiB"))
        #expect(budget.isWhole)
        #expect(try PictureDecoder.decode(PictureInput(Fixtures.jpeg), side: 64, within: budget).width == 48)
    }

    @Test func everyFailureGivesBackWhatItTook() {
        let budget = DecodingBudget(limit: 64 << 20)
        for seed in 0..<200 as Range<UInt64> {
            var random = SeededGenerator(seed: seed)
            var bytes = seed % 2 == 0 ? Fixtures.jpeg : Fixtures.bitmap(width: 40, height: 30) { x, y in (UInt8(x), UInt8(y), 7) }
            for _ in 0..<8 { bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random) }
            _ = try? PictureDecoder.decode(PictureInput(bytes), side: 32, within: budget)
            #expect(budget.isWhole)
        }
    }

    /// A progressive JPEG of three components, two of them at half the width and height.
    @Test func aProgressiveJPEGCostsItsCoefficients() throws {
        let size: [UInt8] = [0x27, 0x10, 0x27, 0x10]
        func header(_ frame: UInt8, components inScan: UInt8 = 3) -> [UInt8] {
            [0xFF, 0xD8, 0xFF, frame, 0, 17, 8] + size + [3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1]
                + [0xFF, 0xDA, 0, 12, inScan] + [UInt8](repeating: 0, count: 24)
        }
        func bytes(_ header: [UInt8]) throws -> Int { try DecodingCost(PictureInput(header)).bytes(width: 10_000, height: 10_000, side: 224) }
        #expect(try bytes(header(0xC0)) < 10_000_000)
        #expect(try (300_000_000...310_000_000).contains(bytes(header(0xC2))))
        #expect(try (300_000_000...310_000_000).contains(bytes(header(0xC0, components: 1))))
        // Without end.
        #expect(try bytes([0xFF, 0xD8] + [UInt8](repeating: 0xFF, count: 100_000)) > 512 << 20)
    }

    @Test func deepPicturesOfAHundredMegapixelsFitOnlyOneAtATime() throws {
        let head: [UInt8] =
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8) + [0, 0, 0x27, 0x10, 0, 0, 0x27, 0x10, 16, 6, 0, 0, 0]
        let needed = try DecodingCost(PictureInput(head)).bytes(width: 10_000, height: 10_000, side: 224)
        #expect(needed <= PictureDecoder.memoryLimit && 2 * needed > PictureDecoder.memoryLimit)
    }
}

extension DecodingBudget {
    /// Whether nobody holds any of it.
    fileprivate var isWhole: Bool {
        guard takeNow(limit) else { return false }
        give(back: limit)
        return true
    }
}
