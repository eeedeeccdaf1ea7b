import Basics

/// The products of a page's JSON-LD, with references resolved.
struct LinkedData {
    /// Groups and products that stand for themselves, in the page's order.
    private(set) var products: [JSONNode] = []
    /// Why a script was left out.
    private(set) var problems: [String] = []
    private var nodes = ExactDictionary<JSONNode>()

    init(_ scripts: [String]) {
        var roots: [JSONNode] = []
        for script in scripts where !script.utf8.allSatisfy(Ascii.isSpace) {
            do throws(PlainError) { roots.append(try Self.parsed(script)) } catch { problems.append("its JSON-LD cannot be read: \(error)") }
        }
        for root in roots { index(root, depth: 0) }
        for root in roots { collect(root, depth: 0) }
    }

    /// As it is, or mended; where quotes were escaped as HTML, resolved.
    private static func parsed(_ script: String) throws(PlainError) -> JSONNode {
        if let node = try? JSONNode(parsing: Array(script.utf8)) { return node }
        let mended = JSONMender.mended(script)
        if let node = try? JSONNode(parsing: mended) { return node }
        return try JSONNode(parsing: JSONMender.mended(String(decoding: Entities.resolved(Array(script.utf8)), as: UTF8.self)))
    }

    /// What a value that only names another stands for.
    func resolved(_ node: JSONNode) -> JSONNode {
        guard node.keys.count <= 2, let id = node["@id"].text, let target = nodes[id] else { return node }
        return target
    }

    /// The elements of a property, each resolved.
    func list(_ node: JSONNode) -> [JSONNode] { node.list.prefix(2_000).map(resolved) }

    /// Whether a node is of a type, with or without schema.org's address before it.
    static func isType(_ node: JSONNode, _ names: Set<String>) -> Bool {
        node["@type"].list.contains { type in
            type.text.map { names.contains(String($0.split(whereSeparator: { $0 == "/" || $0 == "#" || $0 == ":" }).last ?? "")) } ?? false
        }
    }

    static let group: Set = ["ProductGroup"]
    static let single: Set = ["Product", "IndividualProduct", "ProductModel", "SomeProducts", "ClothingProduct"]

    private mutating func index(_ node: JSONNode, depth: Int) {
        guard depth < 20 else { return }
        if let elements = node.elements {
            for element in elements.prefix(5_000) { index(element, depth: depth + 1) }
        } else if node.isObject {
            if let id = node["@id"].text, node.keys.count > 2 || node.keys.count == 2 && node["@type"].isMissing, nodes[id] == nil {
                nodes[id] = node
            }
            for key in node.keys { if node[key].isObject || node[key].elements != nil { index(node[key], depth: depth + 1) } }
        }
    }

    /// Only what the page is about: products that others are merely related to are none of it.
    private mutating func collect(_ node: JSONNode, depth: Int) {
        guard depth < 10, products.count < 1_000 else { return }
        if let elements = node.elements {
            for element in elements.prefix(2_000) { collect(element, depth: depth + 1) }
        } else if Self.isType(node, Self.group.union(Self.single)) {
            products.append(node)
        } else if node.isObject {
            for key in ["@graph", "mainEntity", "mainEntityOfPage", "about", "itemListElement", "item", "@reverse"] {
                collect(node[key], depth: depth + 1)
            }
        }
    }
}
