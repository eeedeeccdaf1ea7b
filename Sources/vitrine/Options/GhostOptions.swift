import ArgumentParser
import Basics
import Catalog
import Configuration
import Engine
import Taste

/// How a basket becomes a ghost, and its neighbours a selection.
struct GhostOptions: ParsableArguments {
    @Option(name: .customLong("pass"), help: ArgumentHelp("An item that is not liked; may be repeated.", valueName: "item"), completion: .items)
    var passed: [String] = []
    @Option(
        help: ArgumentHelp(
            "How likes and passes make a ghost; \(GhostMode.standard.rawValue) unless set.",
            valueName: "mode"))
    var mode: GhostMode?
    @Option(help: ArgumentHelp("How much a liked item counts; may be repeated.", valueName: "item=number")) var weight: [NamedNumber] = []
    @Option(help: ArgumentHelp("What rocchio multiplies likes and passes with.", valueName: "a,b")) var rocchio: FloatList?
    @Option(parsing: .unconditional, help: ArgumentHelp("From 0, nearest first, to 1, as unlike each other as possible.", valueName: "number"))
    var diversity = 0.0
    @Flag(help: "Count near-identical pictures once, and the colours of a design.") var collapseDuplicates = false
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "How much the parts of the vectors count: from -1, the second alone (garment), to 1, the first alone (print), as in the browser; or for each part, such as print=1,garment=0.3.",
            valueName: "number"))
    var balance: String?
    @Option(
        name: .customLong("where"),
        help: ArgumentHelp("Only items that meet a condition, such as \"price < 20 and colour = 'navy'\".", valueName: "condition"))
    var condition: String?

    func validate() throws {
        guard (0...1).contains(diversity) else { throw ValidationError("--diversity takes a number from 0 to 1, not \(diversity).") }
        if let rocchio, rocchio.values.count != 2 { throw ValidationError("--rocchio takes two numbers, such as 2,1.") }
        if let negative = weight.first(where: { $0.number <= 0 }) { throw ValidationError("the weight of \(negative.name) must be above 0.") }
        _ = try balanceWeights()
        if let condition {
            do throws(ConditionError) { _ = try Condition(parsing: condition) } catch { throw ValidationError("--where: \(error)") }
        }
    }

    /// The balance as one number.
    private func balanceNumber() throws -> Double? {
        guard let number = balance.flatMap(Double.init) else { return nil }
        guard (-1...1).contains(number) else { throw ValidationError("--balance takes a number from -1 to 1, not \(number).") }
        return number
    }

    private func balanceWeights() throws -> [String: Float] {
        guard try balanceNumber() == nil else { return [:] }
        var weights: [String: Float] = [:]
        for entry in balance?.split(separator: ",") ?? [] {
            guard let named = NamedNumber(argument: String(entry)), named.number >= 0 else {
                throw ValidationError("--balance takes a number from -1 to 1, or parts with numbers from 0 up, such as print=1,garment=0.3.")
            }
            weights[named.name] = named.number
        }
        return weights
    }

    /// The question of what is nearest to likes and passes with these options.
    ///
    /// - Throws: `PlainError` where an item is both liked and passed.
    func query(liked: [Basket.Entry], passed: [String], metrics: MetricList?, count: Int?) throws -> NeighborQuery {
        let isLiked = Set(liked.map { ExactText($0.item) })
        if let both = passed.first(where: isLiked.contains) { throw PlainError("\(both) is liked, so --pass cannot name it too") }
        let passes = passed.map { Basket.Entry(item: $0, opinion: .passed) }
        let settings = try UserConfiguration.settings()
        var query = NeighborQuery(
            subject: .ghost(Basket(entries: liked + passes)), metrics: try MetricList.chosen(metrics), count: count ?? settings.neighbors ?? 5,
            filter: condition)
        query.taste.mode = mode ?? settings.mode ?? .standard
        query.taste.diversity = diversity
        query.taste.balance = try balanceNumber() ?? 0
        query.partWeights = try balanceWeights()
        if let rocchio { (query.likedFactor, query.passedFactor) = (Double(rocchio.values[0]), Double(rocchio.values[1])) }
        query.collapsesDuplicates = collapseDuplicates
        return query
    }

    /// - Throws: `PlainError` for a weight of what was not asked about.
    func requireWeights(among asked: [String]) throws {
        guard let other = weight.first(where: { named in !asked.contains { $0.isExactly(named.name) } }) else { return }
        throw PlainError("--weight names \(other.name), which was not asked about")
    }

    func weight(of item: String) -> Float { weight.last { $0.name.isExactly(item) }?.number ?? 1 }
}

/// A name with a number: `875317=2`.
struct NamedNumber: ExpressibleByArgument {
    let name: String
    let number: Float

    init?(argument: String) {
        guard let equals = argument.utf8.lastIndex(of: UInt8(ascii: "=")), let number = Float(argument[argument.utf8.index(after: equals)...]),
            number.isFinite,
            equals > argument.startIndex
        else { return nil }
        name = String(argument[..<equals])
        self.number = number
    }
}

extension GhostMode: ExpressibleByArgument {}
