import Basics
import Foundation
import Pictures

/// DeepFashion's benchmark "Category and Attribute Prediction" (Liu et al. 2016) on disk: a folder of pictures and three lists.
///
/// - `list_category_cloth.txt`: a count, a header, then `category_name category_type`; types are 1 upper body, 2 lower body, 3 full
///   body.
/// - `list_category_img.txt`: a count, a header, then `image_name category_label`, counted from 1.
/// - `list_eval_partition.txt`: a count, a header, then `image_name evaluation_status`: train, val or test.
///
/// The lists lie in ROOT, or in ROOT/Anno and ROOT/Eval; the names begin with `img/`, which lies in ROOT or ROOT/Img. Columns are
/// padded with blanks.
public struct DeepFashionTree: Sendable {
    /// Which part of a benchmark a picture belongs to.
    public enum Partition: String, CaseIterable, Sendable {
        case train, val, test
    }

    struct Category: Hashable, Sendable {
        let name: String
        let type: Int
    }

    struct Picture: Sendable {
        let name: String
        let category: Category
        let partition: Partition
        let bytes: Int
        let fingerprint: String
    }

    static let categoriesFile = "list_category_cloth.txt"
    static let picturesFile = "list_category_img.txt"
    static let partitionsFile = "list_eval_partition.txt"

    /// The folder that the pictures' names are relative to.
    let pictureFolder: String
    let pictures: [Picture]

    /// Reads the lists and looks at every picture's file, before anything else is done.
    ///
    /// - Throws: `CatalogError.source` naming the list and line when a list is missing, has another count than it says, or holds what
    ///   it must not; naming the first pictures when some are missing. Cost: one look at each picture's file.
    public init(_ root: String, partitions: Set<Partition> = [.train, .val]) throws(CatalogError) {
        let root = URL(fileURLWithPath: root).standardizedFileURL.path
        let categories = try Self.categories(Self.find(Self.categoriesFile, in: ["", "/Anno", "/Anno_coarse"].map { root + $0 }))
        let labels = try DeepFashionList(Self.find(Self.picturesFile, in: ["", "/Anno", "/Anno_coarse"].map { root + $0 }))
        let parts = try Self.partitions(Self.find(Self.partitionsFile, in: ["", "/Eval"].map { root + $0 }))
        guard labels.rows.count == parts.count else {
            throw .source(
                path: root, reason: "\(Self.picturesFile) lists \(labels.rows.count) pictures, \(Self.partitionsFile) \(parts.count); they must agree"
            )
        }
        let isBelow = FileManager.default.fileExists(atPath: root + "/Img")
        let folder = isBelow && !FileManager.default.fileExists(atPath: root + "/img") ? root + "/Img" : root
        guard !categories.isEmpty else { throw .source(path: root, reason: "\(Self.categoriesFile) lists no categories") }
        guard !labels.rows.isEmpty else { throw .source(path: root, reason: "\(Self.picturesFile) lists no pictures") }
        var pictures: [Picture] = []
        var seen: Set<ExactText> = []
        var missing: [String] = []
        for (line, row) in labels.rows.enumerated() {
            let (name, value) = (row.name, row.value)
            guard let number = Int(value), (1...categories.count).contains(number) else {
                throw labels.bad(line, "the category \(value) of \(name) is not in 1...\(categories.count)")
            }
            guard !name.parts(separatedBy: "/").contains(where: ["", ".", ".."].contains), !name.utf8.contains(0) else {
                throw labels.bad(line, "\(name) is not a path inside the tree")
            }
            guard seen.insert(name) else { throw labels.bad(line, "\(name) is listed twice") }
            guard let partition = parts[name] else {
                throw labels.bad(line, "\(name) is missing from \(Self.partitionsFile)")
            }
            guard partitions.contains(partition) else { continue }
            var status = stat()
            guard stat(folder + "/" + name, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
                missing.append(name)
                continue
            }
            let fingerprint = "\(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
            pictures.append(
                Picture(
                    name: name, category: categories[number - 1], partition: partition, bytes: Int(status.st_size), fingerprint: fingerprint))
        }
        guard missing.isEmpty else {
            let names = missing.prefix(5).joined(separator: ", ")
            throw .source(
                path: folder,
                reason: "\(missing.count) of the \(pictures.count + missing.count) pictures in the lists are missing: \(names)"
                    + (missing.count > 5 ? " and more" : "") + "; nothing was indexed")
        }
        pictureFolder = folder
        self.pictures = pictures
    }

