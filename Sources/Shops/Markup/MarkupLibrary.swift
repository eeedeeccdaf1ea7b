import CXML

/// The library that reads markup, libxml2.
package enum MarkupLibrary {
    /// The version of the library at hand.
    package static var version: String {
        // As in "20914": a number for each thousand, hundred and so on, perhaps with more behind it.
        let number = Int(String(cString: vitrine_xml_version()).prefix { $0.isASCII && $0.isNumber }) ?? 0
        return "\(number / 10_000).\(number / 100 % 100).\(number % 100)"
    }
}
