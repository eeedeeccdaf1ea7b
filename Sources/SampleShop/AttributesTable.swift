import Basics

/// The table of what is known about each item, as CSV (RFC 4180): a header, then one line an item.
public enum AttributesTable {
    static let header = [
        "id", "title", "price", "colour", "second_colour", "pattern", "neckline", "sleeve", "fit", "print_group", "motif",
        "print_style",
        "print_layout",
    ]

    public static func csv(_ items: some Sequence<SampleItem>) -> String {
        var text = CSV.line(header)
        for item in items { text += CSV.line(fields(item)) }
        return text
    }

    static func fields(_ item: SampleItem) -> [String] {
        let cents = item.price % 100
        return [
            item.id, item.title, "\(item.price / 100).\(cents < 10 ? "0" : "")\(cents)", item.color, item.secondColor ?? "",
            item.pattern,
            item.neckline, item.sleeve, item.fit, item.printGroup ?? "", item.motif ?? "", item.printStyle ?? "",
            item.printLayout ?? "",
        ]
    }
}
