import Basics
import Foundation

/// What can go wrong between a picture and its vector. Each description is one line: what, where, what to do.
public enum EncoderError: Error, Hashable, Sendable, CustomStringConvertible {
    /// OpenVINO's library is nowhere; `searched` says where.
    case openVINOMissing(searched: [String])
    /// A library was found that does not load or lacks a function.
    case openVINOUnusable(path: String, reason: String)
    /// A call of OpenVINO failed.
    case openVINOFailed(doing: String, reason: String)
    /// The processor has no bfloat16 arithmetic.
    case precisionUnavailable(Precision)
    /// A model that is not ONNX, is cut short, or lacks what is needed.
    case unreadableModel(path: String, reason: String)
    /// A model whose input is not one batch of three-channel pictures.
    case unsuitableInput(path: String, reason: String)
    /// A model that does not read texts, or not these; `path` is what is at fault.
    case unsuitableText(path: String, reason: String)
    /// A tokeniser that cannot be read, or does not fit its network; the file is in the line.
    case tokenizer(String)
    /// An encoder that has no half for texts.
    case readsNoTexts(name: String)
    /// A folder of an image-text network in which something is missing or not understood.
    case unsuitableFolder(path: String, reason: String)
    case unknownTensor(name: String, path: String, near: [String])
    /// The chosen tensor gives no vector for each picture.
    case unsuitableOutput(tensor: String, reason: String)
    /// A value came out that is not a finite number. `picture` is the index within the call's pictures.
    case notFinite(encoder: String, picture: Int)
    case unknownEncoder(name: String, near: [String])
    case encoderExists(name: String)
    /// An encoder that no head can be trained on.
    case unsuitableBody(name: String, reason: String)
    /// A trained encoder whose body is not what it was.
    case bodyChanged(head: String, body: String, reason: String)
    case notTrained(name: String)
    case badName(String)
    case badPreprocessing(String)
    /// A manifest whose model file, dimensions, parts or maps fit no network.
    case badModel(String)
    /// A trained head's manifest whose file, dimensions or classes fit no head.
    case badHead(String)
    case badManifest(path: String, reason: String)
    case file(path: String, reason: String)

    public var description: String {
        switch self {
        case .openVINOMissing(let searched):
            "networks need OpenVINO, which is not installed: run assets/setup.sh, or set VITRINE_OPENVINO to libopenvino_c.so "
                + "(searched \(searched.joined(separator: ", ")))"
        case .openVINOUnusable(let path, let reason):
            "OpenVINO at \(path) cannot be used: \(reason); run assets/setup.sh to install one that fits"
        case .openVINOFailed(let doing, let reason):
            "OpenVINO failed while \(doing): \(reason)"
        case .precisionUnavailable(let precision):
            "this processor has no \(precision.rawValue) arithmetic; use --precision f32"
        case .unreadableModel(let path, let reason):
            "\(path) is not a usable ONNX model: \(reason)"
        case .unsuitableInput(let path, let reason):
            "\(path) does not take pictures: \(reason)"
        case .unsuitableText(let path, let reason):
            "\(path) cannot be used for texts: \(reason)"
        case .tokenizer(let reason):
            reason
        case .readsNoTexts(let name):
            "\(name) is no image-text network, so it has no tokens and makes no vectors of texts; words that it knows are asked for by "
                + "`vitrine similar --words`"
        case .unsuitableFolder(let path, let reason):
            "\(path) is no usable folder of an image-text network: \(reason)"
        case .unknownTensor(let name, let path, let near):
            "\(path) has no tensor named \(name)" + Self.hint(near, otherwise: "; `vitrine encoders info` lists its tensors")
        case .unsuitableOutput(let tensor, let reason):
            "tensor \(tensor) does not give one vector per picture: \(reason); choose another with --layer"
        case .notFinite(let encoder, let picture):
            "encoder \(encoder) gave a value that is not finite for picture \(picture) of its batch; the vector is not used"
        case .unknownEncoder(let name, let near):
            "there is no encoder named \(name)" + Self.hint(near, otherwise: "; `vitrine encoders list` shows those there are")
        case .encoderExists(let name):
            "an encoder named \(name) exists already; choose another --name"
        case .unsuitableBody(let name, let reason):
            "\(name) cannot be trained on: \(reason)"
        case .bodyChanged(let head, let body, let reason):
            "\(head) was trained on \(body), which has changed since: \(reason); install that body again, or train again"
        case .notTrained(let name):
            "\(name) is not a trained encoder, so there is no training to report; `vitrine train` makes one"
        case .badName(let name):
            "\(name.debugDescription) is not a valid encoder name: use 1 to 64 letters, digits, dots, dashes and underscores, "
                + "first a letter or digit"
        case .badPreprocessing(let reason):
            "preprocessing: \(reason)"
        case .badModel(let reason):
            "model: \(reason)"
        case .badHead(let reason):
            "trained head: \(reason)"
        case .badManifest(let path, let reason):
            "\(path) is not a usable encoder manifest: \(reason)"
        case .file(let path, let reason):
            "\(path): \(reason)"
        }
    }

    private static func hint(_ near: [String], otherwise: String) -> String {
        near.isEmpty ? otherwise : "; did you mean \(near.joined(separator: ", "))?"
    }
}

extension EncoderError {
    /// What a failure means while a file or folder was made.
    static func writing(_ file: URL, _ error: any Error) -> EncoderError {
        error as? EncoderError ?? .file(path: file.path, reason: plainReason(error))
    }
}
