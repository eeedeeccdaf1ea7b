import Basics
import COpenVINO
import Foundation
import Synchronization

/// OpenVINO's library, loaded once per process, and its one core object. Thread-safe.
///
/// Looked for in this order: the file or folder in `VITRINE_OPENVINO`; the folder where assets/setup.sh puts it,
/// `${XDG_DATA_HOME:-~/.local/share}/vitrine/openvino`; where a package puts it beside the program, `/usr/lib/vitrine`; the system's own libraries.
public final class OpenVINO: Sendable {
    /// Where the library was found.
    public let path: String
    /// OpenVINO's own version, such as "2026.4.1-...".
    public let version: String
    let functions: vitrine_openvino
    /// OpenVINO's core may be used by several threads at once.
    nonisolated(unsafe) let core: OpaquePointer?

    private static let loaded = Mutex<OpenVINO?>(nil)

    /// The library, loaded at the first call.
    ///
    /// - Throws: `EncoderError.openVINOMissing` or `.openVINOUnusable`; a later call tries again.
    public static func shared() throws(EncoderError) -> OpenVINO {
        try loaded.withLock { library throws(EncoderError) in
            if let library { return library }
            let fresh = try OpenVINO(candidates: candidates(ProcessInfo.processInfo.environment))
            library = fresh
            return fresh
        }
    }

    /// Files to try, most wanted first. A name without a slash asks the system's loader.
    /// - Parameter program: the program's folder.
    static func candidates(_ environment: [String: String], besides program: URL = Bundle.main.bundleURL.resolvingSymlinksInPath()) -> [String] {
        if let wanted = environment["VITRINE_OPENVINO"], !wanted.isEmpty {
            return [wanted] + libraries(in: wanted) + libraries(in: wanted + "/openvino/libs")
        }
        let own = UserFolder.data.url(environment).path + "/openvino/openvino/libs"
        let found = libraries(in: own)
        let packaged = program.lastPathComponent == "bin" ? libraries(in: program.deletingLastPathComponent().path + "/lib/vitrine") : []
        return (found.isEmpty ? [own + "/libopenvino_c.so"] : found) + packaged + ["libopenvino_c.so", "libopenvino_c.dylib"]
    }

    private static func libraries(in folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasPrefix("libopenvino_c.") }.sorted(by: >).map { folder + "/" + $0 }
    }

    init(candidates: [String]) throws(EncoderError) {
        var broken: EncoderError?
        for candidate in candidates {
            if candidate.contains("/") {
                var isFolder: ObjCBool = false
                guard FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder), !isFolder.boolValue else {
                    continue
                }
            }
            guard let handle = dlopen(candidate, RTLD_NOW | RTLD_LOCAL) else {
                if candidate.contains("/") {
                    broken = broken ?? .openVINOUnusable(path: candidate, reason: dlerror().map { String(cString: $0) } ?? "?")
                }
                continue
            }
            var table = vitrine_openvino()
            if let lacking = vitrine_openvino_load(handle, &table) {
                broken = broken ?? .openVINOUnusable(path: candidate, reason: "it has no \(String(cString: lacking))")
                dlclose(handle)
                continue
            }
            path = candidate
            functions = table
            version = Self.version(table)
            var core: OpaquePointer?
            try Self.check(table, table.core_create(&core), "starting")
            self.core = core
            return
        }
        throw broken ?? .openVINOMissing(searched: candidates)
    }

    private static func version(_ functions: vitrine_openvino) -> String {
        var version = ov_version()
        guard functions.version(&version) == 0 else { return "?" }
        defer { functions.version_free(&version) }
        return version.buildNumber.map { String(cString: $0) } ?? "?"
    }

    /// The one place where OpenVINO's status becomes a Swift error.
    func check(_ status: ov_status, _ doing: String) throws(EncoderError) {
        try Self.check(functions, status, doing)
    }

    private static func check(_ functions: vitrine_openvino, _ status: ov_status, _ doing: String) throws(EncoderError) {
        guard status != 0 else { return }
        var reason = "status \(status)"
        if let text = functions.last_error() {
            reason = Self.essence(of: String(cString: text)) ?? reason
            functions.free_text(text)
        }
        throw .openVINOFailed(doing: doing, reason: reason)
    }

    /// The line of a long message that tells most: the last one that is not a source file's position.
    static func essence(of message: String) -> String? {
        let lines = message.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
        let telling = lines.filter { !$0.isEmpty && !$0.hasPrefix("Exception from ") && !$0.hasPrefix("Check '") }
        return (telling.last ?? lines.last { !$0.isEmpty }).map { String($0.prefix(300)) }
    }

    /// Whether the processor computes in a precision.
    public func supports(_ precision: Precision) -> Bool {
        guard precision == .bf16 else { return true }
        return capabilities.contains("BF16")
    }

    /// What the processor can do, in OpenVINO's words, such as FP32, INT8, BF16.
    public var capabilities: [String] {
        var value: UnsafeMutablePointer<CChar>?
        guard functions.core_get_property(core, "CPU", "OPTIMIZATION_CAPABILITIES", &value) == 0, let value else {
            return []
        }
        defer { functions.free_text(value) }
        return String(cString: value).split { $0 == " " || $0 == "," }.map(String.init)
    }
}
