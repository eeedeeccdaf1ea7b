import Basics

/// Gives pictures their item IDs.
enum IDAssignment {
    struct Result: Equatable {
        /// The ID of each picture, in the order given.
        var ids: [String] = []
        /// Pictures whose stem was taken, with the ID they got instead.
        var renamed: [RenamedPicture] = []
    }

    /// A picture that is known keeps its ID. A new one gets its file's stem; where several share a stem, or somebody has it already,
    /// each gets its relative path without the extension, and where that is taken too, its whole relative path.
    ///
    /// - Parameters:
    ///   - known: the IDs of the source's pictures by locator.
    ///   - isTaken: whether an item, of this or another source, has the ID.
    static func assign(
        _ pictures: [SourcePicture], known: ExactDictionary<String>, isTaken: (String) throws -> Bool
    ) throws -> Result {
        var result = Result()
        result.ids.reserveCapacity(pictures.count)
        var newStems: ExactDictionary<Int> = [:]
        for picture in pictures where known[picture.locator] == nil { newStems[picture.stem, default: 0] += 1 }
        var given: Set<ExactText> = []
        for picture in pictures {
            if let id = known[picture.locator] {
                result.ids.append(id)
                continue
            }
            func isFree(_ id: String) throws -> Bool {
                if given.contains(id) { return false }
                return try !isTaken(id)
            }
            var id = picture.stem
            let isShared = newStems[id]! > 1
            if try isShared || !isFree(id) {
                let folder = picture.locator.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(Substring(picture.locator.utf8[...$0])) } ?? ""
                id = folder + picture.stem
                if try isShared && folder.isEmpty || !isFree(id) { id = picture.locator }
                // Another source may have the same relative path.
                var number = 2
                while try !isFree(id) {
                    id = "\(picture.locator) (\(number))"
                    number += 1
                }
                result.renamed.append(RenamedPicture(picture: picture.locator, id: id))
            }
            given.insert(id)
            result.ids.append(id)
        }
        return result
    }
}
