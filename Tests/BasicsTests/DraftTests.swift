import Basics
import Foundation
import TestSupport
import Testing

@testable import Basics

@Suite struct DraftTests {
    let folder = try! TemporaryFolder()

    private func file(_ name: String) -> URL { folder.url.appendingPathComponent(name) }
    private func text(_ name: String) throws -> String { try String(contentsOf: file(name), encoding: .utf8) }
    private func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted() }
    private func mode(_ url: URL) -> mode_t {
        var status = stat()
        return lstat(url.path, &status) == 0 ? status.st_mode & 0o777 : 0
    }

    @Test func aFileIsThereWholeOrNotAtAll() throws {
        do {
            let draft = try Draft(of: file("a.csv"))
            try draft.write(Data("half".utf8))
            #expect(try names().count == 1 && !isOccupied(file("a.csv")))
        }
        #expect(try names() == [])
        try Draft.write(Data("whole".utf8), to: file("a.csv"))
        #expect(try names() == ["a.csv"] && text("a.csv") == "whole")
    }

    @Test func whatIsThereStaysUnlessItMayGo() throws {
        try folder.write(Array("mine".utf8), to: "a.csv")
        let draft = try Draft(of: file("a.csv"))
        try draft.write(Data("new".utf8))
        let error = #expect(throws: FileError.self) { try draft.commit(replacing: false) }
        #expect(error?.isOccupied == true)
        #expect(try text("a.csv") == "mine")
        chmod(file("a.csv").path, 0o640)
        try Draft.write(Data("new".utf8), to: file("a.csv"), permissions: .owner)
        #expect(try text("a.csv") == "new" && mode(file("a.csv")) == 0o640)
    }

    @Test func aLinkStaysALinkAndNothingButFilesGivesWay() throws {
        try folder.write(Array("old".utf8), to: "real.csv")
        try FileManager.default.createSymbolicLink(atPath: folder.path("link.csv"), withDestinationPath: "real.csv")
        try Draft.write(Data("new".utf8), to: file("link.csv"))
        #expect(try text("real.csv") == "new")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path("link.csv")) == "real.csv")
        #expect(mkfifo(folder.path("pipe"), 0o600) == 0)
        for name in ["pipe", "."] { #expect(throws: FileError.self) { try Draft.write(Data(), to: file(name)) } }
        #expect(try names() == ["link.csv", "pipe", "real.csv"])
    }

    @Test func theNextDraftRemovesDeadOnesAndNothingElse() throws {
        let others = [
            ".a.csv.vitrine-0123", ".a.csv.vitrine-0123456789ABCDEF", "a.csv.vitrine-0123456789abcdef", ".b.csv.vitrine-0123456789abcdef",
            ".a.csv.vitrine-0123456789abcdef.txt", ".a.csv",
        ]
        for name in others { try folder.write([1], to: name) }
        try folder.write([1], to: ".a.csv.vitrine-0123456789abcdef")
        try FileManager.default.createSymbolicLink(atPath: folder.path(".a.csv.vitrine-aaaaaaaaaaaaaaaa"), withDestinationPath: others[0])
        let alive = try Draft(of: file("a.csv"))
        try alive.write(Data("alive".utf8))
        try Draft.write(Data("second".utf8), to: file("a.csv"))
        #expect(try names().count == others.count + 3)
        #expect(try Set(names()).isSuperset(of: others + [".a.csv.vitrine-aaaaaaaaaaaaaaaa", "a.csv"]))
        try alive.commit()
        #expect(try text("a.csv") == "alive")
    }

    @Test func aFolderTakesItsNameWhenItIsComplete() throws {
        try folder.write([1], to: ".shop.vitrine-0123456789abcdef/left/behind")
        do {
            let draft = try DraftFolder(of: file("shop"), permissions: .owner)
            try Data("in".utf8).write(to: draft.folder.appendingPathComponent("file"))
            #expect(try names().count == 1 && DraftName.beingWritten(file("shop"))?.path == draft.folder.path)
            try draft.commit()
        }
        #expect(try names() == ["shop"] && text("shop/file") == "in" && mode(file("shop")) == 0o700)
        do {
            let second = try DraftFolder(of: file("shop"))
            try Data("new".utf8).write(to: second.folder.appendingPathComponent("file"))
            #expect(throws: FileError.self) { try second.commit() }
            #expect(try text("shop/file") == "in")
            try second.commitReplacing()
        }
        #expect(try names() == ["shop"] && text("shop/file") == "new")
    }

    @Test func aFileThatIsSetAsideComesBackOrGoes() throws {
        try folder.write(Array("ids".utf8), to: "a.ids")
        do {
            let aside = try #require(try SetAside(file("a.ids")))
            #expect(!isOccupied(file("a.ids")))
            DraftName.removeAbandoned(in: folder.url)
            aside.putBack()
        }
        #expect(try names() == ["a.ids"] && text("a.ids") == "ids")
        _ = try SetAside(file("a.ids"))
        #expect(try names() == [])
        #expect(try SetAside(file("a.ids")) == nil)
    }

    @Test func newFoldersAreTheirOwnersAloneUnlessTheUmaskDecides() throws {
        try Permissions.owner.makeFolder(file("one/two"))
        try Draft.write(Data(), to: file("one/two/file"), permissions: .owner)
        #expect([file("one"), file("one/two"), file("one/two/file")].map(mode) == [0o700, 0o700, 0o600])
        chmod(file("one").path, 0o755)
        try Permissions.owner.makeFolder(file("one"))
        #expect(mode(file("one")) == 0o755)
        chmod(file("one/two/file").path, 0o640)
        try Permissions(like: file("one/two/file")).makeFolder(file("three"))
        #expect(mode(file("three")) == 0o750)
    }

    @Test func namesOfAnyLengthFit() throws {
        let name = String(repeating: "é", count: 126) + ".x"
        try Draft.write(Data("long".utf8), to: file(name))
        #expect(try names() == [name])
    }

    @Test func homeComesBeforeThePasswordDatabase() {
        #expect(HomeFolder.path(["HOME": "/somewhere"]) == "/somewhere")
        #expect(HomeFolder.path([:]).hasPrefix("/") && HomeFolder.path(["HOME": ""]) == HomeFolder.path([:]))
        #expect(HomeFolder.expandingTilde("~").hasPrefix("/") && HomeFolder.expandingTilde("a/~/b") == "a/~/b")
    }

    @Test func aFullDiskIsCalledOne() {
        #expect(systemReason(ENOSPC) == "the disk is full" && plainReason(CocoaError(.fileWriteOutOfSpace)) == "the disk is full")
    }
}
