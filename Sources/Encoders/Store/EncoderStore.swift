import Basics
import Foundation

/// The encoders that are installed: one folder each, with `manifest.json` and the model.
///
/// A person's own lie under `${XDG_DATA_HOME:-~/.local/share}/vitrine/encoders/NAME`; those that come with the program
/// under `assets/encoders/NAME`. A name is looked for among a person's own first.
public struct EncoderStore: Sendable {
    /// An installed encoder. Reading it needs no OpenVINO.
    public struct Entry: Sendable {
        /// What it is made of.
        public enum Kind: Sendable {
            case network(EncoderManifest)
            case head(HeadManifest)
        }

        /// What it is made of.
        public let kind: Kind
        /// Where its files are.
        public let folder: URL
        /// Whether it came with the program.
        public let isBuiltIn: Bool

        /// What a catalog records of it.
        public var identity: EncoderIdentity {
            switch kind {
            case .network(let manifest): manifest.identity
            case .head(let manifest): manifest.identity
            }
        }

        /// By which it is asked for.
        public var name: String { identity.name }

        /// One line for people.
        public var summary: String {
            switch kind {
            case .network(let manifest): manifest.summary
            case .head(let manifest): manifest.summary
            }
        }

        /// A network's manifest; nil for a trained head.
        public var network: EncoderManifest? { if case .network(let manifest) = kind { manifest } else { nil } }

        /// The network's file; the head's for a trained head.
        public var model: URL {
            switch kind {
            case .network(let manifest): folder.appendingPathComponent(manifest.model)
            case .head(let manifest): folder.appendingPathComponent(manifest.head)
            }
        }
    }

    /// Where a person's own are, and new ones go.
    public let ownFolder: URL
    /// Where those that come with the program are; the first that has a name wins.
    public let builtInFolders: [URL]

    public init(ownFolder: URL, builtInFolders: [URL] = []) {
        self.ownFolder = ownFolder
        self.builtInFolders = builtInFolders
    }

