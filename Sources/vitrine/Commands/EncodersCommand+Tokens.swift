import ArgumentParser
import Basics
import Console
import Encoders
import Foundation
import Tokenizers

extension EncodersCommand {
    struct Tokens: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the token IDs of each line of standard input.",
            discussion: "As a network would read them: cut, filled up and with the tokens that stand around every text, as the file says.")

        @Argument(help: "A tokenizer.json, its folder, or the name of an encoder that reads texts.", completion: .file(extensions: ["json"]))
        var tokenizer: String
        @Flag(help: "Read every line as a JSON string, which can hold line breaks.") var json = false

        func run() throws {
            let file = HomeFolder.url(tokenizer)
            let isFile = tokenizer.utf8.contains(UInt8(ascii: "/")) || FileManager.default.fileExists(atPath: file.path)
            let tokenizer = try isFile ? Tokenizer(contentsOf: file) : EncoderStore.standard().tokenizer(of: tokenizer)
            var number = 0
            while let line = readLine() {
                number += 1
                do {
                    let text = json ? try JSON.decode(String.self, from: line) : line
                    Console.print(try tokenizer.encode(text).ids.map(String.init).joined(separator: " "))
                } catch {
                    throw PlainError("line \(number): " + ((error as? PlainError)?.description ?? "this is no JSON string"))
                }
            }
        }
    }
}
