import Basics
import Foundation
import Testing

@testable import Configuration

/// What `assets/toml/table.py` says that Python makes of documents.
@Suite struct TOMLTableTests {
    private struct Row: Decodable {
        let toml: String
        let value: Tagged?
    }

    /// A value as a list that begins with its type.
    private enum Tagged: Decodable, Hashable {
        case text(ExactText)
        case list([Tagged])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let text = try? container.decode(String.self) {
                self = .text(ExactText(text))
            } else {
                self = .list(try container.decode([Tagged].self))
            }
        }

        init(_ value: TOMLValue) {
            switch value {
            case .string(let text): self.init("string", text)
            case .integer(let number): self.init("integer", "\(number)")
            case .float(let number):
                let digits = String(number.bitPattern, radix: 16)
                self.init("float", number.isNaN ? "nan" : String(repeating: "0", count: 16 - digits.count) + digits)
            case .boolean(let value): self.init("boolean", "\(value)")
            case .date(let text): self.init("date", Self.pythonic(text))
            case .array(let values): self = .list([.text("array")] + values.map(Tagged.init))
            case .table(let table):
                self = .list(
                    [.text("table")] + table.keys.sorted().map { .list([.text($0), Tagged(table[$0.text]!)]) })
            }
        }

        private init(_ type: String, _ text: String) { self = .list([.text(ExactText(type)), .text(ExactText(text))]) }

        /// A date as Python writes it: microseconds, without zeros at their end, and UTC as an offset.
        private static func pythonic(_ date: String) -> String {
            let plain = date.uppercased().replacing(" ", with: "T").replacing("Z", with: "+00:00").replacing("-00:00", with: "+00:00")
            return plain.replacing(/\.([0-9]{1,6})[0-9]*/) { match in
                let digits = match.1.reversed().drop { $0 == "0" }.reversed()
                return digits.isEmpty ? "" : "." + String(digits)
            }
        }
    }

    /// Documents that are read otherwise on purpose.
    private static let others: Set<ExactText> = [
        // Editors put a byte-order mark before a text.
        "\u{FEFF}a = 1"
    ]

    @Test func agreesWithPython() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("toml.json")
        let rows = try JSONDecoder().decode([Row].self, from: Data(contentsOf: file))
        #expect(rows.count > 400)
        for row in rows where !Self.others.contains(row.toml) {
            let value = (try? TOMLParser.parse(row.toml)).map { Tagged(.table($0)) }
            #expect(value == row.value, "\(row.toml.debugDescription)")
        }
    }
}
