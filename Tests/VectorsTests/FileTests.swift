import Foundation
import Testing

@testable import Vectors

@Suite struct FileTests {
    private func npy(_ header: String, version: UInt8 = 1, data: Int = 0, length: Int? = nil) -> Data {
        let length = length ?? header.utf8.count
        var bytes: [UInt8] = NpyHeader.magic + [version, 0, UInt8(length & 0xFF), UInt8(length >> 8 & 0xFF)]
        if version > 1 { bytes += [UInt8(length >> 16 & 0xFF), UInt8(length >> 24 & 0xFF)] }
        return Data(bytes + Array(header.utf8) + [UInt8](repeating: 0, count: data))
    }

    @Test func writesWhatItReads() throws {
        let directory = try TemporaryDirectory()
        let url = directory.file("a.npy")
        let writer = try VectorFileWriter(creating: url, dimensions: 3)
        #expect(try VectorTable(contentsOf: url).rows == 0)
        try writer.append([1, 2, 3, 4, 5, 6])
        #expect(try VectorTable(contentsOf: url).rows == 0, "not announced yet")
        try writer.synchronize()
        try writer.append([7, 8, 9])
        try writer.overwrite(row: 0, with: [-1, -2, -3])
        let table = try VectorTable(contentsOf: url)
        #expect(table.rows == 2 && table.dimensions == 3)
        #expect(table.vector(at: 0) == [-1, -2, -3] && table.vector(at: 1) == [4, 5, 6])
        try writer.synchronize()
        #expect(try VectorTable(contentsOf: url).vector(at: 2) == [7, 8, 9])
        #expect(try VectorTable(contentsOf: url, rows: 1).rows == 1)
        #expect(throws: VectorFileError.self) { try VectorTable(contentsOf: url, rows: 4) }
        #expect(try Data(contentsOf: url).count == 128 + 36)
    }

    @Test func continuesAFileAndCutsOffWhatLiesBeyond() throws {
        let directory = try TemporaryDirectory()
        let url = directory.file("a.npy")
        _ = try directory.table([[1, 1], [2, 2], [3, 3]], name: "a.npy")
        do {
            let writer = try VectorFileWriter(appendingTo: url, rows: 1)
            #expect(try VectorTable(contentsOf: url).rows == 1)
            try writer.append([9, 9])
            try writer.synchronize()
        }
        let table = try VectorTable(contentsOf: url)
        #expect((0..<table.rows).map(table.vector) == [[1, 1], [9, 9]])
        #expect(throws: VectorFileError.self) { try VectorFileWriter(appendingTo: url, rows: 3) }
        #expect(throws: VectorFileError.self) { try VectorFileWriter(appendingTo: directory.file("none.npy"), rows: 0) }
    }

    @Test func losesRowsAtItsEnd() throws {
        let directory = try TemporaryDirectory()
        let url = directory.file("a.npy")
        let before = try directory.table([[1, 1], [2, 2], [3, 3]], name: "a.npy")
        let writer = try VectorFileWriter(appendingTo: url, rows: 3)
        try writer.overwrite(row: 0, with: [3, 3])
        try writer.shorten(to: 2)
        let table = try VectorTable(contentsOf: url)
        #expect((0..<table.rows).map(table.vector) == [[3, 3], [2, 2]])
        #expect(before.vector(at: 2) == [3, 3], "a table that is open already keeps its rows")
    }

    @Test func survivesAnAbandonedWriter() throws {
        let directory = try TemporaryDirectory()
        let url = directory.file("a.npy")
        do {
            let writer = try VectorFileWriter(creating: url, dimensions: 1000)
            try writer.append([Float](repeating: 1, count: 1000))
            try writer.synchronize()
            for _ in 0..<1000 { try writer.append([Float](repeating: 2, count: 1000)) }
        }
        #expect(try Data(contentsOf: url).count > 128 + 4000, "rows beyond the announced ones have reached the file")
        #expect(try VectorTable(contentsOf: url).rows == 1)
        let size = try Data(contentsOf: url).count
        let writer = try VectorFileWriter(appendingTo: url, rows: 1)
        #expect(writer.rows == 1)
        try writer.append([Float](repeating: 3, count: 1000))
        try writer.synchronize()
        #expect(try VectorTable(contentsOf: url).vector(at: 1) == [Float](repeating: 3, count: 1000))
        #expect(try Data(contentsOf: url).count == size, "what lay beyond is room for new rows; whoever has mapped it keeps it")
    }

