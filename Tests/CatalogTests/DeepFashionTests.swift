import Foundation
import Pictures
import TestSupport
import Testing

@testable import Catalog

@Suite struct DeepFashionTests {
    let temporary = try! TemporaryFolder()
    private var root: String { temporary.path("tree") }

    private func write(_ text: String, _ name: String) throws { try temporary.write(Array(text.utf8), to: "tree/" + name) }

    /// Four pictures of two categories; what is given replaces a list.
    private func tree(
        categories: String = "2\ncategory_name  category_type\nTee            1\nJogger Pants   2\n",
        pictures: String = """
        4
        image_name  category_label
        img/A_Tee/img_1.jpg                    1
        img/A_Tee/img_2.jpg                    1
        img/Some Pants/img_1.jpg               2
        img/A_Tee/img_3.jpg                    1

        """,
        partitions: String = """
        4
        image_name  evaluation_status
        img/A_Tee/img_1.jpg      train
        img/A_Tee/img_2.jpg      test
        img/Some Pants/img_1.jpg val
        img/A_Tee/img_3.jpg      train

        """,
        below: Bool = true
    ) throws {
        try write(categories, (below ? "Anno/" : "") + "list_category_cloth.txt")
        try write(pictures, (below ? "Anno/" : "") + "list_category_img.txt")
        try write(partitions, (below ? "Eval/" : "") + "list_eval_partition.txt")
        for name in ["A_Tee/img_1", "A_Tee/img_2", "A_Tee/img_3", "Some Pants/img_1"] {
            try temporary.write(Fixtures.jpeg, to: "tree/\(below ? "Img/" : "")img/\(name).jpg")
        }
    }

    private func index(_ partitions: Set<DeepFashionTree.Partition> = [.train, .val]) throws -> Catalog {
        let tree = try DeepFashionTree(root, partitions: partitions)
        let catalog = try Catalog(creating: temporary.url.appendingPathComponent("catalog"))
        _ = try Indexer(catalog: catalog, encoder: MeanColorEncoder()).run(source: tree)
        return catalog
    }

    @Test(arguments: [true, false])
    func listsBecomeItemsWithoutTheTestPart(below: Bool) throws {
        try tree(below: below)
        let catalog = try index()
        #expect(try catalog.items(rows: 0..<9).map(\.id) == ["img/A_Tee/img_1.jpg", "img/Some Pants/img_1.jpg", "img/A_Tee/img_3.jpg"])
        let pants = try catalog.item(id: "img/Some Pants/img_1.jpg")
        #expect(pants.attributes == ["category": "Jogger Pants", "type": "2", "partition": "val"] && pants.label == "Jogger Pants")
        #expect(try catalog.picture(of: pants)?.decode().width == 48)
        #expect(try index([.train, .val, .test]).state().items == 4)
    }

    @Test(
        arguments: [
            ("3\nimage_name category_label\nimg/A_Tee/img_1.jpg 1\n", "it says 3 and lists 1"),
            ("many\nimage_name category_label\nimg/A_Tee/img_1.jpg 1\n", "begins with a count"),
            ("", "begins with a count"),
            ("1\nimage_name category_label\nimg/A_Tee/img_1.jpg\n", "line 3 is not a name with a value"),
            ("1\nimage_name category_label\nimg/A_Tee/img_1.jpg 1\n", "lists 1 pictures, list_eval_partition.txt 4"),
        ])
    func listsThatDoNotHoldWhatTheySayAreNamed(pictures: String, reason: String) throws {
        try tree(pictures: pictures)
        #expect { try index() } throws: { "\($0)".contains(reason) }
    }

    @Test(
        arguments: [
            ("1 ", "3 ", "line 3: the category 3"), ("1 ", "0 ", "the category 0"), ("1 ", "x ", "the category x"),
            ("img/A_Tee/img_2", "img/A_Tee/img_1", "line 4: img/A_Tee/img_1.jpg is listed twice"),
            ("img/A_Tee/img_1", "img/../../img_1", "not a path inside the tree"),
            ("img/A_Tee/img_1", "/img/A_Tee/img_1", "not a path inside the tree"),
            ("img/A_Tee/img_1", "img/A_Tee/img_9", "img_9.jpg is missing from list_eval_partition.txt"),
        ])
    func rowsThatCannotBeAreNamedWithTheirLine(old: String, new: String, reason: String) throws {
        let rows = ["img/A_Tee/img_1.jpg 1 ", "img/A_Tee/img_2.jpg 1 ", "img/Some Pants/img_1.jpg 2 ", "img/A_Tee/img_3.jpg 1 "]
        let text = rows.joined(separator: "\n")
        let place = text.range(of: old)!
        try tree(pictures: "4\nimage_name category_label\n" + text.replacingCharacters(in: place, with: new))
        #expect { try index() } throws: { "\($0)".contains(reason) }
        #expect(!FileManager.default.fileExists(atPath: temporary.path("catalog")))
    }

