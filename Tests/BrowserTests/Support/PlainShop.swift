import Basics
import Engine
import Foundation
import Frames
import Pictures
import Saliency
import Taste
import Vectors

@testable import Browser

/// A shop that exists as a formula: items of any number, neighbours by a fixed rule, answers at once.
struct PlainShop {
    var count: Int
    var parts = ["print", "garment"]
    /// Whether its items come from a shop that was visited twice.
    var isVisited = false
    /// What is said of ghosts and items: the first words of the whole, and one of each interest.
    var about: [String] = []
    var knowsWords = true
    /// So many items after one another are a design in as many colours.
    var designSize = 1
    /// Whether cosine, euclidean and dot agree because they must.
    var isOneLength = false
    var encoders = ["vitrine-tee"]
    /// Whether words must stand alone to be known.
    var isExact = false

    /// The words that it knows.
    private static let vocabulary = ["cat", "rocket", "sailing boat", "stripes", "navy"]

    /// Signs and weights do not count here.
    func reading(of words: String) -> WordReading {
        let known = Self.vocabulary.filter { isExact ? words == $0 : words.contains($0) }
        let rest = known.reduce(words) { $0.replacing($1, with: "") }.split { !$0.isLetter }.map(String.init)
        return WordReading(
            known: known, unknown: rest.map { WordReading.Unknown(word: $0, nearest: ["cat", "navy"]) }, isUnderstood: !known.isEmpty)
    }

    /// A listing by words begins somewhere else.
    private func start(_ listing: Listing) -> Int { listing.order.words.map { $0.utf8.reduce(0) { $0 + Int($1) } } ?? 0 }

    private static let colors = ["navy", "white", "black", "heather grey", "red", "olive"]
    private static let patterns = ["plain", "striped", "ringer", "tie-dye"]
    private static let motifs = ["sleeping cat", "rocket", "mountain", "fox", "bicycle", "pineapple", "wave"]

    var summary: CatalogSummary {
        CatalogSummary(
            name: "sample shop", count: count, noun: "T-shirt", nouns: "T-shirts",
            columns: ["title", "price", "colour", "pattern"] + (isVisited ? ["first_seen", "last_seen", "price_drop"] : []),
            encoders: encoders.map { EncoderSummary(name: $0, parts: parts, knowsWords: knowsWords) })
    }

    func item(_ row: Int) -> ItemSummary {
        isVisited ? visited(row) : plain(row)
    }

    /// What a shop says: every fifth is new, cheaper, sold out or gone.
    private func visited(_ row: Int) -> ItemSummary {
        var item = plain(row)
        item.offer = ItemOffer(
            isNew: row % 5 == 1, isGone: row % 5 == 4, isAvailable: row % 5 != 3, priceDrop: row % 5 == 2 ? 20 : nil,
            pictures: (0..<3).map { "https://shop.example/\(row)-\($0).jpg" })
        item.attributes = [
            Attribute("colour", "navy"), Attribute("currency", "EUR"), Attribute("first_seen", "2026-11-26"), Attribute("in_stock", "M, L"),
            Attribute("last_seen", "2026-11-27"), Attribute("price", "\(12 + row % 17).90"), Attribute("price_drop", "20.0"),
            Attribute("sizes", "S, M, L, XL"), Attribute("tags", "cats, glasses, cotton"),
        ]
        return item
    }

    var news: CatalogNews {
        guard isVisited else { return CatalogNews() }
        func entries(_ remainder: Int, _ count: Int) -> [CatalogNews.Entry] {
            (0..<count).map {
                CatalogNews.Entry(item($0 * 5 + remainder), priceBefore: remainder == 2 ? "€25.00" : nil, sizes: remainder == 0 ? ["M"] : [])
            }
        }
        return CatalogNews(
            parts: [
                CatalogNews.Part(.new, count: 30, entries: entries(1, 30)), CatalogNews.Part(.cheaper, count: 6, entries: entries(2, 6)),
                CatalogNews.Part(.backInStock, count: 2, entries: entries(0, 2)), CatalogNews.Part(.gone, count: 1, entries: entries(4, 1)),
            ], since: "yesterday")
    }

