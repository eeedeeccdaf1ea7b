import Basics
import Foundation
import TestSupport
import Testing

@Suite struct MappedFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func file(_ text: String) throws -> URL {
        try folder.write(Array(text.utf8), to: "file")
        return URL(fileURLWithPath: folder.path("file"))
    }

    @Test func bytesAndStateAreTheFiles() throws {
        let url = try file("hello")
        let mapped = try MappedFile(url)
        #expect(mapped.withBytes { $0.elementsEqual("hello".utf8) } && mapped.stamp.size == 5)
        #expect(try MappedFile(url).stamp == mapped.stamp)
        try Data("hello, you".utf8).write(to: url)
        #expect(try MappedFile(url).stamp != mapped.stamp)
    }

    @Test func anEmptyFileHasNoBytes() throws {
        let mapped = try MappedFile(try file(""))
        mapped.advise(Int32(MADV_SEQUENTIAL))
        #expect(mapped.bytes.isEmpty && mapped.stamp.size == 0)
    }

    @Test func whatIsWrittenIntoAPrivateMappingStaysInIt() throws {
        let url = try file("hello")
        let mapped = try MappedFile(url, isPrivate: true)
        Array("J".utf8).withUnsafeBytes { mapped.write($0, at: 0) }
        #expect(mapped.withBytes { $0.elementsEqual("Jello".utf8) })
        #expect(try String(contentsOf: url, encoding: .utf8) == "hello")
    }

    @Test func whatCannotBeMappedIsSaid() throws {
        #expect(throws: MappingError.system("open", code: ENOENT)) { try MappedFile(URL(fileURLWithPath: folder.path("none"))) }
        #expect(throws: MappingError.notARegularFile) { try MappedFile(folder.url) }
    }
}
