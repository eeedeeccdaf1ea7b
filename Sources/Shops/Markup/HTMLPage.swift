import CXML

/// What of an HTML page tells about products.
struct HTMLPage {
    /// The texts of its scripts of JSON-LD.
    fileprivate(set) var linkedData: [String] = []
    /// By property or name, in lowercase, the first of each.
    fileprivate(set) var meta: [String: String] = [:]
    fileprivate(set) var title = ""
    /// Whether it asks for a password.
    fileprivate(set) var asksForPassword = false
    /// As written.
    fileprivate(set) var canonical: String?

    /// Parses a page, broken as it may be. At most 8 MB of it are looked at.
    init(_ bytes: [UInt8], contentType: String? = nil) {
        let bytes = TextDecoder(head: bytes, contentType: contentType).decoded(Array(bytes.prefix(8_000_000)))
        let builder = HTMLBuilder()
        builder.parse(bytes)
        self = builder.page
    }

    fileprivate init() {}

    /// What the shop calls itself.
    var siteName: String? { PlainText.line(meta["og:site_name"]) ?? PlainText.line(meta["application-name"]) }
}

private final class HTMLBuilder {
    var page = HTMLPage()
    private var text: [UInt8]?

    func parse(_ bytes: [UInt8]) {
        var handler = xmlSAXHandler()
        handler.initialized = 0xDEED_BEAF
        handler.startElement = { HTMLBuilder.of($0).start($1, $2) }
        handler.endElement = { HTMLBuilder.of($0).end($1) }
        handler.characters = { HTMLBuilder.of($0).take($1, $2) }
        handler.cdataBlock = { HTMLBuilder.of($0).take($1, $2) }
        handler.serror = { _, _ in }
        guard let context = htmlCreatePushParserCtxt(&handler, Unmanaged.passUnretained(self).toOpaque(), nil, 0, nil, XML_CHAR_ENCODING_UTF8)
        else { return }
        defer { htmlFreeParserCtxt(context) }
        let options = HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue | HTML_PARSE_NONET.rawValue
        htmlCtxtUseOptions(context, Int32(options))
        bytes.withUnsafeBytes { bytes in
            _ = htmlParseChunk(context, bytes.bindMemory(to: CChar.self).baseAddress, Int32(clamping: bytes.count), 0)
            _ = htmlParseChunk(context, nil, 0, 1)
        }
        if let document = context.pointee.myDoc { xmlFreeDoc(document) }
    }

    private static func of(_ context: UnsafeMutableRawPointer?) -> HTMLBuilder { Unmanaged.fromOpaque(context!).takeUnretainedValue() }

    private func start(_ name: UnsafePointer<UInt8>?, _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?) {
        guard let name else { return }
        switch String(cString: name) {
        case "script":
            let type = Self.attribute("type", attributes)?.lowercased() ?? ""
            text = type.contains("ld+json") ? [] : nil
        case "title": if page.title.isEmpty { text = [] }
        case "meta":
            guard let key = Self.attribute("property", attributes) ?? Self.attribute("name", attributes),
                let value = Self.attribute("content", attributes), page.meta.count < 200
            else { return }
            if page.meta[key.lowercased()] == nil { page.meta[key.lowercased()] = value }
        case "link":
            if Self.attribute("rel", attributes)?.lowercased() == "canonical", page.canonical == nil {
                page.canonical = Self.attribute("href", attributes)
            }
        case "input":
            if Self.attribute("type", attributes)?.lowercased() == "password" { page.asksForPassword = true }
        default: break
        }
    }

    private func end(_ name: UnsafePointer<UInt8>?) {
        guard let name, let text else { return }
        switch String(cString: name) {
        case "script": if page.linkedData.count < 200 { page.linkedData.append(String(decoding: text, as: UTF8.self)) }
        case "title": page.title = PlainText.line(String(decoding: text, as: UTF8.self)) ?? ""
        default: return
        }
        self.text = nil
    }

    private func take(_ bytes: UnsafePointer<UInt8>?, _ count: Int32) {
        text?.append(contentsOf: UnsafeBufferPointer(start: bytes, count: Int(count)))
    }

    private static func attribute(_ name: String, _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?) -> String? {
        var at = attributes
        while let one = at, let key = one.pointee {
            if String(cString: key) == name { return (one + 1).pointee.map { String(cString: $0) } }
            at = one + 2
        }
        return nil
    }
}
