import Foundation
import TestSupport
import Testing

/// What bash's script, which the program writes, makes of a line when Tab is pressed.
@Suite(.onOwnThreads) struct CompletionTests {
    private let folder = try! TemporaryFolder()

    /// Completes the last of these words in bash, as `complete -F` calls the script, in an empty folder.
    /// - Parameter isTakenApart: whether the words are what bash makes of one that holds `=` and `:`, from the second on.
    /// - Returns: what is offered, and what was said beside it.
    private func offered(_ words: [String], isTakenApart: Bool = false) throws -> (values: [String], errors: String) {
        let script = folder.path("vitrine.bash"), driver = folder.path("press-tab.bash")
        if !FileManager.default.fileExists(atPath: script) {
            let written = try Program.run(["--generate-completion-script", "bash"], in: folder)
            #expect(written.status == 0)
            try folder.write(Array(written.output.utf8), to: "vitrine.bash")
            let press = """
                mkdir -p "$1" && cd "$1" && source "$2" && line="$3" && shift 3
                COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="${line:-$*}"; COMP_POINT=${#COMP_LINE}
                _vitrine vitrine "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
                for value in "${COMPREPLY[@]}"; do printf '%s\\n' "$value"; done
                """
            try folder.write(Array(press.utf8), to: "press-tab.bash")
        }
        let result = try Program.run(
            [
                driver, folder.path("here"), script,
                isTakenApart ? ([Program.url.path, words[0]] + [words.dropFirst().joined()]).joined(separator: " ") : "",
            ]
                + [Program.url.path] + words, in: folder, program: "/bin/bash")
        return (result.output.split(separator: "\n").map(String.init), result.errors)
    }

    /// The names of a folder's files with their sizes and times.
    private func files(in path: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path).sorted().map { name in
            let attributes = try FileManager.default.attributesOfItem(atPath: path + "/" + name)
            return "\(name) \(attributes[.size]!) \(attributes[.modificationDate]!)"
        }
    }

    @Test func valuesOfACatalogComeAndNothingIsWritten() throws {
        let catalog = try SmallCatalog.index(in: folder)
        let before = try files(in: catalog)
        for (words, values) in [
            (["similar", "tee-11"], (110...119).map { "tee-\($0)" }), (["similar", "tee-100", "tee-12"], (120...123).map { "tee-\($0)" }),
            (["export", "x.csv", "--item", "tee-101"], ["tee-101"]), (["similar", "'tee-101"], ["tee-101"]),
            (["export", "x.csv", "--basket", "my"], ["my likes"]), (["export", "x.csv", "--basket", "my\\ l"], ["my likes"]),
            (["evaluate", "--by", "i"], ["id"]), (["evaluate", "--metric", "cosine,e"], ["cosine,euclidean"]),
            (["browse", "--mode", "cen"], ["centroid"]), (["index", "--encoder", "desc"], ["descriptor"]),
            (["browse", "--catalog", folder.path("cat")], [catalog]), (["catalogs", "remove", folder.path("cat")], [catalog]),
        ] {
            let answer = try offered(words)
            #expect(answer.values == values && answer.errors.isEmpty, "\(words): \(answer)")
        }
        #expect(try files(in: catalog) == before)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("here")).isEmpty)
    }

    /// `--metric=cos` is three words to bash, and `hat:on` too; what it puts in their place is the last of them.
    @Test func wordsThatBashTakesApartAreCompleted() throws {
        for name in ["hat:one", "hat:other", "hat=1", "hat=22"] {
            try folder.write(Fixtures.bitmap(width: 12, height: 12) { x, y in (9, UInt8(x * 20), UInt8(y * 20)) }, to: "hats/\(name).bmp")
        }
        #expect(try Program.run(["index", folder.path("hats"), "--encoder", "descriptor"], in: folder).status == 0)
        for (words, values) in [
            (["browse", "--metric", "=", "cos"], ["cosine"]),
            (["browse", "--mode", "="], ["centroid", "direction", "rocchio", "best", "interests"]),
            (["similar", "hat", ":", "on"], ["one"]), (["similar", "hat", ":"], ["one", "other"]), (["similar", "hat", "=", "2"], ["22"]),
            (["similar", "--metric", "=", "cosine,e"], ["cosine,euclidean"]),
        ] {
            let answer = try offered(words, isTakenApart: true)
            #expect(answer.values == values && answer.errors.isEmpty, "\(words): \(answer)")
        }
        #expect(try offered(["similar", "hat"]).values == ["hat:one", "hat:other", "hat=1", "hat=22"])
    }

    @Test func whatCannotBeReadCompletesNothing() throws {
        try folder.write(Array("no database, however long one looks at it ........................".utf8), to: "bad/catalog.sqlite")
        try folder.write(Array("graphics = 3\n".utf8), to: "XDG_CONFIG_HOME/vitrine/config.toml")
        for words in [["similar", "te"], ["similar", "--catalog", folder.path("bad"), "te"], ["export", "--catalog", "nowhere", "--basket", ""]] {
            let answer = try offered(words)
            #expect(answer.values.isEmpty && answer.errors.isEmpty, "\(words): \(answer)")
        }
        #expect(!FileManager.default.fileExists(atPath: folder.path("XDG_DATA_HOME")))
        let nonsense = try Program.run(["---completion", "nothing", "--", "positional@7", "x"], in: folder)
        #expect(nonsense.output.isEmpty && nonsense.errors.isEmpty)
    }

    @Test func idsOfAHostileCatalogDoNoHarm() throws {
        let harmless = ["hat a;touch harm", "hat b|touch harm", "hat c&touch harm", "hat d\"'\\", "hat e{1,2}", "hat f*", "hat g(1)#!"]
        let hostile = ["hat $(touch harm)", "hat `touch harm`", "hat ${IFS}", "hat h\ntouch harm", "hat i\u{1B}[31m", "hat j\u{202E}", "--hat"]
        for name in harmless + hostile {
            try folder.write(Fixtures.bitmap(width: 12, height: 12) { x, y in (9, UInt8(x * 20), UInt8(y * 20)) }, to: "hats/\(name).bmp")
        }
        #expect(try Program.run(["index", folder.path("hats"), "--encoder", "descriptor"], in: folder).status == 0)
        let answer = try offered(["similar", "hat"])
        #expect(answer.values == harmless && answer.errors.isEmpty, "\(answer)")
        #expect(try offered(["similar", ""]).values == harmless)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("here")).isEmpty)
    }

    @Test func theVersionTellsTheLibraries() throws {
        let result = try Program.run(["--version"], in: folder)
        let names = result.output.split(separator: "\n").compactMap { $0.split(separator: " ").first }
        #expect(result.status == 0 && result.errors.isEmpty)
        #expect(
            names == [
                "vitrine", "commit", "ncurses", "chafa", "libcurl", "libxml2", "OpenSSL", "OpenBLAS", "libpq", "gdk-pixbuf", "SQLite", "OpenVINO",
            ])
    }
}