    @Test(
        arguments: [
            ("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }\n", 24, nil),
            ("{'shape':(2,3),'descr':\"<f4\",'fortran_order':False}", 24, nil),
            ("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }\n", 23, "ends early: 2 rows are announced, 1 are there"),
            ("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }\n", 24, "Fortran order"),
            ("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }\n", 48, "type '<f8'"),
            ("{'descr': '>f4', 'fortran_order': False, 'shape': (2, 3), }\n", 24, "type '>f4'"),
            ("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2, 3), }\n", 24, "cannot be understood"),
            ("{'descr': '<f4', 'fortran_order': False, 'shape': (6,), }\n", 24, "1 axes"),
            ("{'descr': '<f4', 'fortran_order': False, 'shape': (), }\n", 24, "0 axes"),
            ("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2, 3), }\n", 24, "3 axes"),
            ("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 0), }\n", 24, "without dimensions"),
            ("{'descr': '<f4', 'fortran_order': False, 'shape': (-1, 3), }\n", 24, "cannot be understood"),
            ("{'descr': '<f4', 'fortran_order': False, 'shape': (4294967295, 16777216), }\n", 24, "ends early"),
            ("{'descr': '<f4', 'fortran_order': False, 'shape': (4611686018427387904, 4), }\n", 24, "absurd"),
            ("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999, 4), }\n", 24, "absurd"),
            ("{'descr': '<f4', 'shape': (2, 3), }\n", 24, "without 'fortran_order'"),
            ("{'fortran_order': False, 'shape': (2, 3), }\n", 24, "without 'descr'"),
            ("{'descr': '<f4', 'fortran_order': False}\n", 24, "without 'shape'"),
            ("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3)", 24, "cannot be understood"),
            ("{'descr", 24, "cannot be understood"), ("", 24, "cannot be understood"), ("{}", 24, "without 'descr'"),
        ] as [(String, Int, String?)])
    func judgesHeaders(_ header: String, _ data: Int, _ complaint: String?) throws {
        let directory = try TemporaryDirectory()
        for version: UInt8 in [1, 2] {
            let url = directory.file("\(version).npy")
            // A whole number of 4-byte words before the data, as every writer has it.
            let blanks = String(repeating: " ", count: (64 - (header.utf8.count + (version == 1 ? 10 : 12)) % 64) % 64)
            try npy(
                header.isEmpty ? "" : header + (complaint == "cannot be understood" ? "" : blanks), version: version, data: data
            ).write(to: url)
            if let complaint {
                let error = #expect(throws: VectorFileError.self) { try VectorTable(contentsOf: url) }
                #expect(error?.description.hasPrefix(url.path + ": ") == true)
                #expect(
                    error?.reason.contains(complaint) == true
                        || complaint == "ends early" && error?.reason.contains("absurd") == true, "\(error?.reason ?? "")")
                #expect(error?.reason.contains("\n") == false)
            } else {
                #expect(try VectorTable(contentsOf: url).rows == 2)
            }
        }
    }

    @Test func refusesWhatIsNoTable() throws {
        let directory = try TemporaryDirectory()
        let whole = npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }\n", data: 24)
        for length in [0, 1, 5, 6, 8, 9, 10, 40, 60] {
            let url = directory.file("cut\(length).npy")
            try whole.prefix(length).write(to: url)
            #expect(throws: VectorFileError.self) { try VectorTable(contentsOf: url) }
            #expect(throws: VectorFileError.self) { try NpyFile(contentsOf: url) }
        }
        for (name, data) in [
            ("long", npy("{}", version: 2, length: 0x7FFF_FFFF)), ("version", npy("{}", version: 9)),
            ("text", Data("hello, world".utf8)),
        ] {
            try data.write(to: directory.file(name))
            #expect(throws: VectorFileError.self) { try VectorTable(contentsOf: directory.file(name)) }
        }
        #expect(throws: VectorFileError.self) { try VectorTable(contentsOf: directory.url) }
        #expect(throws: VectorFileError.self) { try VectorTable(contentsOf: directory.file("none")) }
    }

    @Test func readsHalfPrecision() throws {
        let directory = try TemporaryDirectory()
        let halves: [UInt16] = [0x0000, 0x8000, 0x3C00, 0xC000, 0x7BFF, 0x0400, 0x0001, 0x83FF, 0x3555, 0x7C00, 0xFC00, 0x7E00]
        let values: [Float] = [0, -0.0, 1, -2, 65504, 0x1p-14, 0x1p-24, -0x1.FF8p-15, 0.33325195, .infinity, -.infinity, .nan]
        var data = npy("{'descr': '<f2', 'fortran_order': False, 'shape': (4, 3), }\n")
        for half in halves { data.append(contentsOf: [UInt8(half & 0xFF), UInt8(half >> 8)]) }
        try data.write(to: directory.file("half.npy"))
        let file = try NpyFile(contentsOf: directory.file("half.npy"))
        var read: [Float] = []
        file.forEachChunk(of: 3) { first, numbers in
            #expect(first * 3 == read.count)
            read += numbers
        }
        for (value, expected) in zip(read, values) {
            #expect(value.bitPattern == expected.bitPattern || value.isNaN && expected.isNaN)
        }
        #expect(read.count == 12)
        #expect(throws: VectorFileError.self) { try VectorTable(contentsOf: directory.file("half.npy")) }
    }
}
