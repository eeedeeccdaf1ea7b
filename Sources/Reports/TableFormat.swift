import Basics

/// How a command's answer is written.
package enum TableFormat: String, CaseIterable {
    /// For people.
    case table
    /// With commas and a line of column names (RFC 4180).
    case csv
    /// The same with tabs.
    case tsv
    case json

    /// What stands between cells; nil where there are none.
    package var separator: String? {
        switch self {
        case .csv: ","
        case .tsv: "\t"
        case .table, .json: nil
        }
    }
}
