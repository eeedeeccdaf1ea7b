import CBLAS
import Foundation

/// Matrix products by OpenBLAS, on all processors. Matrices lie row after row, in single precision.
package enum BLAS {
    /// OpenBLAS's version.
    package static var version: String {
        // It leads a line that also says how the library was built: "OpenBLAS 0.3.21 DYNAMIC_ARCH …".
        String(cString: openblas_get_config()).split(separator: " ").first { $0.first?.isNumber ?? false }.map(String.init) ?? "unknown"
    }

    private static let start: Void = openblas_set_num_threads(Int32(max(1, ProcessInfo.processInfo.activeProcessorCount)))

    /// c = a·b, or c += a·b.
    ///
    /// - Parameters:
    ///   - a: `rows` x `inner`, or its transpose where `transposingA`.
    ///   - b: `inner` x `columns`, or its transpose where `transposingB`.
    ///   - c: `rows` x `columns`.
    package static func multiply(
        _ a: UnsafePointer<Float>, transposingA: Bool = false, _ b: UnsafePointer<Float>, transposingB: Bool = false,
        into c: UnsafeMutablePointer<Float>, rows: Int, inner: Int, columns: Int, adding: Bool = false
    ) {
        _ = start
        cblas_sgemm(
            CblasRowMajor, transposingA ? CblasTrans : CblasNoTrans, transposingB ? CblasTrans : CblasNoTrans, blasint(rows), blasint(columns),
            blasint(inner), 1, a, blasint(transposingA ? rows : inner), b, blasint(transposingB ? inner : columns), adding ? 1 : 0, c,
            blasint(columns))
    }
}
