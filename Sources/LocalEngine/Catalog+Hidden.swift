import Basics
import Catalog
import Taste

extension Catalog {
    /// The rows of what has left its shop and is in no basket: nobody is shown it who does not ask for it.
    ///
    /// - Parameter condition: one that asks for what is gone hides nothing.
    func hiddenRows(under condition: Condition?) throws -> Set<Int> {
        guard condition?.asksForGone != true else { return [] }
        let gone = try goneRows()
        guard !gone.isEmpty else { return [] }
        let baskets = (try? storedBaskets().value?.baskets) ?? []
        return Set(gone).subtracting(try rows(ids: baskets.flatMap { $0.entries.map(\.item) }).values)
    }
}
