import Basics
import Foundation
import TestSupport
import Testing

/// Names and texts that are hostile to whoever compares graphemes.
@Suite(.onOwnThreads) struct LettersTests {
    let folder = try! TemporaryFolder()
    private let composed = "caf\u{E9}", decomposed = "cafe\u{301}"

    private func vitrine(_ arguments: String...) throws -> Program.Result {
        try Program.run(arguments + ["--catalog", folder.path("catalog")], in: folder)
    }

    private func add(_ name: String, shade: UInt8) throws {
        try folder.write(Fixtures.bitmap(width: 12, height: 12) { x, y in (shade, UInt8(x * 20), UInt8(y * 20)) }, to: "tees/" + name)
    }

    private func exported(_ arguments: String...) throws -> [[String]] {
        let result = try Program.run(["export", "--format", "csv", "--catalog", folder.path("catalog")] + arguments, in: folder)
        #expect(result.status == 0, "\(result.errors)")
        return try CSV.records(Array(result.output.utf8)).map(\.fields)
    }

    @Test func twoFormsOfANameStayTwoItemsEverywhere() throws {
        try add(composed + ".bmp", shade: 10)
        try add(decomposed + ".bmp", shade: 200)
        try add("other.bmp", shade: 90)
        try folder.write(Array("id,title\n\(composed),one\n\(decomposed),two\n".utf8), to: "tees/attributes.csv")
        #expect(try vitrine("index", folder.path("tees"), "--encoder", "descriptor").output.hasPrefix("3 items"))
        let again = try vitrine("index", folder.path("tees"), "--prune")
        #expect(again.status == 0 && again.output.contains("0 new, 0 changed, 3 unchanged"), "\(again.errors)")

        let answer = try vitrine("similar", composed, decomposed, "--json", "--include-query", "-k", "3", "--metric", "cosine")
        let json = try #require(try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any])
        #expect((json["query"] as? [String: Any])?["items"].map { ($0 as? [String])?.count } == 2)
        let rows = try exported("--item", composed, "--item", decomposed, "-k", "1")
        #expect(rows.filter { $0[0] == "liked" }.map { ExactText($0[2]) } == [ExactText(composed), ExactText(decomposed)])
        #expect(rows.filter { $0[0] == "liked" }.map { $0[7] } == ["one", "two"])
    }

    @Test func whatIsExportedRunsNowhere() throws {
        try add("1.bmp", shade: 10)
        let csv = """
            id,title,url,note,sum
            1,"=cmd|' /C calc'!A0","https://a.example/""\u{301} onmouseover=""alert(1)","x\u{1B}[2J",-5

            """
        try folder.write(Array(csv.utf8), to: "tees/attributes.csv")
        #expect(try vitrine("index", folder.path("tees"), "--encoder", "descriptor").status == 0)
        let safe = try exported("--item", "1", "-k", "1")
        #expect(safe[1].contains("'=cmd|' /C calc'!A0") && safe[1].contains("x\u{FFFD}[2J") && safe[1].contains("-5"))
        let raw = try exported("--item", "1", "-k", "1", "--raw")
        #expect(raw[1].contains("=cmd|' /C calc'!A0") && raw[1].contains("x\u{1B}[2J"))
        let page = try vitrine("export", "--format", "html", "--item", "1", "-k", "1").output
        #expect(page.contains("href=\"https://a.example/&quot;\u{301} onmouseover=&quot;alert(1)\""), "\(page)")
        try folder.write(Array("id,url\n1,\"javascript:alert(1)//https://\"\n".utf8), to: "tees/attributes.csv")
        #expect(try vitrine("index", folder.path("tees")).status == 0)
        #expect(try !vitrine("export", "--format", "html", "--item", "1", "-k", "1").output.contains("<a "))
    }

    @Test func conditionsSayWhatTheyCannotFind() throws {
        for number in 1...3 { try add("\(number).bmp", shade: UInt8(number * 40)) }
        try folder.write(Array("id,price\n1,5\n2,7\n3,9\n".utf8), to: "tees/attributes.csv")
        #expect(try vitrine("index", folder.path("tees"), "--encoder", "descriptor").status == 0)
        for command in [["similar", "1"], ["export", "-", "--format", "csv"], ["export", "-", "--format", "csv", "--item", "1"]] {
            let result = try Program.run(command + ["--where", "prise < 20", "--catalog", folder.path("catalog")], in: folder)
            #expect(result.status == 1 && result.output.isEmpty && result.errors.split(separator: "\n").count == 1)
            #expect(result.errors.contains("no item has a value in the column prise; the closest are price"), "\(result.errors)")
        }
        let session = try TerminalSession(["browse", "--catalog", folder.path("catalog")], in: folder)
        try session.expect("3 items")
        session.type(":where prise < 20\r")
        try session.expect("no item has a value in the column prise; the closest are price")
        session.type("q")
        #expect(try session.end() == 0)
        let evaluated = try vitrine("evaluate", "--by", "prise")
        #expect(evaluated.status == 1 && evaluated.errors.contains("the closest are price"), "\(evaluated.errors)")

        let list = try vitrine("similar", "1", "--where", "price in (\(Array(repeating: "7", count: 40_000).joined(separator: ",")))", "--json")
        #expect(list.status == 0 && list.output.contains("\"item\":\"2\"") && !list.output.contains("\"item\":\"3\""), "\(list.errors)")

        let nothing = try vitrine("similar", "1", "--where", "price > 100")
        #expect(nothing.status == 0 && nothing.output.contains("No other item meets the condition") && !nothing.output.contains("%"))
        let json = try vitrine("similar", "1", "--where", "price > 100", "--json")
        #expect(json.status == 0 && json.output.contains("\"neighbours\":[]") && !json.output.contains("agreement"))
        let page = try vitrine("export", "-", "--format", "html", "--item", "1", "--where", "price > 100")
        #expect(page.errors.contains("No other item meets the condition") && !page.output.contains("All metrics agree"))
    }
}
