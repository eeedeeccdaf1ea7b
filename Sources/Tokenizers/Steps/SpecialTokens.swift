import Basics

/// What stands before and behind the tokens of every text.
struct SpecialTokens: Sendable {
    private(set) var before: [Int] = []
    private(set) var behind: [Int] = []

    /// Far more than any network has.
    private static let most = 1_000

    var count: Int { before.count + behind.count }

    /// The largest of their IDs; −1 where there are none.
    var largestID: Int { (before + behind).max() ?? -1 }

    /// From a file's post-processor, if it has one.
    ///
    /// - Throws: which kind is not read.
    init(_ field: JSONField) throws(PlainError) {
        if field.isNull { return }
        switch try field.kind() {
        case "RobertaProcessing", "BertProcessing": (before, behind) = ([try Self.id(field["cls"])], [try Self.id(field["sep"])])
        case "TemplateProcessing": try readTemplate(field)
        // It only counts where tokens stand in the text.
        case "ByteLevel": break
        case "Sequence":
            for one in try field["processors"].list() {
                let outer = try SpecialTokens(one)
                (before, behind) = (outer.before + before, behind + outer.behind)
                try checkCount()
            }
        case let other:
            throw PlainError(
                "its post-processor is \(quoted(other)); Vitrine reads BertProcessing, ByteLevel, RobertaProcessing, Sequence and TemplateProcessing")
        }
        try checkCount()
    }

    private func checkCount() throws(PlainError) {
        guard count <= Self.most else { throw PlainError("its post-processor adds more than \(grouped(Self.most)) tokens") }
    }

    /// A token and its ID.
    private static func id(_ field: JSONField) throws(PlainError) -> Int {
        let parts = try field.list()
        guard parts.count == 2 else { throw field.wrong("a token and its ID") }
        return try parts[1].count()
    }

    /// Pieces of which one is the text, `A`.
    private mutating func readTemplate(_ field: JSONField) throws(PlainError) {
        var texts = 0
        for piece in try field["single"].list() {
            guard piece["SpecialToken"].isNull else {
                let name = try piece["SpecialToken"]["id"].text()
                let ids = try field["special_tokens"][name]["ids"].list().map { (id) throws(PlainError) in try id.count() }
                if texts == 0 { before += ids } else { behind += ids }
                try checkCount()
                continue
            }
            guard try piece["Sequence"]["id"].text().isExactly("A") else { throw piece.wrong("the text or a token") }
            texts += 1
        }
        guard texts == 1 else { throw field["single"].wrong("a template with the text once") }
    }
}
