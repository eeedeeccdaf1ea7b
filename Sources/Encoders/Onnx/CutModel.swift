import Basics
import Foundation

/// A copy of an ONNX model that ends at a chosen tensor.
///
/// Nothing is decoded or written anew. Embedded messages of protocol buffers merge, so these bytes at the file's end
/// declare one more output: `3A len 62 len 0A len NAME` (ModelProto.graph → GraphProto.output → ValueInfoProto.name).
/// The outputs that were there are turned into mere shape notes (value_info) by one byte each, so that the runtime
/// leaves out the operators behind the chosen tensor. The copy is made by the kernel; weights do not pass through
/// this process's memory.
enum CutModel {
    /// Writes the cut model, and the weight files it refers to, into a directory that exists.
    ///
    /// - Parameter linking: whether weight files are linked, where the file system can, for a copy that lives for a moment.
    /// - Returns: where the model lies: `NAME` in that directory.
    static func write(
        _ model: URL, outline: OnnxOutline, layer: String, as name: String = "model.onnx", into directory: URL, linking: Bool
    ) throws(EncoderError) -> URL {
        try outline.requireTensor(layer)
        let target = directory.appendingPathComponent(name)
        do {
            if outline.isHalf {
                try HalfModel.write(model, outline: outline, layer: layer, to: target)
            } else {
                try FileManager.default.copyItem(at: model.resolvingSymlinksInPath(), to: target)
                try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: target.path)
            }
            for file in outline.externalFiles {
                try requireInside(file, of: model)
                try bring(file, from: model.deletingLastPathComponent(), to: directory, linking: linking)
            }
            if !outline.isHalf, outline.outputs.map(\.name) != [layer] { try cut(target, outline: outline, layer: layer) }
        } catch {
            throw .writing(target, error)
        }
        return target
    }

    /// The bytes that declare a tensor as a further output.
    static func declaration(of tensor: String) -> [UInt8] {
        let name = field(0x0A, Array(tensor.utf8))
        return field(0x3A, field(0x62, name))
    }

    private static func field(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] { header(tag, count: content.count) + content }

    /// What stands before a field of so many bytes.
    static func header(_ tag: UInt8, count: Int) -> [UInt8] {
        var length: [UInt8] = []
        var rest = count
        repeat {
            length.append(UInt8(rest & 0x7F) | (rest > 0x7F ? 0x80 : 0))
            rest >>= 7
        } while rest > 0
        return [tag] + length
    }

    private static func cut(_ file: URL, outline: OnnxOutline, layer: String) throws {
        let handle = try FileHandle(forUpdating: file)
        defer { try? handle.close() }
        for position in outline.outputPositions {
            try handle.seek(toOffset: UInt64(position))
            // Field 12 (output) becomes field 13 (value_info); a tag written in more than one byte is left.
            guard try handle.read(upToCount: 1) == Data([0x62]) else { continue }
            try handle.seek(toOffset: UInt64(position))
            try handle.write(contentsOf: Data([0x6A]))
        }
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(declaration(of: layer)))
    }

    /// A model may only name weight files in its own folder or below.
    private static func requireInside(_ file: String, of model: URL) throws(EncoderError) {
        // By bytes: a mark behind a slash takes nothing of its meaning.
        let parts = file.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard !parts.contains(where: { $0.isEmpty || $0.elementsEqual("..".utf8) }), !file.utf8.contains(0) else {
            throw .unreadableModel(path: model.path, reason: "it keeps weights outside its folder, in \(file.debugDescription)")
        }
    }

    private static func bring(_ file: String, from source: URL, to directory: URL, linking: Bool) throws {
        let target = directory.appendingPathComponent(file)
        let original = source.appendingPathComponent(file).resolvingSymlinksInPath()
        guard FileManager.default.fileExists(atPath: original.path) else {
            throw EncoderError.file(path: original.path, reason: "the model's weights are missing; they belong beside the model")
        }
        try FileManager.default.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        if linking {
            // A hard link: OpenVINO refuses weights that a symbolic link leads out of the model's folder.
            do { try FileManager.default.linkItem(at: original, to: target) } catch { try FileManager.default.copyItem(at: original, to: target) }
        } else {
            try FileManager.default.copyItem(at: original, to: target)
        }
    }
}
