import Basics
import Foundation
import Pictures

/// Pictures and labels in IDX files, as Fashion-MNIST has them: `NAME-images-idx3-ubyte` with `NAME-labels-idx1-ubyte`,
/// gzip-compressed or not.
enum IDXSource {
    /// The names of Fashion-MNIST's ten labels (Xiao, Rasul and Vollgraf 2017, table 2).
    static let fashionLabels = [
        "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot",
    ]

    /// Whether a folder holds IDX files of pictures.
    static func isSource(_ folder: String) -> Bool { !pictureFiles(folder).isEmpty }

    private static func pictureFiles(_ folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { prefix(ofPictures: $0) != nil }.sorted { ExactText($0) < ExactText($1) }
    }

    /// What comes before the ending of a file of pictures; nil for other files.
    private static func prefix(ofPictures file: String) -> String? {
        (file.dropping(ending: ".gz") ?? file).dropping(ending: "-images-idx3-ubyte")
    }

    /// Unpacks the files into the catalog where that has not been done yet, and lists all pictures: `train-00000` and so on.
    ///
    /// - Throws: `CatalogError.source` naming the file when one is damaged or its labels do not fit; the catalog then keeps what it had.
    static func scan(_ folder: String, unpackedInto target: URL) throws(CatalogError) -> SourceScan {
        do {
            try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
        } catch {
            throw .cannotWrite(path: target.path, reason: plainReason(error))
        }
        var scan = SourceScan()
        var seen: Set<ExactText> = []
        for file in pictureFiles(folder) {
            guard let prefix = prefix(ofPictures: file), seen.insert(prefix) else { continue }
            try add(prefix, file: file, folder: folder, target: target, to: &scan)
        }
        return scan
    }

    private static func add(_ prefix: String, file: String, folder: String, target: URL, to scan: inout SourceScan) throws(CatalogError) {
        let path = folder + "/" + file
        var status = stat()
        guard stat(path, &status) == 0 else { throw .source(path: path, reason: String(cString: strerror(errno))) }
        // The size and date in the copy's name tell whether it is of the file as it is now; so they make the fingerprint too.
        let unpacked = "\(prefix)-\(status.st_size)-\(status.st_mtim.tv_sec).idx"
        let copy = target.appendingPathComponent(unpacked).path
        let count: Int
        do throws(PictureError) {
            count =
                FileManager.default.fileExists(atPath: copy)
                ? try IDX.header(GzipReader(path: copy), dimensions: 3).sizes[0] : try IDX.unpack(path: path, to: copy)
        } catch {
            throw .source(path: path, reason: error.description)
        }
        let names = try labels(prefix, folder: folder, count: count)
        let width = max(5, String(count - 1).count)
        for index in 0..<count {
            let number = String(index)
            scan.pictures.append(
                SourcePicture(
                    stem: prefix + "-" + String(repeating: "0", count: width - number.count) + number,
                    locator: "\(prefix):\(index)", fingerprint: unpacked, label: names?[index], bytes: nil,
                    reference: .idx(path: copy, index: index)))
        }
    }

    /// Whether a file's name is one that a copy gets: it ends with a size, a date, and `.idx`.
    static func isCopy(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        guard bytes.suffix(4).elementsEqual(".idx".utf8) else { return false }
        let parts = bytes.dropLast(4).split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        return parts.count >= 3
            && parts.suffix(2).allSatisfy { !$0.isEmpty && $0.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } }
    }

    /// The label of each picture by name; nil when there is no file of labels.
    private static func labels(_ prefix: String, folder: String, count: Int) throws(CatalogError) -> [String]? {
        let candidates = [".gz", ""].map { folder + "/" + prefix + "-labels-idx1-ubyte" + $0 }
        guard let path = candidates.first(where: FileManager.default.fileExists) else { return nil }
        do throws(PictureError) {
            let labels = try IDX.labels(path: path)
            guard labels.count == count else { throw .undecodable("\(labels.count) labels for \(count) pictures") }
            return labels.map { Int($0) < fashionLabels.count ? fashionLabels[Int($0)] : "label \($0)" }
        } catch {
            throw .source(path: path, reason: error.description)
        }
    }
}