    private func plain(_ row: Int) -> ItemSummary {
        let color = PlainShop.colors[row * 7 % 6]
        let motif = PlainShop.motifs[row * 5 % 7]
        return ItemSummary(
            id: Self.id(row), picture: PictureName(item: Self.id(row), fingerprint: "1"),
            title: "\(color.prefix(1).uppercased())\(color.dropFirst()) tee, \(motif)",
            attributes: [
                Attribute("price", "€\(12 + row % 17).90"), Attribute("colour", color),
                Attribute("pattern", PlainShop.patterns[row % 4]), Attribute("motif", motif),
            ],
            color: Color(red: UInt8(row * 37 % 200 + 30), green: UInt8(row * 73 % 200 + 30), blue: UInt8(row * 11 % 200 + 30)),
            path: "/shop/\(row).jpg", url: row % 3 == 0 ? "https://shop.example/\(row)" : nil)
    }

    static func id(_ row: Int) -> String { String(8_750_013 + row * 53) }

    func row(of id: String) -> Int? {
        guard let number = Int(id), (number - 8_750_013) % 53 == 0 else { return nil }
        let row = (number - 8_750_013) / 53
        return (0..<count).contains(row) ? row : nil
    }

    /// Rows of a listing that is narrowed by words: those of the first few whose title or ID contains them.
    private func rows(_ listing: Listing) -> [Int]? {
        guard let text = listing.text?.lowercased() else { return nil }
        return (0..<min(count, 600)).filter { item($0).title!.lowercased().contains(text) || item($0).id.contains(text) }
    }

    /// Counts that go down by a third with every condition of the filter; what it names is ticked.
    private func facets(_ listing: Listing) -> Facets {
        let filter = listing.filter ?? "", conditions = listing.filter.map { $0.split(separator: " and ").map(String.init) } ?? []
        let left = count / (conditions.count + 1)
        func values(_ texts: [String]) -> Facet.Content {
            let values = texts.enumerated().map { place, text in
                Facet.Value(text: text, literal: "'\(text)'", count: left / (place + 2), isTicked: filter.contains("'\(text)'"))
            }
            return .values(values.filter(\.isTicked) + values.filter { !$0.isTicked }, more: texts.count > 6 ? 12 : 0)
        }
        func limit(_ sign: String) -> Double? { conditions.first { $0.hasPrefix("price \(sign) ") }.flatMap { Double($0.dropFirst(7 + sign.count)) } }
        let prices = Facet.Histogram(
            start: 12, step: 1, counts: (0..<17).map { left / 40 * ($0 % 5 + 1) }, range: Facet.Range(from: limit(">="), below: limit("<")))
        let known = conditions.filter { $0.hasPrefix("colour ") || $0.hasPrefix("[cut-off] ") || $0.hasPrefix("motif ") || $0.hasPrefix("price ") }
        return Facets(
            facets: [
                Facet(name: "price", literal: "price", content: .numbers(prices)),
                Facet(name: "colour", literal: "colour", content: values(Self.colors)),
                Facet(name: "cut-off", literal: "[cut-off]", content: values(["S", "M"])),
                Facet(name: "motif", literal: "motif", content: values(Self.motifs)),
            ], count: left, rest: known.count == conditions.count ? nil : conditions.filter { !known.contains($0) }.joined(separator: " and "))
    }

