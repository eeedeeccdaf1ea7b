import Basics
import Console
import Foundation
import SampleShop

extension SampleShop {
    /// Draws with progress on standard error.
    package func draw(into folder: URL, permissions: Permissions = .owner) throws {
        let line = SharedProgress("T-shirts drawn")
        defer { line.finish() }
        try write(
            to: folder, permissions: permissions,
            progress: { done, total in
                line.show(done: done, total: total)
                return true
            })
    }
}
