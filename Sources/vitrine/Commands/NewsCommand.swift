import ArgumentParser
import Basics
import Catalog
import Console
import Foundation
import Reports

struct NewsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "news",
        abstract: "Tell what is new, gone, cheaper, dearer or back in stock in the catalog's shops.",
        discussion: "Without --since, compared with the previous visit; `vitrine fetch` makes one.")

    @OptionGroup var catalogOption: CatalogOption
    @Option(help: ArgumentHelp("A day, as 2026-11-27: what has changed since its beginning.", valueName: "date")) var since: Day?
    @Flag(help: "Write JSON.") var json = false

    func run() throws {
        let catalog = try catalogOption.openGeneration()
        let news = NewsReport(try catalog.news(since: since?.date))
        if json { return Console.print(try news.json()) }
        if news.isEmpty {
            return Console.note(try catalog.shops().isEmpty ? "No item of this catalog comes from a shop." : "Nothing has changed.")
        }
        for line in news.lines { Console.print(line) }
    }
}

/// A day, by its beginning where one is.
struct Day: ExpressibleByArgument {
    let date: Date

    init?(argument: String) {
        let formatter = DateFormatter()
        (formatter.locale, formatter.dateFormat, formatter.isLenient) = (Locale(identifier: "en_US_POSIX"), "yyyy-MM-dd", false)
        guard argument.utf8.count == 10, let date = formatter.date(from: argument) else { return nil }
        self.date = date
    }
}