    @Test(
        arguments: [
            ("0\na b\n", nil, "list_category_cloth.txt lists no categories"), ("-1\na b\nTee 1\n", nil, "begins with a count"),
            ("99999999999999999999\na b\nTee 1\n", nil, "begins with a count"), ("9223372036854775807\na b\nTee 1\n", nil, "and lists 1"),
            ("0\n", nil, "begins with a count"), ("\n\n\n", nil, "begins with a count"), ("2\na b\nTee 1\nTee\0x 9\n", nil, "the type 9"),
            ("1\na b\nTee 1\n", "0\na b\n", "list_category_img.txt lists no pictures"),
        ] as [(String, String?, String)])
    func countsThatCannotBeAreNamed(categories: String, others: String?, reason: String) throws {
        if let others {
            try tree(categories: categories, pictures: others, partitions: others)
        } else {
            try tree(categories: categories)
        }
        #expect { try index() } throws: { "\($0)".contains(reason) }
    }

    @Test(arguments: ["img/../\u{301}x.jpg", "img/./\u{301}x.jpg", "img//\u{301}x.jpg", "img/a\0.jpg"])
    func marksHideNoStepOutOfTheTree(name: String) throws {
        try tree(pictures: "4\na b\n" + (0..<3).map { "img/A_Tee/\($0).jpg 1\n" }.joined() + name + " 1\n")
        let list = "4\na b\n" + (0..<3).map { "img/A_Tee/\($0).jpg train\n" }.joined() + name + " train\n"
        try write(list, "Eval/list_eval_partition.txt")
        for number in 0..<3 { try temporary.write(Fixtures.jpeg, to: "tree/Img/img/A_Tee/\(number).jpg") }
        #expect { try index() } throws: { "\($0)".contains("line 6: ") && "\($0)".contains("not a path inside the tree") }
    }

    @Test func namesThatDifferInFormOrHoldMarksAndBlanksAreReadWhole() throws {
        let names = ["img/caf\u{E9}.jpg", "img/cafe\u{301}.jpg", "img/a \u{301}b.jpg", "img/c\u{A0}d\u{85}.jpg"]
        for name in names { try temporary.write(Fixtures.jpeg, to: "tree/Img/" + name) }
        try tree(
            pictures: "4\r\na b\r\n" + names.map { $0 + " \t 1\r\n" }.joined(), partitions: "4\na b\n" + names.map { $0 + "\ttrain\n" }.joined())
        #expect(try index().items(rows: 0..<9).map { Array($0.id.utf8) } == names.map { Array($0.utf8) })
    }

    @Test func onlyPicturesAreWrittenIntoATree() throws {
        let shop = Shop()
        try shop.add("a/1.bmp", red: 1)
        try shop.add("a/2.bmp", red: 2)
        try shop.add("b/3.bmp", red: 3)
        try shop.temporary.write(Fixtures.jpeg, to: "pictures/a/4.jpg")
        let catalog = try shop.index().catalog
        // What was a picture is none any more; a PNG's or text's name may end with .jpg.
        try Data("top secret".utf8).write(to: URL(fileURLWithPath: shop.pictures + "/a/4.jpg"))
        try Data(Fixtures.jpeg.prefix(Fixtures.jpeg.count / 2)).write(to: URL(fileURLWithPath: shop.pictures + "/b/3.bmp"))
        let report = try DeepFashionWriter(catalog, by: "label").write(to: temporary.url.appendingPathComponent("tree"))
        #expect(report == .init(pictures: 2, categories: 1, leftOut: 2))
        let written = try DeepFashionTree(root, partitions: [.train, .val, .test])
        #expect(written.pictures.map(\.name) == ["img/a/1.jpg", "img/a/2.jpg"])
        #expect(!FileManager.default.fileExists(atPath: root + "/img/a/4.jpg") && !FileManager.default.fileExists(atPath: root + "/img/b"))
    }