    /// What there is to index. IDs are the pictures' names; the category is the label as well.
    var scan: SourceScan {
        var scan = SourceScan()
        scan.pictures = pictures.map { picture in
            SourcePicture(
                stem: picture.name, locator: picture.name, fingerprint: picture.fingerprint, label: picture.category.name, bytes: picture.bytes,
                reference: .file(path: pictureFolder + "/" + picture.name),
                attributes: [
                    "category": picture.category.name, "type": "\(picture.category.type)", "partition": picture.partition.rawValue,
                ])
        }
        return scan
    }

    private static func find(_ name: String, in folders: [String]) throws(CatalogError) -> String {
        for folder in folders where FileManager.default.fileExists(atPath: folder + "/" + name) { return folder + "/" + name }
        throw .source(path: folders[0], reason: "there is no \(name) in it, nor in \(folders.dropFirst().joined(separator: ", "))")
    }

    private static func categories(_ path: String) throws(CatalogError) -> [Category] {
        let list = try DeepFashionList(path)
        var categories: [Category] = []
        for (line, row) in list.rows.enumerated() {
            let (name, value) = (row.name, row.value)
            guard let type = Int(value), (1...3).contains(type) else { throw list.bad(line, "the type \(value) of \(name) is not 1, 2 or 3") }
            categories.append(Category(name: name, type: type))
        }
        return categories
    }

    private static func partitions(_ path: String) throws(CatalogError) -> ExactDictionary<Partition> {
        let list = try DeepFashionList(path)
        var partitions: ExactDictionary<Partition> = [:]
        for (line, row) in list.rows.enumerated() {
            let (name, value) = (row.name, row.value)
            guard let partition = Partition(rawValue: value) else { throw list.bad(line, "\(name) is in \(value); train, val or test is known") }
            guard partitions.updateValue(partition, forKey: name) == nil else { throw list.bad(line, "\(name) is listed twice") }
        }
        return partitions
    }
}

/// One of DeepFashion's lists: a count, a line of headings, then a name and a value a line, blanks between them.
struct DeepFashionList {
    let path: String
    /// In the file's order.
    let rows: [Row]

    struct Row {
        let name: String
        let value: String
    }

    /// - Throws: `CatalogError.source` when it is no such list.
    init(_ path: String) throws(CatalogError) {
        self.path = path
        guard let text = try? String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8) else {
            throw .source(path: path, reason: "it cannot be read as UTF-8 text")
        }
        var lines = text.exactLines.map { Self.trimmed($0.utf8[...]) }
        while let last = lines.last, last.isEmpty { lines.removeLast() }
        guard let count = lines.first.flatMap({ Int(Substring($0)) }), count >= 0, lines.count >= 2 else {
            throw .source(path: path, reason: "a list begins with a count and a line of headings")
        }
        guard lines.count - 2 == count else {
            throw .source(path: path, reason: "it says \(count) and lists \(lines.count - 2)")
        }
        var rows: [Row] = []
        rows.reserveCapacity(count)
        for (line, text) in lines.dropFirst(2).enumerated() {
            // The value is the last word, so that names may hold blanks.
            guard let blank = text.lastIndex(where: Self.isBlank) else {
                throw .source(path: path, reason: "line \(line + 3) is not a name with a value")
            }
            rows.append(
                Row(name: String(Substring(Self.trimmed(text[..<blank]))), value: String(Substring(text[text.index(after: blank)...]))))
        }
        self.rows = rows
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

    private static func trimmed(_ text: Substring.UTF8View) -> Substring.UTF8View {
        let text = text.drop(while: isBlank)
        return text[..<(text.lastIndex { !isBlank($0) }.map(text.index(after:)) ?? text.startIndex)]
    }

    /// Something wrong in a row, counted from 0.
    func bad(_ row: Int, _ reason: String) -> CatalogError { .source(path: path, reason: "line \(row + 3): \(reason)") }

    /// The text of a list, names padded as in DeepFashion's own.
    static func text(_ headings: (String, String), _ rows: [Row]) -> String {
        let width = (rows.map { $0.name.count }.max() ?? 0) + 1
        let lines = rows.map { $0.name + String(repeating: " ", count: width - $0.name.count) + $0.value }
        return (["\(rows.count)", "\(headings.0)  \(headings.1)"] + lines).joined(separator: "\n") + "\n"
    }
}
