import Console
import Foundation
import Frames
import Pictures
import SampleShop
import Terminal

/// Drawn T-shirts in each way that a terminal can show pictures.
package struct SamplePictures {
    private let capabilities: Capabilities

    package init(_ report: TerminalReport) { capabilities = report.capabilities }

    /// Prints them on standard output; the way that the browser takes comes first.
    ///
    /// - Parameter choice: the only way to show, where one is named.
    package func show(_ choice: GraphicsChoice?) {
        let ways = choice?.named.map { [$0] } ?? capabilities.available
        let shop = SampleShop(items: 20, seed: 1)
        let shirts = [3, 8, 12].map { shop.draw(shop.item($0)) }
        let size = Size(columns: 20, rows: 10)
        for (place, way) in ways.enumerated() {
            var format = capabilities.pictureFormat
            format.graphics = way
            format.placeholders = capabilities.placeholders(for: way)
            Console.print("Pictures by \(way.rawValue)" + (place == 0 ? "" : ", also possible"))
            var printer = PrintedPictures(format: format)
            let drawn = shirts.map { PictureRenderer.render($0, size: size, format: format) }
            Console.write(printer.line(drawn, size: size, gap: 2), to: STDOUT_FILENO)
            Console.print()
        }
    }
}
