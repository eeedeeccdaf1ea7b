import ArgumentParser
import Basics
import Console
import Foundation
import SampleShop

struct SampleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample",
        abstract: "Draw a sample shop of T-shirts.",
        discussion: """
            Writes ItemID.jpg (250x250) for each and attributes.csv. The same seed draws the same shop; pictures that are there already are \
            kept, and so is an attributes.csv that is not this shop's, which is an error.
            """)

    @Argument(help: "The folder to draw into.", completion: .directory) var folder: String
    @Option(parsing: .unconditional, help: "How many T-shirts.") var items = 11_556
    @Option(parsing: .unconditional, help: "Another seed draws another shop.") var seed: UInt64 = 1
    @OptionGroup var sharedOption: SharedOption

    func validate() throws {
        guard (1...SampleShop.limit).contains(items) else {
            throw ValidationError("--items takes a number from 1 to \(SampleShop.limit), not \(items).")
        }
    }

    func run() throws {
        try SampleShop(items: items, seed: seed).draw(into: HomeFolder.url(folder), permissions: sharedOption.permissions)
        Console.print("\(counted(items, "T-shirt")) in \(sanitized(folder))")
    }
}
