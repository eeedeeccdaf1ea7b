import CPixbuf
import Foundation

/// What gdk-pixbuf can decode here: each format has a loader, which may be a package of its own.
public enum PictureFormats {
    /// How the names of files end that are taken for pictures, in lower case.
    public static let fileExtensions: Set<String> = ["jpg", "jpeg", "png", "webp", "gif", "bmp"]

    /// How files of pictures from the web are named at their ends.
    package static let shopExtensions = ["jpg", "png", "webp", "gif", "bmp"]

    /// How a file with these bytes is named at its end, whatever somebody says that they are; nil for what is no picture of a common format.
    package static func fileExtension(of bytes: Data) -> String? {
        switch PictureHeader.kind([UInt8](bytes.prefix(256))) {
        case .jpeg: "jpg"
        case .png: "png"
        case .webp, .animatedWebP: "webp"
        case .gif: "gif"
        case .bmp: "bmp"
        case .netpbm, .other: nil
        }
    }

    /// The library's version.
    public static var version: String { String(cString: vitrine_pixbuf_version()) }

    /// The names of all formats, such as jpeg, png, webp; sorted.
    public static func installed() -> [String] {
        var names: [String] = []
        let list = gdk_pixbuf_get_formats()
        defer { g_slist_free(list) }
        var node = list
        while let current = node {
            if let format = current.pointee.data, let name = gdk_pixbuf_format_get_name(format) {
                names.append(String(cString: name))
                g_free(name)
            }
            node = current.pointee.next
        }
        return names.sorted()
    }
}
