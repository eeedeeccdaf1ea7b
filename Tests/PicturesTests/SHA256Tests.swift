import TestSupport
import Testing

@testable import Pictures

@Suite struct SHA256Tests {
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func agreesWithThePublishedExamples(text: String, digest: String) {
        #expect(SHA256.hex(of: text) == digest)
    }

    @Test func piecesMakeTheSameHash() {
        let text = String(repeating: "vitrine ", count: 40)
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<50 {
            let hash = SHA256()
            var rest = Array(text.utf8)[...]
            while !rest.isEmpty {
                let piece = Array(rest.prefix(Int.random(in: 1...130, using: &generator)))
                piece.withUnsafeBytes { hash.update($0) }
                rest = rest.dropFirst(piece.count)
            }
            let digest = hash.finish()
            #expect(digest == SHA256.hex(of: text))
        }
    }
}
