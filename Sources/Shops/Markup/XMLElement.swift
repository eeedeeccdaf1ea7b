import CXML

/// A small piece of XML, such as one item of a feed, as a tree.
final class XMLElement {
    /// In lowercase, without its prefix: feeds write `g:id` and `id`.
    let name: String
    /// In lowercase, without the prefix.
    let prefix: String
    let attributes: [String: String]
    fileprivate(set) var children: [XMLElement] = []
    /// What stands in it itself, outside its children.
    fileprivate(set) var text = ""

    fileprivate init(name: String, prefix: String, attributes: [String: String]) {
        (self.name, self.prefix, self.attributes) = (name, prefix, attributes)
    }

    /// Parses a piece without declarations. What is broken is passed over; nil where there is no element at all.
    ///
    /// - Parameter bytes: UTF-8, at most a few megabytes.
    static func parsed(_ bytes: [UInt8]) -> XMLElement? {
        let builder = XMLBuilder()
        builder.parse(XMLMender.mended(bytes))
        return builder.root
    }

    /// Direct children of a name.
    func all(_ name: String) -> [XMLElement] { children.filter { $0.name.utf8.elementsEqual(name.utf8) } }

    /// The text of the first such child, or else of one further down, where tags that are not closed push it.
    func field(_ name: String) -> String? {
        let own = all(name).lazy.map(\.text).first { !$0.allSatisfy(\.isWhitespace) }
        return own ?? children.lazy.filter { !$0.isGroup }.compactMap { $0.children.isEmpty ? nil : $0.field(name) }.first
    }

    /// Whether fields in it are not those of the item: the price of shipping is none of the item's.
    private var isGroup: Bool { ["shipping", "tax", "installment", "loyalty_program", "author", "subscription_cost"].contains(name) }
}

/// Builds the tree from what libxml2 reports. Entities are never expanded: none but XML's own five is known to it.
private final class XMLBuilder {
    private(set) var root: XMLElement?
    private var stack: [XMLElement] = []
    private var count = 0

    func parse(_ bytes: [UInt8]) {
        var handler = xmlSAXHandler()
        handler.initialized = 0xDEED_BEAF  // XML_SAX2_MAGIC: `serror` is used.
        handler.startElementNs = { context, name, prefix, _, _, _, count, _, attributes in
            XMLBuilder.of(context).start(name, prefix, count, attributes)
        }
        handler.endElementNs = { context, _, _, _ in XMLBuilder.of(context).end() }
        handler.characters = { XMLBuilder.of($0).take($1, $2) }
        handler.ignorableWhitespace = { XMLBuilder.of($0).take($1, $2) }
        handler.cdataBlock = { XMLBuilder.of($0).take($1, $2) }
        handler.getEntity = { xmlGetPredefinedEntity($1) }
        handler.serror = { _, _ in }
        guard let context = xmlCreatePushParserCtxt(&handler, Unmanaged.passUnretained(self).toOpaque(), nil, 0, nil) else { return }
        defer { xmlFreeParserCtxt(context) }
        let options = XML_PARSE_RECOVER.rawValue | XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
        xmlCtxtUseOptions(context, Int32(options))
        xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8)
        bytes.withUnsafeBytes { bytes in
            _ = xmlParseChunk(context, bytes.bindMemory(to: CChar.self).baseAddress, Int32(clamping: bytes.count), 1)
        }
        if let document = context.pointee.myDoc { xmlFreeDoc(document) }
    }

    private static func of(_ context: UnsafeMutableRawPointer?) -> XMLBuilder { Unmanaged.fromOpaque(context!).takeUnretainedValue() }

    /// - Parameter attributes: five pointers for each: name, prefix, namespace, and where the value begins and ends.
    private func start(
        _ name: UnsafePointer<UInt8>?, _ prefix: UnsafePointer<UInt8>?, _ attributeCount: Int32,
        _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    ) {
        guard let name else { return }
        var pairs: [String: String] = [:]
        for index in 0..<min(100, Int(attributeCount)) {
            guard let one = attributes?.advanced(by: index * 5), let key = one[0], let start = one[3], let end = one[4] else { continue }
            let value = String(decoding: UnsafeBufferPointer(start: start, count: end - start), as: UTF8.self)
            pairs[String(cString: key).lowercased()] = String(decoding: Entities.resolved(Array(value.utf8)), as: UTF8.self)
        }
        let element = XMLElement(
            name: String(cString: name).lowercased(), prefix: prefix.map { String(cString: $0).lowercased() } ?? "", attributes: pairs)
        count += 1
        if count <= 10_000 { stack.last?.children.append(element) }
        if root == nil { root = element }
        stack.append(element)
    }

    private func end() { _ = stack.popLast() }

    private func take(_ bytes: UnsafePointer<UInt8>?, _ count: Int32) {
        guard let element = stack.last else { return }
        element.text += String(decoding: UnsafeBufferPointer(start: bytes, count: Int(count)), as: UTF8.self)
    }
}
