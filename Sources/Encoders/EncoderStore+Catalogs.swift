import Basics

extension EncoderStore {
    /// What is used where nothing is asked for: the built-in network, or the descriptor where that cannot run.
    public static let standardName = "vitrine-tee"

    /// The encoder that made a catalog's vectors.
    ///
    /// - Throws: an error in one line when it is not here, or another version of it.
    public func encoder(of identity: EncoderIdentity) throws -> any Encoder {
        let encoder: any Encoder
        do {
            encoder = try open(installed: identity.name)
        } catch {
            throw PlainError("the catalog's vectors were made by \(identity.name), which cannot be used here: \(error)")
        }
        guard encoder.identity == identity else {
            throw PlainError(
                "the catalog's vectors were made by another version of \(identity.name) (\(identity.version)); "
                    + "`vitrine index --encoder \(identity.name)` encodes its pictures by this one")
        }
        return encoder
    }

    /// What new vectors are made with where nobody asked for an encoder.
    ///
    /// - Parameters:
    ///   - existing: who made the vectors that are there already; they decide.
    ///   - wanted: the configuration's encoder.
    ///   - note: told why the descriptor stands in for the built-in network.
    public func standardEncoder(existing: EncoderIdentity?, wanted: String?, note: (String) -> Void) throws -> any Encoder {
        if let existing { return try encoder(of: existing) }
        if let wanted { return try open(wanted) }
        do {
            return try open(Self.standardName)
        } catch {
            note("\(error). Using the descriptor, which needs no network.")
            return try open(DescriptorEncoder.name)
        }
    }
}
