import Basics
import Foundation

extension CompiledNetwork {
    /// Compiles a model up to a tensor: what is behind it is cut off in a temporary folder, which is gone when the network is compiled.
    static func cut(
        _ model: URL, outline: OnnxOutline, settings: Settings, openVINO: OpenVINO
    ) throws(EncoderError) -> CompiledNetwork {
        if !outline.isHalf, outline.outputs.map(\.name) == [settings.layer] {
            return try CompiledNetwork(model, settings: settings, openVINO: openVINO)
        }
        let draft: DraftFolder
        do { draft = try .temporary("network") } catch { throw .file(path: error.path, reason: error.reason) }
        defer { withExtendedLifetime(draft) {} }
        let cut = try CutModel.write(model, outline: outline, layer: settings.layer, into: draft.folder, linking: true)
        return try CompiledNetwork(cut, settings: settings, openVINO: openVINO)
    }
}
