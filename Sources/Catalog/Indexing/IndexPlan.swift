import Basics
import Foundation
import GRDB
import Pictures

/// A picture that has to be encoded; `row` is set when it replaces what a known item had.
struct IndexWork: Sendable {
    let picture: SourcePicture
    let row: Int?
    var item: NewItem
}

/// What an index run has to do, found by comparing a scan with what the catalog has of that source.
struct IndexPlan {
    var work: [IndexWork] = []
    /// Items whose picture stayed but whose label or attributes changed.
    var relabelled: [Relabelling] = []
    /// Rows of items whose pictures are no longer in the source.
    var gone: [Int] = []

    init(
        _ pictures: [SourcePicture], source: SourceRecord, catalog: Catalog, options: Indexer.Options, report: inout IndexReport
    ) throws(CatalogError) {
        let known = try catalog.read { db in
            try ExactDictionary(
                Item.fetchAll(db, sql: "SELECT * FROM item WHERE source = ?", arguments: [source.id]).map { ($0.locator, $0) }
            ) { first, _ in first }
        }
        let locators = Set(pictures.map { ExactText($0.locator) })
        gone = known.values.filter { !locators.contains($0.locator) }.map(\.row).sorted()

        let wanted = try Self.wanted(pictures, options: options, report: &report, source: source.path)
        let ids = try catalog.read { db in
            let exists = try db.cachedStatement(sql: "SELECT 1 FROM item WHERE id = ?")
            return try IDAssignment.assign(wanted, known: known.mapValues(\.id)) { try Bool.fetchOne(exists, arguments: [$0]) ?? false }
        }
        report.renamed = ids.renamed
        for (picture, id) in zip(wanted, ids.ids) { plan(picture, id: id, known: known[picture.locator], options: options, report: &report) }
        countAttributes(of: zip(wanted, ids.ids), options: options, report: &report)
    }

    /// The pictures that the options let through.
    private static func wanted(
        _ pictures: [SourcePicture], options: Indexer.Options, report: inout IndexReport, source: String
    ) throws(CatalogError) -> [SourcePicture] {
        var wanted = pictures
        if let label = options.onlyLabel {
            wanted = wanted.filter { $0.label == label }
            if wanted.isEmpty {
                let labels = Set(pictures.compactMap(\.label)).sorted()
                throw .source(
                    path: source,
                    reason: "no picture has the label \(label); "
                        + (labels.isEmpty ? "there are no labels" : "there are " + labels.prefix(20).joined(separator: ", ")))
            }
        }
        return wanted.filter { picture in
            guard let bytes = picture.bytes, bytes < options.skipSmallerThan || bytes == 0 else { return true }
            let reason = bytes == 0 ? "the file is empty" : "its \(bytes) bytes are fewer than \(options.skipSmallerThan)"
            report.skipped.append(SkippedPicture(picture: picture.locator, reason: reason))
            return false
        }
    }

    private mutating func plan(_ picture: SourcePicture, id: String, known: Item?, options: Indexer.Options, report: inout IndexReport) {
        let attributes = (options.attributes?.attributes(of: picture, id: id) ?? known?.attributes ?? [:]).merging(picture.attributes) { $1 }
        let label = attributes["label"] ?? picture.label
        if let known, known.fingerprint.isExactly(picture.fingerprint) {
            report.unchanged += 1
            let isSame = known.attributes.isExactly(attributes) && known.label.map(ExactText.init) == label.map(ExactText.init)
            if !isSame { relabelled.append(Relabelling(row: known.row, label: label, attributes: AttributesJSON.encode(attributes))) }
        } else {
            let item = NewItem(
                id: id, locator: picture.locator, fingerprint: picture.fingerprint, label: label, attributes: AttributesJSON.encode(attributes),
                color: nil)
            work.append(IndexWork(picture: picture, row: known?.row, item: item))
        }
    }

    /// What became of the rows of the attributes file.
    private func countAttributes(of pictures: some Sequence<(SourcePicture, String)>, options: Indexer.Options, report: inout IndexReport) {
        guard let file = options.attributes else { return }
        var uses: ExactDictionary<Int> = [:]
        for (picture, id) in pictures { if let key = file.key(of: picture, id: id) { uses[key, default: 0] += 1 } }
        report.attributesWithoutItem = file.attributes.keys.filter { uses[$0.text] == nil }.sorted().map(\.text)
        report.sharedAttributes = uses.values.count { $0 > 1 }
    }
}

extension AttributesFile {
    /// The row of a picture: that of its ID, or else of its file's stem, which several pictures may share.
    func key(of picture: SourcePicture, id: String) -> String? {
        attributes[id] != nil ? id : attributes[picture.stem] != nil ? picture.stem : nil
    }

    func attributes(of picture: SourcePicture, id: String) -> [String: String]? { key(of: picture, id: id).flatMap { attributes[$0] } }
}
