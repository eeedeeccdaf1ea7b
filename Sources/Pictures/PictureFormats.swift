import CPixbuf

/// What gdk-pixbuf can decode here: each format has a loader, which may be a package of its own.
public enum PictureFormats {
    /// How the names of files end that are taken for pictures, in lower case.
    public static let fileExtensions: Set<String> = ["jpg", "jpeg", "png", "webp", "gif", "bmp"]

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
