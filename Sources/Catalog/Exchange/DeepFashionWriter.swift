import Basics
import Foundation
import Pictures

/// Writes a catalog's labelled items as a tree that `DeepFashionTree` reads.
public struct DeepFashionWriter: Sendable {
    /// What was written.
    public struct Report: Hashable, Sendable {
        /// How many files.
        public let pictures: Int
        /// How many different values.
        public let categories: Int
        /// Items that have no value in the column, or no picture that can be decoded.
        public let leftOut: Int
    }

    private let catalog: Catalog
    private let column: String

    /// - Parameter column: `label` or an attribute; its values become the categories.
    public init(_ catalog: Catalog, by column: String) {
        self.catalog = catalog
        self.column = column
    }

    /// Writes the lists into `Anno` and `Eval`, and the pictures into `img`: JPEG files as they are, if they can be decoded, others as JPEG.
    ///
    /// An item's attributes `type` (1, 2, 3) and `partition` (train, val, test) are kept where it has them; otherwise the type is 1, and
    /// 72% of the items, as their IDs fall, are for training, 14% for validation, 14% for testing.
    /// - Parameter progress: called with the number of items done.
    /// - Throws: `CatalogError.cannotWrite` when there is something at the place already, or it cannot be written; then nothing is there.
    public func write(to root: URL, progress: (Int) -> Void = { _ in }) throws(CatalogError) -> Report {
        guard !isOccupied(root) else {
            throw .cannotWrite(path: root.path, reason: "there is something already; name a folder that does not exist yet")
        }
        do {
            let draft = try DraftFolder(of: root)
            let report = try write(into: draft.folder, progress: progress)
            try draft.commit()
            return report
        } catch {
            throw .writing(root, error)
        }
    }

    private func write(into root: URL, progress: (Int) -> Void) throws -> Report {
        let items = try catalog.state().items
        var types: ExactDictionary<Int> = [:]
        var entries: [(name: String, category: String, partition: String)] = []
        var used: Set<String> = []
        for start in stride(from: 0, to: items, by: 1024) {
            for item in try catalog.items(rows: start..<min(start + 1024, items)) {
                progress(item.row + 1)
                guard let value = item.value(of: column), let jpeg = try? catalog.picture(of: item)?.jpeg() else { continue }
                let category = Self.word(value)
                var name = "img/\(Self.fileName(value))/\(Self.fileName((item.id as NSString).lastPathComponent))"
                if name.lowercased().hasSuffix(".jpg") { name.removeLast(4) }
                var number = 2
                let stem = name
                while !used.insert(name).inserted {
                    name = "\(stem)_\(number)"
                    number += 1
                }
                let target = root.appendingPathComponent(name + ".jpg")
                try FileManager.default.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(jpeg).write(to: target)
                if types[category] == nil {
                    types[category] = item.attributes["type"].flatMap { Int($0) }.flatMap { (1...3).contains($0) ? $0 : nil } ?? 1
                }
                let kept = item.attributes["partition"].flatMap(DeepFashionTree.Partition.init)
                entries.append((name + ".jpg", category, (kept ?? Self.partition(of: item.id)).rawValue))
            }
        }
        guard !entries.isEmpty else {
            throw CatalogError.source(path: catalog.folder.path, reason: "no item has both a picture and a value in the column \(column)")
        }
        let categories = types.keys.sorted().map(\.text)
        let numbers = ExactDictionary(categories.enumerated().map { ($0.element, $0.offset + 1) }) { first, _ in first }
        func write(_ text: String, to name: String) throws {
            let file = root.appendingPathComponent(name)
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        try write(
            DeepFashionList.text(("category_name", "category_type"), categories.map { .init(name: $0, value: "\(types[$0]!)") }),
            to: "Anno/" + DeepFashionTree.categoriesFile)
        try write(
            DeepFashionList.text(("image_name", "category_label"), entries.map { .init(name: $0.name, value: "\(numbers[$0.category]!)") }),
            to: "Anno/" + DeepFashionTree.picturesFile)
        try write(
            DeepFashionList.text(("image_name", "evaluation_status"), entries.map { .init(name: $0.name, value: $0.partition) }),
            to: "Eval/" + DeepFashionTree.partitionsFile)
        return Report(pictures: entries.count, categories: categories.count, leftOut: items - entries.count)
    }

    /// Text without blanks and control characters, as the lists want their names.
    private static func word(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    scalar.properties.isWhitespace || [.control, .format].contains(scalar.properties.generalCategory) ? "_" : scalar
                }))
    }

    private static func fileName(_ text: String) -> String {
        let plain = text.unicodeScalars.map { scalar -> Character in
            let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
            return isPlain || scalar == "-" || scalar == "." ? Character(scalar) : "_"
        }
        let name = String(String(plain).drop { $0 == "." }.prefix(100))
        return name.isEmpty ? "_" : name
    }

    /// Shares as in the benchmark, by a hash of the ID (FNV-1a), so that an item stays where it is.
    private static func partition(of id: String) -> DeepFashionTree.Partition {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in id.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        switch (hash >> 32) % 100 {
        case ..<72: return .train
        case ..<86: return .val
        default: return .test
        }
    }
}