    /// The store of the person who runs the program; built-in encoders lie in `assetFolders`.
    public static func standard(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> EncoderStore {
        let program = Bundle.main.bundleURL.resolvingSymlinksInPath()
        return EncoderStore(
            ownFolder: UserFolder.data.url(environment).appendingPathComponent("encoders"),
            builtInFolders: assetFolders(besides: program, environment).map { URL(fileURLWithPath: $0 + "/encoders") })
    }

    /// Where the files that come with the program may lie, and nowhere else, for what lies there is trusted: `VITRINE_ASSETS`;
    /// `assets` beside the program; what is installed with it, or by the system; and the checkout that a build lies in.
    /// - Parameter folder: the program's own.
    static func assetFolders(besides folder: URL, _ environment: [String: String]) -> [String] {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        var folders = [value("VITRINE_ASSETS")].compactMap(\.self) + [folder.path + "/assets"]
        if folder.lastPathComponent == "bin" { folders.append(folder.deletingLastPathComponent().path + "/share/vitrine") }
        folders += UserFolder.sharedData(environment).map(\.path)
        if let build = folder.pathComponents.lastIndex(of: ".build") {
            folders.append(NSString.path(withComponents: Array(folder.pathComponents[..<build])) + "/assets")
        }
        return folders
    }

    /// All that can be read, by name; a person's own hide built-in ones of the same name.
    ///
    /// - Returns: the encoders, and one error for each folder whose manifest is bad.
    public func list() -> (encoders: [Entry], errors: [EncoderError]) {
        var found: [String: Entry] = [:]
        var errors: [EncoderError] = []
        for folder in [ownFolder] + builtInFolders {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
            for name in names.sorted() where found[name] == nil && !name.hasPrefix(".") {
                do {
                    if let entry = try entry(name, in: folder) { found[name] = entry }
                } catch {
                    errors.append(error)
                }
            }
        }
        return (found.values.sorted { $0.name < $1.name }, errors)
    }

    /// - Throws: `EncoderError.unknownEncoder` with near names, or `.badManifest`.
    public func find(_ name: String) throws(EncoderError) -> Entry {
        try EncoderManifest.requireName(name)
        for folder in [ownFolder] + builtInFolders {
            if let entry = try entry(name, in: folder) { return entry }
        }
        let known = list().encoders.map(\.name) + [DescriptorEncoder.name]
        throw .unknownEncoder(name: name, near: nearestNames(to: name, among: known))
    }

    /// The encoder that a person names: `descriptor`, an installed one, or a model file (its name is then the file's).
    ///
    /// - Parameters:
    ///   - wishes: how to use a model file; an installed encoder has its own settings.
    ///   - planned: is told what was decided about a model file before it is loaded, to print the layer.
    /// - Throws: `EncoderError`.
    public func open(
        _ reference: String, wishes: EncoderWishes = EncoderWishes(), options: OpenVINOEncoder.Options = .init(),
        planned: (EncoderPlan) -> Void = { _ in }
    ) throws(EncoderError) -> any Encoder {
        if reference == DescriptorEncoder.name { return DescriptorEncoder() }
        guard reference.hasSuffix(".onnx") || reference.utf8.contains(UInt8(ascii: "/")) else {
            let entry = try find(reference)
            switch entry.kind {
            case .network(let manifest): return try OpenVINOEncoder(manifest, model: entry.model, options: options)
            case .head(let manifest): return try open(manifest, in: entry.folder)
            }
        }
        let model = URL(fileURLWithPath: reference)
        let plan = try EncoderPlan(model, name: Self.name(for: model), wishes: wishes)
        planned(plan)
        return try plan.makeEncoder(options: options)
    }

    /// The encoder of a name that comes from a catalog, which may be anybody's: an installed one or the descriptor, never a file.
    ///
    /// - Throws: `EncoderError`, such as `.unknownEncoder`.
    public func open(installed name: String) throws(EncoderError) -> any Encoder {
        if !name.isExactly(DescriptorEncoder.name) {
            guard !name.utf8.suffix(5).elementsEqual(".onnx".utf8) else { throw .unknownEncoder(name: name, near: []) }
            _ = try find(name)
        }
        return try open(name)
    }

    /// A valid encoder name made from a file's name.
    static func name(for model: URL) -> String {
        let stem = model.deletingPathExtension().lastPathComponent
        let valid = stem.unicodeScalars.map { scalar -> Character in
            let isPlain = scalar.isASCII && scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
            return isPlain || scalar == "." || scalar == "_" ? Character(scalar) : "-"
        }
        let name = String(String(valid).drop { "._-".contains($0) }.prefix(64))
        return name.isEmpty ? "model" : name
    }

    private func entry(_ name: String, in folder: URL) throws(EncoderError) -> Entry? {
        let folder = folder.appendingPathComponent(name)
        let file = folder.appendingPathComponent("manifest.json")
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        let kind: Entry.Kind = HeadManifest.isOne(file) ? .head(try HeadManifest.read(file)) : .network(try EncoderManifest.read(file))
        let entry = Entry(kind: kind, folder: folder, isBuiltIn: folder.deletingLastPathComponent().path != ownFolder.path)
        guard entry.name == name else {
            throw .badManifest(path: file.path, reason: "it is named \(entry.name), its folder \(name)")
        }
        return entry
    }

    /// Installs a model: tries it on one picture, copies it, cut, with its weight files, and writes the manifest.
    ///
    /// Whatever happens, either the complete encoder is there or nothing.
    /// - Throws: `EncoderError`, such as `.encoderExists`, or what the trial finds wrong with the model.
    @discardableResult
    public func add(_ plan: EncoderPlan, options: OpenVINOEncoder.Options = .init()) throws(EncoderError) -> Entry {
        let name = plan.manifest.name
        guard name != DescriptorEncoder.name, !isOccupied(ownFolder.appendingPathComponent(name)) else { throw .encoderExists(name: name) }
        let manifest = try plan.makeEncoder(options: options).manifest
        try manifest.validate()
        let texts = try plan.text.map { text throws(EncoderError) in try text.makeEncoder(dimensions: manifest.dimensions) }
        return try install(name) { folder in
            _ = try CutModel.write(plan.model, outline: plan.outline, layer: manifest.layer, as: manifest.model, into: folder, linking: false)
            try plan.text?.write(into: folder)
            try texts?.writeMean(into: folder)
            try manifest.write(to: folder.appendingPathComponent("manifest.json"))
            return .network(manifest)
        }
    }

    /// Makes an encoder's folder: either it is complete and has its name, or what was there before is there.
    ///
    /// - Parameters:
    ///   - replacing: whether an encoder of the same name gives way.
    ///   - fill: writes its files into the folder that it is given, and says what it is.
    /// - Throws: `EncoderError.encoderExists`, what `fill` throws, or `.file`.
    func install(_ name: String, replacing: Bool = false, fill: (URL) throws -> Entry.Kind) throws(EncoderError) -> Entry {
        let target = ownFolder.appendingPathComponent(name)
        do {
            try Permissions.umask.makeFolder(ownFolder)
            DraftName.removeAbandoned(in: ownFolder)
            let draft = try DraftFolder(of: target)
            let kind = try fill(draft.folder)
            if replacing { try draft.commitReplacing() } else { try draft.commit() }
            return Entry(kind: kind, folder: target, isBuiltIn: false)
        } catch let error as FileError where error.isOccupied {
            throw .encoderExists(name: name)
        } catch {
            throw .writing(target, error)
        }
    }
}