    /// A picture is alike at its upper left, and the less so the later it comes in the shop; pictures from outside cannot be read.
    func alike(_ question: AlikeQuestion) -> Result<SimilarityMaps, PictureFailure> {
        guard let row = row(of: question.item) else { return .failure(PictureFailure("the picture of \(question.item) cannot be read")) }
        let maps = ([nil] + parts).enumerated().map { place, part in
            SimilarityMaps.Map(
                part: part, similarity: 0.75 - Float(place) / 4 - Float(row) / 1_000_000, heat: HeatMap(width: 2, height: 2, shares: [1, 0, 0, 0.5]))
        }
        return .success(SimilarityMaps(method: .occlusion, seen: .all, maps: maps))
    }

    /// The later it comes in the shop, the further it is; the parts share that. Pictures from outside cannot be read.
    func distances(_ question: AlikeQuestion) -> Result<ItemDistances, PictureFailure> {
        guard let row = row(of: question.item) else { return .failure(PictureFailure("the picture of \(question.item) cannot be read")) }
        let rows = ([nil] + parts).enumerated().map { place, part in
            ItemDistances.Row(
                part: part,
                distances: question.query.metrics.enumerated().map {
                    [1, 3, 40, 0.5, 0.2][$0.offset] * (Float(row % 50 + 1) / 50 / Float(place + 1))
                })
        }
        return .success(ItemDistances(metrics: question.query.metrics, rows: rows))
    }

    func answer(_ effect: Effect) -> [Action] {
        switch effect {
        case .open(let generation, let listing, _, let keep):
            if let words = listing.order.words, !reading(of: words).isUnderstood { return [.failed(generation, "none of “\(words)” is known")] }
            if listing.filter?.contains("?") == true { return [.failed(generation, "I cannot read “?” in the condition.")] }
            if designSize > 1 { return [folded(generation, listing, keep)] }
            let rows = rows(listing)
            let position = keep.flatMap(row(of:)).flatMap { row in rows.map { $0.firstIndex(of: row) } ?? row }
            return [.opened(generation, count: rows?.count ?? count, position: position)]
        case .fold(let generation, let listing, let keep): return [folded(generation, listing, keep)]
        case .loadStack(let id):
            let row = row(of: id) ?? 0, first = row / designSize * designSize
            return [.stack(designSize > 1 ? (first..<min(count, first + designSize)).map(item) : [], of: id)]
        case .loadItems(let generation, let listing, let positions) where designSize > 1:
            let rows = self.positions(of: listing)
            return [.items(generation, start: positions.lowerBound, positions.map { stacked(rows[$0], listing) })]
        case .loadItems(let generation, let listing, let positions):
            let rows = rows(listing)
            return [.items(generation, start: positions.lowerBound, positions.map { item(rows?[$0] ?? ($0 + start(listing)) % count) })]
        case .loadKnown(let ids):
            return [
                .known(
                    ids.compactMap { row(of: $0).map { designSize > 1 ? stacked($0) : item($0) } ?? Wish.words(of: $0).map(ItemSummary.init(wish:)) },
                    of: ids)
            ]
        case .readWords(let words, let encoder): return [.wordsRead(knowsWords ? reading(of: words) : nil, of: words, encoder: encoder)]
        case .loadPictures(let requests): return [.picturesReady(requests.map(\.key))]
        case .search(let purpose, let generation, let query): return [.found(purpose, generation, rankings(query))]
        case .rank(let purpose, let generation, let ids, let query): return [.ranked(purpose, generation, ranks(of: ids, in: query))]
        case .locate(let generation, _, .id(let id)):
            let row = (0..<min(count, 600)).first { item($0).id.hasPrefix(id) }
            return row.map { [.located(generation, position: $0)] } ?? [
                .failed(generation, "No item \(id). Near: 8750013, 8750066")
            ]
        case .locate(let generation, _, .text(let words, let from, let forward)):
            let steps = (0..<min(count, 600)).lazy.map { (from + (forward ? $0 + 1 : count - ($0 + 1) % count)) % count }
            return [.located(generation, position: steps.first { item($0).title!.contains(words) })]
        case .readPicture(let generation, let path):
            if path.hasSuffix(".txt") { return [.failed(generation, "\(path) is no picture.")] }
            return [.pictureRead(ItemSummary(id: path, picture: nil, path: path))]
        case .export(let path, _, _, _): return [.notice("Written to \(path)", attention: false)]
        // A wall of what was listed last: every item of the shop, in its order.
        case .arrange(let generation, _, let keep):
            let wall = OpenedWall(number: 1, columns: 136, count: count, place: keep.flatMap(row(of:)))
            return [.wall(generation, .arranging(done: 1, total: 4)), .wall(generation, .standing(wall, thumbnails: nil))]
        case .surprise(let generation, _, let seen): return [.surprise(generation, count > 0 ? item((37 + 100 * seen.count) % count) : nil)]
        case .loadWallItems(let wall, let places):
            return [.wallItems(wall: wall, Dictionary(places.map { ($0, item($0)) }) { first, _ in first })]
        case .locateOnWall(let wall, let ids): return [.wallPlaces(wall: wall, ids, ids.map(row(of:)))]
        case .loadFacets(let listing, _): return [.facets(facets(listing), of: listing)]
        case .whereAlike(let questions): return questions.map { .alike($0, alike($0)) }
        case .distances(let question): return question.map { [.distances($0, distances($0), isWhole: true)] } ?? []
        case .loadNews: return [.news(news)]
        case .loadPrices(let id):
            guard isVisited else { return [.prices([], of: id)] }
            func step(_ days: Double, _ day: String, _ price: Double) -> PriceStep {
                PriceStep(time: Date(timeIntervalSince1970: days * 86400), day: day, price: price, text: "€\(price)0")
            }
            return [.prices([step(0, "2026-11-20", 25.5), step(3, "2026-11-23", 22.5), step(7, "2026-11-27", 22.5)], of: id)]
        case .loadFurtherPicture(let address, let id):
            let isThere = !address.hasSuffix("-2.jpg")
            return [
                .furtherPicture(
                    address: address,
                    isThere ? .success(PictureName(item: id, fingerprint: address)) : .failure(PictureFailure("\(address): no such host")))
            ]
        case .visit: return []
        case .saveBaskets, .saveSession, .copy, .openURL, .say, .redraw, .suspend, .quit: return []
        }
    }

