import ArgumentParser
import Basics
import Console
import Foundation
import Tokenizers

extension EncodersCommand {
    struct Tokens: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the token IDs of each line of standard input.",
            discussion: "As a network would read them: cut, filled up and with the tokens that stand around every text, as the file says.")

        @Argument(help: "A tokenizer.json, or its folder.", completion: .file(extensions: ["json"])) var tokenizer: String
        @Flag(help: "Read every line as a JSON string, which can hold line breaks.") var json = false

        func run() throws {
            let tokenizer = try Tokenizer(contentsOf: HomeFolder.url(tokenizer))
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
