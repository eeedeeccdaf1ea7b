import Foundation
import TestSupport
import Testing

/// Mounts in a namespace of its own, where the system lets anybody have one.
private enum Namespace {
    static let canMount: Bool = {
        guard let folder = try? TemporaryFolder() else { return false }
        return (try? run("mount -t tmpfs -o size=1m none /mnt", in: folder).status) == 0
    }()

    static func run(_ script: String, in folder: TemporaryFolder) throws -> Program.Result {
        try Program.run(
            ["--map-root-user", "--mount", "/bin/sh", "-c", script, Program.url.path], in: folder, program: "/usr/bin/unshare")
    }
}

/// A disk without room: each command says that it is full, and leaves nothing half done.
@Suite(.enabled(if: Namespace.canMount), .onOwnThreads) struct FullDiskTests {
    let folder = try! TemporaryFolder()

    /// Runs the program with a small disk at `$DISK`, of which so many bytes are free, and says then what lies there.
    private func vitrine(_ arguments: String, free: Int) throws -> (status: String?, errors: String, left: [Substring]) {
        let disk = folder.path("disk")
        try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
        let result = try Namespace.run(
            """
            DISK='\(disk)'; mount -t tmpfs -o size=4m none "$DISK" || exit 9
            head -c \((4 << 20) - free) /dev/zero > "$DISK/filler"
            "$0" \(arguments) > /dev/null; echo "$?"; ls -A "$DISK"
            """, in: folder)
        let lines = result.output.split(separator: "\n")
        return (lines.first.map(String.init), result.errors, lines.dropFirst().filter { $0 != "filler" })
    }

    @Test func itIsCalledFullAndNothingIsLeft() throws {
        let catalog = try SmallCatalog.make(in: folder)
        for (arguments, free) in [
            ("index '\(folder.path("tees"))' --encoder descriptor --catalog \"$DISK/new\"", 32 << 10),
            ("index '\(folder.path("tees"))' --encoder descriptor --catalog \"$DISK/new\"", 300 << 10),
            ("vectors export \"$DISK/v.npy\" \"$DISK/v.ids\" --catalog '\(catalog)'", 16 << 10),
            ("export \"$DISK/page.html\" --item tee-100 --catalog '\(catalog)'", 4 << 10),
            ("export --deepfashion \"$DISK/tree\" --by id --catalog '\(catalog)'", 16 << 10),
        ] {
            let result = try vitrine(arguments, free: free)
            #expect(result.status == "1" && result.errors.contains("the disk is full"), "\(arguments): \(result.errors)")
            #expect(result.left == [], "\(arguments)")
        }
    }
}