    /// The rows that have a position where designs are folded.
    private func positions(of listing: Listing) -> [Int] {
        let rows = rows(listing) ?? Array(0..<count)
        guard listing.isFolded else { return rows }
        let opened = Set(listing.opened.compactMap(row(of:)).map { $0 / designSize })
        var seen: Set<Int> = []
        return rows.filter { seen.insert($0 / designSize).inserted || opened.contains($0 / designSize) }
    }

    private func folded(_ generation: Generation, _ listing: Listing, _ keep: String?) -> Action {
        let shown = self.positions(of: listing), all = rows(listing)?.count ?? count
        let position = keep.flatMap(row(of:)).flatMap { row in
            shown.firstIndex(of: row) ?? shown.firstIndex { $0 / designSize == row / designSize }
        }
        return .opened(generation, count: shown.count, items: all, stacks: designSize > 1 ? 1 : 0, position: position)
    }

    /// An item with what it stands for; each third of them for pictures that look alike.
    private func stacked(_ row: Int, _ listing: Listing? = nil) -> ItemSummary {
        var item = item(row)
        let design = row / designSize, members = (rows(listing ?? Listing()) ?? Array(0..<count)).filter { $0 / designSize == design }
        guard members.count > 1, listing?.isFolded ?? true else { return item }
        let isOpen = listing?.opened.compactMap(self.row).contains { $0 / designSize == design } ?? false
        item.stack = ItemStack(
            key: Self.id(design * designSize), count: members.count, variety: design % 3 == 2 ? .alike : .colors(members.count),
            place: isOpen ? members.firstIndex(of: row).map { $0 + 1 } : nil)
        return item
    }

