import ArgumentParser
import Encoders

/// Which encoder makes the vectors.
struct EncoderOption: ParsableArguments {
    @Option(name: .customLong("encoder"), help: ArgumentHelp("The encoder that turns pictures into vectors.", valueName: "name"))
    var name = "descriptor"

    func encoder() throws -> any Encoder { try Self.encoder(named: name) }

    static func encoder(named name: String) throws -> any Encoder {
        guard name == "descriptor" else { throw PlainError("there is no encoder called \(name); there is descriptor") }
        return DescriptorEncoder()
    }

    /// The encoder that made a catalog's vectors.
    static func encoder(_ identity: EncoderIdentity) throws -> any Encoder {
        guard let encoder = try? encoder(named: identity.name), encoder.identity == identity else {
            throw PlainError("the catalog's vectors were made by \(identity.name) (\(identity.version)), which is not at hand here to encode a picture")
        }
        return encoder
    }
}
