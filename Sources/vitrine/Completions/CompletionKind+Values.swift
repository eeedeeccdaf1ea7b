import ArgumentParser
import Basics
import Catalog
import Configuration
import Encoders
import Foundation
import LocalEngine

/// Values that a shell completes. They are read when Tab is pressed, and what cannot be read completes nothing.
extension CompletionKind {
    /// Whether a shell runs the program for how a line may go on, so that nothing else may be said.
    static var isAskedFor: Bool { CommandLine.arguments.dropFirst().first == "---completion" }

    /// Catalogs by their names, and by their paths where they lie elsewhere.
    static var catalogs: CompletionKind {
        offering { _ in
            let library = CatalogLibrary()
            let elsewhere = UsedCatalogs.all.filter { Catalog.exists(at: $0) && $0.deletingLastPathComponent().path != library.folder.path }
            return library.names + elsewhere.map(\.path)
        }
    }

    /// IDs of the catalog that the line names, or of the one that would be taken.
    static var items: CompletionKind { offering { line in try line.catalog()?.ids(beginning: line.prefix, limit: 200) ?? [] } }

    /// What the catalog's items can be told apart by.
    static var columns: CompletionKind { offering { line in try line.catalog()?.sortableNames() ?? [] } }

    /// The catalog's baskets.
    static var baskets: CompletionKind {
        offering { line in try line.catalog().map { try LocalEngine($0).storedBaskets().baskets.map(\.name) } ?? [] }
    }

    static var encoders: CompletionKind { offering { _ in encoderNames } }
    static var severalEncoders: CompletionKind { offering { $0.continued(by: encoderNames) } }

    /// Those that `vitrine train` has made.
    static var trainedEncoders: CompletionKind {
        offering { _ in EncoderStore.standard().list().encoders.filter { $0.network == nil }.map(\.name) }
    }

    /// Those whose vectors the catalog has.
    static var catalogEncoders: CompletionKind { offering { line in try line.catalog()?.encodings().map(\.name) ?? [] } }

    /// Some of these with commas between them, each once.
    static func several(_ values: [String]) -> CompletionKind { offering { $0.continued(by: values) } }

    private static var encoderNames: [String] { EncoderStore.standard().list().encoders.map(\.name) + [DescriptorEncoder.name] }

    private static func offering(_ values: @escaping @Sendable (TypedLine) throws -> [String]) -> CompletionKind {
        .custom { words, index, prefix in
            let shell = CompletionShell.requesting
            let line = TypedLine(words: words, index: index, prefix: prefix, shell: shell)
            let offered = (try? values(line)) ?? []
            return offered.unique.filter { $0.utf8.starts(with: line.prefix.utf8) && canBeOffered($0) }.map { quoted($0, for: shell) }
        }
    }

    /// Whether a value comes whole through a terminal and a shell, and is no option. Catalogs may come from anybody, so what a shell would run
    /// is left out even though it is quoted: bash puts a word that is half typed together wrongly around a dollar sign.
    private static func canBeOffered(_ value: String) -> Bool {
        guard let first = value.utf8.first, value.utf8.count <= 250, !"-~=".utf8.contains(first) else { return false }
        return !value.utf8.contains { "$`".utf8.contains($0) } && sanitized(value).isExactly(value)
    }

    /// A value as the shell's script has to read it to take it for what it is. bash would expand it, and so run what it says.
    private static func quoted(_ value: String, for shell: CompletionShell?) -> String {
        var result = String.UnicodeScalarView()
        for scalar in value.unicodeScalars {
            let isActive =
                switch shell {
                case .bash?: scalar.isASCII && !scalar.properties.isAlphabetic && !("0"..."9").contains(scalar)
                // It separates values from what is said of them.
                case .zsh?: scalar == ":" || scalar == "\\"
                default: false
                }
            if isActive { result.append("\\") }
            result.append(scalar)
        }
        return String(result)
    }
}

extension TypedLine {
    /// A glance at the catalog that the command would open; nil where there is none.
    fileprivate func catalog() throws -> Catalog? {
        var option = CatalogOption()
        option.catalog = value(of: "--catalog")
        return try option.folder.map { folder throws(CatalogError) in try Catalog(glancingAt: folder) }
    }

    /// What has been typed of a list with commas, with one more value at its end.
    fileprivate func continued(by values: [String]) -> [String] {
        let before = prefix.parts(separatedBy: ",").dropLast()
        return values.filter { value in !before.contains { $0.isExactly(value) } }.map { (before + [$0]).joined(separator: ",") }
    }
}