    /// Likes with one motif are one interest, the largest first.
    func interests(_ basket: Basket) -> [Interest] {
        let motifs: [Int] = basket.liked.map { like in row(of: like.item).map { $0 * 5 % 7 } ?? -1 }
        var interests: [Interest] = []
        for motif in Set(motifs).sorted(by: { motifs.firstIndex(of: $0)! < motifs.firstIndex(of: $1)! }) {
            let likes = zip(basket.liked, motifs).filter { $0.1 == motif }.map { $0.0 }
            interests.append(Interest(likes: likes, medoid: likes[0].item))
        }
        let largest = interests.indices.sorted { (-interests[$0].likes.count, $0) < (-interests[$1].likes.count, $1) }
        return largest.map { interests[$0] }
    }

    /// Places in a list that goes on; what is not in its first two hundred stands where its row's number says.
    func ranks(of ids: [String], in query: NeighborQuery) -> [ItemRanks] {
        var query = query
        let wanted = query.metrics
        query.count = 200
        // What a metric finds here follows from its place among those asked for.
        if wanted.count > 1 { query.metrics = Metric.allCases }
        var basket = Basket()
        if case .ghost(let asked) = query.subject { basket = asked }
        return rankings(query).filter { wanted.contains($0.metric) }.map { ranking in
            let found = ranking.matches.map(\.item.id)
            return ItemRanks(
                metric: ranking.metric,
                ranks: ids.filter { basket[$0] == nil }.map { id in (id, found.firstIndex(of: id).map { $0 + 1 } ?? 201 + (row(of: id) ?? 0)) })
        }
    }

    /// Neighbours follow from the first liked item by steps that differ a little between metrics; interests take turns.
    func rankings(_ query: NeighborQuery) -> [Ranking] {
        let (seed, excluded): (Int, Set<Int>) =
            switch query.subject {
            case .ghost(let basket):
                (
                    basket.liked.compactMap { row(of: $0.item) }.reduce(basket.passed.count, +),
                    Set(basket.entries.compactMap { row(of: $0.item) })
                )
            case .item(let id): (row(of: id) ?? 0, Set([row(of: id)].compactMap { $0 }))
            }
        var groups: [Interest] = []
        if case .ghost(let basket) = query.subject, query.taste.mode == .interests { groups = interests(basket) }
        let equivalents = isOneLength ? query.metrics.filter { [.cosine, .euclidean, .dot].contains($0) } : []
        return query.metrics.enumerated().map { place, metric in
            let index = (equivalents.contains(metric) ? 0 : place) + (query.encoder == nil ? 0 : 3)
            var matches: [Match] = []
            var step = 1
            while matches.count < min(query.count, max(0, count - excluded.count)), step < 4 * query.count + 64 {
                let row = (seed + step * (step % 3 == 0 ? 7 + index : 11)) % count
                step += 1
                guard !excluded.contains(row), !matches.contains(where: { $0.item.id == Self.id(row) }) else { continue }
                let distance = 0.081 + Float(step) * 0.0131
                let scale: Float = metric == .cosine ? 1 : metric == .euclidean ? 9.5 : 160
                let interest = matches.count % max(1, groups.count)
                matches.append(
                    Match(item: designSize > 1 && query.foldsStacks ? stacked(row) : item(row), distance: distance * scale, interest: interest))
            }
            for place in groups.indices { groups[place].about = about.isEmpty ? [] : [about[place % about.count], "print"] }
            return Ranking(
                metric: metric, matches: matches, interests: groups, about: about, equivalents: equivalents.contains(metric) ? equivalents : [],
                milliseconds: 1.2)
        }
    }
}

extension PictureKey {
    /// The picture of the plain shop's item in a row.
    static func item(row: Int, zoom: PictureZoom) -> PictureKey { .item(PictureName(item: PlainShop.id(row), fingerprint: "1"), zoom: zoom) }
}