    @Test func aJPEGFileIsCopiedAsItIs() throws {
        let shop = Shop()
        try shop.temporary.write(Fixtures.jpeg, to: "pictures/a/1.jpeg")
        _ = try DeepFashionWriter(shop.index().catalog, by: "label").write(to: temporary.url.appendingPathComponent("tree"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: root + "/img/a/1.jpg")) == Data(Fixtures.jpeg))
    }

    @Test func missingPicturesAreNamedAndNothingIsMade() throws {
        try tree()
        try FileManager.default.removeItem(atPath: root + "/Img/img/A_Tee/img_3.jpg")
        #expect { try index() } throws: { "\($0)".contains("1 of the 3 pictures in the lists are missing: img/A_Tee/img_3.jpg") }
        #expect(!FileManager.default.fileExists(atPath: temporary.path("catalog")))
        try FileManager.default.removeItem(atPath: root + "/Eval/list_eval_partition.txt")
        #expect { try index() } throws: { "\($0)".contains("there is no list_eval_partition.txt") }
    }

    @Test func typesAndPartitionsThatAreUnknownAreNamed() throws {
        try tree(categories: "1\na b\nTee 4\n")
        #expect { try index() } throws: { "\($0)".contains("the type 4 of Tee") }
        try tree(partitions: "1\na b\nimg/A_Tee/img_1.jpg later\n")
        #expect { try index() } throws: { "\($0)".contains("is in later") }
    }

    /// A catalog may name any file that its reader can read.
    @Test func onlyWhatDecodesAsAPictureLeavesACatalog() throws {
        let shop = Shop()
        for name in ["a", "b", "c"] { try shop.add("Tee/\(name).bmp", red: 9) }
        let (catalog, _) = try shop.index()
        // What was a picture is no longer one, but for its name, or is a JPEG by any name.
        try FileManager.default.removeItem(atPath: (shop.pictures + "/Tee/a.bmp"))
        try Data("secret".utf8).write(to: URL(fileURLWithPath: (shop.pictures + "/Tee/secret.jpg")))
        try FileManager.default.createSymbolicLink(atPath: (shop.pictures + "/Tee/a.bmp"), withDestinationPath: (shop.pictures + "/Tee/secret.jpg"))
        try Data(Fixtures.jpeg).write(to: URL(fileURLWithPath: (shop.pictures + "/Tee/b.bmp")))
        let target = temporary.url.appendingPathComponent("tree")
        #expect(try DeepFashionWriter(catalog, by: "label").write(to: target) == .init(pictures: 2, categories: 1, leftOut: 1))
        #expect(!FileManager.default.fileExists(atPath: target.path + "/img/Tee/a.jpg"))
        #expect(try Data(contentsOf: target.appendingPathComponent("img/Tee/b.jpg")) == Data(Fixtures.jpeg))
    }

    @Test func aCatalogWrittenAsATreeReadsBackTheSame() throws {
        let shop = Shop()
        for (name, red) in [("Ankle boot/a", 10), ("Ankle boot/b", 20), ("T-shirt/x y", 30), ("T-shirt/ö", 40)] {
            try shop.add(name + ".bmp", red: UInt8(red))
        }
        let (catalog, _) = try shop.index()
        let target = temporary.url.appendingPathComponent("tree")
        let report = try DeepFashionWriter(catalog, by: "label").write(to: target)
        #expect(report == .init(pictures: 4, categories: 2, leftOut: 0))
        let back = try DeepFashionTree(root, partitions: [.train, .val, .test])
        #expect(Set(back.pictures.map(\.category.name)) == ["Ankle_boot", "T-shirt"])
        #expect(back.pictures.map(\.name) == ["img/Ankle_boot/a.jpg", "img/Ankle_boot/b.jpg", "img/T-shirt/x_y.jpg", "img/T-shirt/_.jpg"])
        #expect { try DeepFashionWriter(catalog, by: "label").write(to: target) } throws: { "\($0)".contains("something already") }
        #expect { try DeepFashionWriter(catalog, by: "price").write(to: temporary.url.appendingPathComponent("other")) } throws: {
            "\($0)".contains("value in the column price")
        }
        #expect(!FileManager.default.fileExists(atPath: temporary.path("other")))
        // What comes from a tree keeps its types and partitions when it goes out again.
        let second = try index([.train, .val, .test])
        let again = temporary.url.appendingPathComponent("again")
        _ = try DeepFashionWriter(second, by: "category").write(to: again)
        let parts = try DeepFashionTree(again.path, partitions: [.train, .val, .test]).pictures.map(\.partition)
        #expect(parts == back.pictures.map(\.partition))
    }
}
